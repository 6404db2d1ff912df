"""Header blocks that a mail server may have written itself: nobody sent such a mail, and no server carried it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.linkage.senders import is_daemon, is_machine
from parsers.text.text import fold

if TYPE_CHECKING:
    from parsers.values.headers import Address, Headers

NOTICE_BYTES = 64 * 1024
"""A server's notice is a few lines."""
_NUMBERED = re.compile(r"(?!\s*\S{1,5}\s?:).*(?<![a-z])(?:imap|pop)\s?[34].*\D\d{1,10}\W*", re.DOTALL)
_PROTOCOLS = ("imap", "pop")


def is_unsent(headers: Headers) -> bool:
    """Whether nobody can have sent a mail: it has no trace of a server (RFC 5321, 4.4), and From has no address, or a
    program's and no Message-ID.
    """
    if headers.first("received") is not None:
        return False
    return headers.sender.email is None or (headers.message_id is None and is_of_program(headers.sender))


def names_protocol(subject: str | None) -> bool:
    """Whether a subject names the protocol and ends with a message's number, as those of Exchange do in any language.

    An answer to such a mail or its forward has another beginning.
    """
    said = fold(subject or "")
    return any(name in said for name in _PROTOCOLS) and _NUMBERED.fullmatch(said) is not None


def is_of_program(sender: Address) -> bool:
    """Whether no person is named as the sender."""
    return sender.email is None or is_daemon(sender) or is_machine(sender)
