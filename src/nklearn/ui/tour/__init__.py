"""The tour: what it draws of each page, and the drawing."""
