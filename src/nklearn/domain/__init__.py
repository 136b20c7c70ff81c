"""What the program is about, as frozen values without I/O: claims, data, lessons, answers."""
