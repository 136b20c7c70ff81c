"""Work for a teacher as a student meets it: files that come in, what is due, handing in."""
