"""One file a format, never changed once a book was written in it."""
