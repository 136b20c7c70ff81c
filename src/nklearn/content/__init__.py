"""What the program teaches: the catalog that pages ask, and the compiler that authors use."""
