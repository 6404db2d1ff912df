"""Word's own files, old and new."""
