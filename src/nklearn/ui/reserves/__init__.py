"""Parts of the page that compares two values of each row."""
