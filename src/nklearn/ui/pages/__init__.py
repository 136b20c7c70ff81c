"""One module a screen; none imports another."""
