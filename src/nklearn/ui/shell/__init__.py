"""The window's own parts: rail, top bar, search list, status bar, notices."""
