"""What can go wrong in this room.

    ParserError
    ├── NestedTooDeeply      a message inside a message inside a message…
    ├── RuleFault            a rule that is not registered, or registered wrongly: a fault of the program
    └── Unreadable           a file that gives no text, with the reason that the recruiter sees

Most bad input is no error but a `Problem` in the value that is returned: the recruiter sees it.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.values.problems import Reason


class ParserError(Exception):
    """Anything the parsers refuse to read."""


class NestedTooDeeply(ParserError):
    """The parts of a message are nested more deeply than any mail program nests them."""


class RuleFault(ParserError):
    """A row of the rules' data that is wrong, or a rule that is cited and has none: the message names it."""


class Unreadable(ParserError):
    """A file that gives no text. `reason` is what the recruiter sees; the message says more to the operator."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


BROKEN = (
    *(ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError, EOFError),
    *(RecursionError, NotImplementedError, struct.error, zlib.error),
)
"""What libraries raise on a broken file beside errors of their own: whatever their unguarded look-ups run into."""
