"""Building blocks of the teacher's pages: the segments of Teach, and the door to it."""
