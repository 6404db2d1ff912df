"""Every document a candidate sends, to pages of text."""
