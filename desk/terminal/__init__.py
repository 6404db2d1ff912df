"""What recruiters read at a terminal, in their language."""
