"""Header blocks that a mail server may have written itself: nobody sent such a mail, and no server carried it.

Everybody can send what reads like a server's notice, from an address that looks like a machine's: it is asked besides
whether our own servers may have written it (`is_of_house`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.linkage.senders import is_daemon, is_machine
from parsers.mail.headers.alignment import is_aligned
from parsers.mail.headers.authentication import authentication_of
from parsers.mail.headers.trust_boundary import came_from_outside, house_of_border
from parsers.text.text import fold
from parsers.values.headers import Proof

if TYPE_CHECKING:
    from parsers.values.headers import Address, Headers, House

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


def is_of_house(headers: Headers, house: House) -> bool:
    """Whether our own servers may have written a mail.

    A guard that writes its notice into the candidate's mail leaves that mail's trace, and the results on its sender.
    So nothing need prove the guard's own domain, and only a failure (DMARC) speaks against it.
    """
    if not came_from_outside(headers):
        return True
    domain = (headers.sender.email or "").rpartition("@")[2]
    named = any(is_aligned(each, domain) for each in (*house.domains, house_of_border(headers) or ""))
    return named and authentication_of(headers, house.servers).proof is not Proof.FAILED
