"""A message's parts: which are its text and which are files."""
