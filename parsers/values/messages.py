"""What an original says, before its documents are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from parsers.values.headers import Address, Headers
from parsers.values.problems import Problem
from parsers.values.reports import CalendarAnswer, DeliveryReport
from parsers.values.sightings import Outline

# --- what an original says ---------------------------------------------------------------------------------------


class Voice(StrEnum):
    """Whose words a stretch of a mail's body is."""

    OWN = "own"
    SIGNATURE = "signature"
    QUOTED = "quoted"
    FORWARD_HEADER = "forward_header"
    BOILERPLATE = "boilerplate"
    """Disclaimers, "sent from my iPhone", list footers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """A part of the body and whose words it is. Stretches cover the body without gap or overlap, in order."""

    voice: Voice
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """The text of a mail as a person reads it. OWN and SIGNATURE stretches are the applicant's words.

    Of a colleague's forward the applicant's words are the original sender's, and the colleague's note is QUOTED.
    """

    text: str = ""
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """A MIME leaf (or attached message) that is not the body's text, as it stands in the mail, decoded."""

    place: str
    """The part's number as in IMAP ("2", "2.1")."""
    filename: str | None
    media_type: str
    """As declared; the bytes decide what it is."""
    content: bytes = field(repr=False)
    sha256: str
    size: int = 0
    """In bytes; it stays when `content` is left out."""
    content_id: str | None = None
    inline: bool = False
    decorative: bool = False
    """A picture that dresses a signature or an HTML body: listed by `inspect`, never a document."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """What an original says, before its documents are read."""

    headers: Headers
    applicant: Address
    """Whose mail it is: the sender, of a forward the original sender, of a machine the one to be answered."""
    forwarded_from: Address | None = None
    """Who sent the original, where the mail forwards it: without an address where it may be of two, or shows none."""
    forwarded_subject: str | None = None
    """The subject of the original, where the mail forwards it: its sender may have written the notice's phrase."""
    body: Body = Body()
    attachments: tuple[Attachment, ...] = ()
    links: tuple[str, ...] = ()
    """File-transfer links in the applicant's words (shown, never followed)."""
    passwords: tuple[str, ...] = ()
    """What the applicant's own words give as a password for the files."""
    language: str | None = None
    is_letter: bool = False
    """The applicant's own words in the body are a letter of motivation."""
    is_cv: bool = False
    """A CV stands among them."""
    own_papers: tuple[str, ...] = ()
    """Of a colleague's mail, SHA-256 of its CVs and letters in the colleague's own name, once they were read."""
    others_papers: tuple[str, ...] = ()
    """The same of those that are not in it."""
    programs: tuple[str, ...] = ()
    """SHA-256 of its files that are programs and no papers, once they were read."""
    outline: Outline | None = None
    """Its structure as BODYSTRUCTURE would tell it: a disposition is decided again from what the scan saw."""
    report: DeliveryReport | None = None
    """What it reports of a mail that was not delivered, where a mail server wrote it."""
    calendar_answer: CalendarAnswer | None = None
    """What it answers to an invitation, where a calendar wrote it."""
    content_key: str = ""
    """SHA-256 of the message without its trace headers: the same mail in both mailboxes has the same key."""
    problems: tuple[Problem, ...] = ()
