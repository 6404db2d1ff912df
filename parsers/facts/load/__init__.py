"""The present load."""
