"""Ground shared by every layer: errors, paths, files, settings. Knows nothing of the subject."""
