"""What a mail is for one notice."""

from __future__ import annotations

from parsers.disposition.disposition import dispose_for


def dispose(headers, outline, *, notice, **known):
    """The disposition of a message under one notice."""
    (verdict,) = dispose_for(headers, outline, [notice], **known)
    return verdict
