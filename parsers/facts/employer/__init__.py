"""The present employer."""
