"""The only SQL of the program: content (read-only) and workspace, and what opens them."""
