"""What a user may be called."""

from __future__ import annotations


def is_name(name: str) -> bool:
    """Whether a user may be called that."""
    return 0 < len(name) <= 60 and all(c.isalnum() or c in "._- @" for c in name)
