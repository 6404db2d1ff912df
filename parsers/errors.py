"""What can go wrong in this room.

    ParserError
    └── NestedTooDeeply      a message inside a message inside a message…

Most bad input is no error but a `Problem` in the value that is returned: the recruiter sees it.
"""

from __future__ import annotations


class ParserError(Exception):
    """Anything the parsers refuse to read."""


class NestedTooDeeply(ParserError):  # noqa: N818 - it says what happened, as the other rooms' errors do
    """The parts of a message are nested more deeply than any mail program nests them."""
