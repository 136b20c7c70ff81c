"""The time axis: lanes by subject, an overview, the panel of what is open, and the list."""
