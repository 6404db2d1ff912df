"""The load of a post."""
