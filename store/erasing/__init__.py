"""Erasing a person: which tables hold whom, what goes of each, and the room on disk that is written over."""
