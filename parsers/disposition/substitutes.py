"""Mail that may be a server's own text in the place of another mail: by its headers alone no more can be told.

Whether it is one, `parsers/mail/stand_in.py` says of the bytes. Here is only told which bytes must be fetched for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.disposition.automatic_headers import is_bounce
from parsers.disposition.headlines import HEADLINE, asked_of_subjects
from parsers.mail.mime.outline import leaves
from parsers.mail.stand_in import NOTICE_BYTES, is_of_program, is_unsent, names_protocol
from parsers.text.text import fold

if TYPE_CHECKING:
    from parsers.values.headers import Headers
    from parsers.values.sightings import Outline

_TEXTS = frozenset({"text/plain", "text/html"})
_HOLDS_BACK = asked_of_subjects("withheld.subject")


def may_be_stand_in(headers: Headers, outline: Outline | None) -> bool:
    """Whether a mail may be a text of the server's or its guard's own: a short one without files, by one sign of three.

    The signs: nobody can have sent it; its subject names the protocol and a number, in whatever language; a program
    says in its subject, in one of ours, that a mail is held back.

    Args:
        headers: as the mailbox gives them for the UID, be they the mail's or the notice's.
        outline: None where the server gives no BODYSTRUCTURE: it may give a notice all the same.
    """
    suspected = is_unsent(headers) or names_protocol(headers.subject) or _says_held_back(headers, outline)
    return suspected and (outline is None or _is_short_text(outline))


def _says_held_back(headers: Headers, outline: Outline | None) -> bool:
    """Said by a program; what reports a failed delivery may say so too, and takes no mail's place."""
    said = fold(headers.subject or "")
    if not (HEADLINE.may_say(said) and _HOLDS_BACK.search(said)):
        return False
    return is_of_program(headers.sender) and not is_bounce(headers, outline)


def _is_short_text(outline: Outline) -> bool:
    parts = list(leaves(outline))
    texts = all(part.media_type in _TEXTS and part.filename is None for part in parts)
    return texts and sum(part.size for part in parts) <= NOTICE_BYTES
