"""Every file that a candidate sends, read into pages of text."""
