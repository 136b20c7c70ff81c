"""The chain of command: picture, list, lines, and the panel of the open body."""
