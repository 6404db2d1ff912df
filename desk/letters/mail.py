"""The mail that a letter becomes (RFC 5322): plain text and simple HTML of the same words, nothing that tracks."""

from __future__ import annotations

import hashlib
import re
import secrets
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, getaddresses
from html import escape
from typing import TYPE_CHECKING

from desk.escaping import lines
from desk.letters.addresses import check_sender, header, words
from desk.letters.events import Event, Party, calendar
from store.letters.values import Sealed
from store.values import PROGRAM

if TYPE_CHECKING:
    from datetime import datetime
    from email.headerregistry import Address

    from store.letters.values import Letter

POLICY = policy.SMTP.clone(cte_type="7bit", max_line_length=78)
"""ASCII alone: the same bytes whatever a server announces."""
LONGEST_SUBJECT = 250
_MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,240}>")
_LINK = re.compile(r"https://[A-Za-z0-9.-]+(?:/[\w./~%#?=&+-]*[\w/])?")


def seal(letter: Letter, *, now: datetime) -> Sealed:
    """The mail with its Message-ID and Date, made before the first attempt; every attempt hands over these bytes."""
    _, address = check_sender(letter.sender)
    reference = f"<letter{letter.id}.{secrets.token_hex(12)}@{address.rpartition('@')[2]}>"
    mail = built(letter, stamp=now)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = reference
    _fix_boundary(mail, reference)
    return Sealed(message_ref=reference, dated_at=now, mail=mail.as_bytes(policy=POLICY))


def built(letter: Letter, *, stamp: datetime | None = None) -> EmailMessage:
    """The mail without Message-ID and Date; a calendar entry in it is of the moment `stamp`, else of its draft's."""
    mail = EmailMessage(policy=POLICY)
    name, address = check_sender(letter.sender)
    mail["From"] = _mailbox("From", name, address)
    mail["To"] = _mailbox("To", letter.to_name, letter.to_email)
    mail["Subject"] = subject_line(letter.subject)
    reference = message_id(letter.in_reply_to)
    if reference:
        mail["In-Reply-To"] = reference
        mail["References"] = reference
    if letter.approved_by == PROGRAM:
        mail["Auto-Submitted"] = "auto-replied"  # RFC 3834: nobody's program answers it
    text = lines(letter.text).strip("\n") + "\n"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html(text, letter.language), subtype="html", cte="quoted-printable")
    if letter.event is not None:
        _add_calendar(mail, letter, stamp or letter.created_at)
    return mail


def _mailbox(field: str, name: str | None, address: str) -> Address:
    """What that field holds; the address alone where the field with the name would be read as something else.

    The library loses the quotes of a name that it has to fold.
    """
    named = header(name, address)
    written = POLICY.fold(field, POLICY.header_factory(field, named)).partition(":")[2]
    read = [found for _, found in getaddresses([written.replace("\r\n", "")])]
    return named if read == [address] else header(None, address)


def _add_calendar(mail: EmailMessage, letter: Letter, stamp: datetime) -> None:
    """The entry as a third way to read the letter, for programs' buttons (RFC 6047, 2.4), and as a file for others."""
    event, (name, address) = Event.thawed(letter.event), check_sender(letter.sender)
    invited = Party(name=words(letter.to_name or "")[:200], email=letter.to_email)
    entry = calendar(event, Party(name=words(name), email=address), invited, stamp=stamp)
    told = {"method": event.method, "charset": "utf-8"}
    mail.add_alternative(entry, maintype="text", subtype="calendar", cte="base64", params=told)
    mail.add_attachment(entry, maintype="application", subtype="ics", filename="invite.ics", cte="base64")


def unsent(letter: Letter) -> bytes:
    """A letter for a person's own mail program, which opens it as a draft and gives it Date and Message-ID."""
    mail = built(letter)
    mail["X-Unsent"] = "1"
    _fix_boundary(mail, f"letter {letter.id} {letter.revision}")
    return mail.as_bytes(policy=POLICY)


def subject_line(subject: str) -> str:
    """A subject on one line, whatever stood in it."""
    return words(subject)[:LONGEST_SUBJECT]


def message_id(given: str | None) -> str | None:
    """A stranger's Message-ID, if it is one that a header field can hold."""
    found = (given or "").strip()
    return found if _MESSAGE_ID.fullmatch(found) and "=?" not in found else None


def html(text: str, language: str) -> str:
    """The same words as simple HTML: paragraphs and links, no picture, no style from elsewhere."""
    paragraphs = [part for part in re.split(r"\n{2,}", text.strip("\n")) if part.strip()]
    body = "\n".join(f"<p>{_linked(part)}</p>" for part in paragraphs)
    head = f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"></head>'
    return f"{head}\n<body>\n{body}\n</body></html>\n"


def _linked(paragraph: str) -> str:
    found, end = [], 0
    for match in _LINK.finditer(paragraph):
        found.append(escape(paragraph[end : match.start()]))
        found.append(f'<a href="{escape(match[0])}">{escape(match[0])}</a>')
        end = match.end()
    return "".join((*found, escape(paragraph[end:]))).replace("\n", "<br>\n")


def _fix_boundary(mail: EmailMessage, seed: str) -> None:
    """The same letter is the same bytes: the library's own boundary is drawn by lot."""
    several = [part for part in mail.walk() if part.is_multipart()]
    for number, part in enumerate(several):
        digest = hashlib.sha256(f"{seed}{number or ''}".encode()).hexdigest()
        part.set_boundary(f"=_{digest[:40]}")
