"""The explorer of songbun: lists of the classes, and what the report says followed from them."""
