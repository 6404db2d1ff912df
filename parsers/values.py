"""The values that pass between rooms: frozen, keyword-only, nothing but their own shape.

Offsets are counted in Python characters (code points) of the text they point into, end exclusive.
Instants are aware datetimes; nothing here knows the clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime  # noqa: TC003 - the annotations are read at run time by the store's codec
from enum import StrEnum
from hashlib import sha256
from typing import Any, Literal

JSON = Any
"""A value that JSON can hold: str, float, int, bool, None, or lists and dicts of them."""


class Disposition(StrEnum):
    """What a message is to the notice (contract, `messages`)."""

    APPLICATION = "application"
    LATE = "late"
    NEAR_MISS = "near_miss"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    INTERNAL = "internal"
    UNRELATED = "unrelated"


class State(StrEnum):
    """What the papers say of a criterion; a threshold gives a value its state, never a person a verdict."""

    FOUND = "found"
    CONTRARY = "contrary"
    NOT_FOUND = "not_found"
    TO_VERIFY = "to_verify"


class Kind(StrEnum):
    """What a document is to an application."""

    CV = "cv"
    LETTER = "letter"
    CV_AND_LETTER = "cv+letter"
    DIPLOMA = "diploma"
    OTHER = "other"


class Method(StrEnum):
    """How a text was got."""

    TEXT = "text"
    OCR = "ocr"
    NONE = "none"


class Agreement(StrEnum):
    """Whether a page's words were read by two readers that share no code."""

    AGREED = "agreed"
    ALONE = "alone"
    """By one reader only: a scan, a format that has but one, or words that the other reader dropped."""
    APART = "apart"
    """They read different words, and nothing told which are right."""


class Reason(StrEnum):
    """Why a document could not be read."""

    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    EMPTY = "empty"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    OCR_UNAVAILABLE = "ocr_unavailable"
    CONVERTER_UNAVAILABLE = "converter_unavailable"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """Bad input as a value that the recruiter sees: a stable code, where it is, and a plain English sentence."""

    code: str
    place: str
    sentence: str


# --- a message as a mailbox shows it -------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """One mailbox of an address header (RFC 5322, 3.4): display name decoded, address in lower case."""

    name: str | None = None
    email: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Headers:
    """A header block, read once: every field decoded (RFC 2047) and unfolded, in order, names in lower case."""

    fields: tuple[tuple[str, str], ...]
    subject: str | None = None
    sender: Address = Address()
    """The author: From, or Sender where there is no From."""
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    message_id: str | None = None
    date: datetime | None = None
    """The Date header where it can be read; the sender's word, never used to judge."""

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of the field `name` (lower case), in order."""
        return tuple(value for key, value in self.fields if key == name)

    def first(self, name: str) -> str | None:
        """The first value of the field `name` (lower case), or None."""
        return next(iter(self.all(name)), None)


class Proof(StrEnum):
    """What the receiving server says of a mail's sender."""

    PROVEN = "proven"
    """DMARC passed, or a DKIM signature of the sender's own domain did."""
    UNPROVEN = "unproven"
    """The server was asked and vouches for nothing."""
    FAILED = "failed"
    """DMARC failed: the domain's owner says that its mail looks otherwise."""
    UNCHECKED = "unchecked"
    """No server is configured whose word counts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Authentication:
    """The results that the receiving server wrote into a mail (RFC 8601): pass, fail, none, …; None where unsaid."""

    proof: Proof = Proof.UNCHECKED
    server: str | None = None
    """The authserv-id of the server that said so."""
    spf: str | None = None
    dkim: str | None = None
    """Of several signatures, the result of the one that proves most."""
    dmarc: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """A MIME part as BODYSTRUCTURE tells it (RFC 3501, 7.4.2), without its bytes. `size` in transfer-encoded bytes."""

    media_type: str
    filename: str | None = None
    disposition: str | None = None
    size: int = 0
    parameters: tuple[tuple[str, str], ...] = ()
    """Content-Type parameters, names in lower case (report-type, smime-type)."""
    parts: tuple[Outline, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Sighting:
    """One message as one mailbox shows it. `received_at` is INTERNALDATE (or the Maildir file's mtime)."""

    mailbox: str
    folder: str
    uidvalidity: int
    uid: int
    received_at: datetime
    size: int
    headers: Headers
    outline: Outline | None = None
    key: str | None = None
    """A mailbox's own lasting name of the message where UIDs are given by us (the unique name of a Maildir file)."""
    in_junk: bool = False
    """Whether the folder is the account's junk folder."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StandIn:
    """What a mail server gives in place of a mail that it lists."""

    kind: Literal["nothing", "notice", "short", "other"]
    """No bytes; a notice of its own (Exchange); the mail's beginning; another mail."""
    says: str
    """One clause for a person."""
    subject: str | None = None
    """The real mail's, where the server tells it; so its sender's."""
    sender: Address = Address()


NOTHING_GIVEN = StandIn(kind="nothing", says="the mail server lists this mail, but gives nothing of it")


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """What the ledger already knows of one folder: enough for a mailbox to tell what is new."""

    uidvalidity: int | None = None
    cursor: int = 0
    """The highest UID below or at which every UID is recorded."""
    above: frozenset[int] = frozenset()
    """UIDs above the cursor that are recorded all the same."""
    keys: dict[str, int] = field(default_factory=dict)
    """Sighting.key -> UID, for mailboxes that need it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """A disposition and the one clause that explains it to a person."""

    disposition: Disposition
    reason: str
    specific: bool = field(default=False, compare=False)
    """Something in the message points to this very notice: its phrase, nearly its phrase, or its title's words."""


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
    content_key: str = ""
    """SHA-256 of the message without its trace headers: the same mail in both mailboxes has the same key."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """Where a stretch of text stands on its page, in shares of its width and height from the top left (0 to 1)."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One page: where its text stands in the document's text, how it was got, where its lines stand on the paper."""

    number: int
    """From 1."""
    start: int
    end: int
    method: Method = Method.TEXT
    boxes: tuple[Box, ...] = field(default=(), repr=False)
    kind: Kind | None = None
    """What this page belongs to, where a file holds more than one document (`cv+letter`)."""
    agreement: Agreement = Agreement.ALONE


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """One file as read. Unreadable files are documents too: `readable` is false and `reason` says why."""

    place: str
    """Where it was found: the part's number, then the members' names ("2/papiers.zip/cv.pdf")."""
    filename: str | None
    media_type: str
    """As the bytes tell."""
    sha256: str
    size: int
    container: str | None = None
    """The nearest container: zip, winmail.dat, eml, msg, p7m; None when it stood in the mail itself."""
    kind: Kind = Kind.OTHER
    language: str | None = None
    text: str = field(default="", repr=False)
    pages: tuple[Page, ...] = ()
    page_count: int | None = None
    """Pages a reader sees; None where the format has none of its own."""
    readable: bool = True
    reason: Reason | None = None
    method: Method = Method.TEXT
    problems: tuple[Problem, ...] = ()
    """Among them `hidden_text`: what a reader does not see (white, tiny, off the page, deleted); not in `text`."""
    asides: tuple[str, ...] = field(default=(), repr=False)
    """What the file holds beside its pages: comments, link targets, properties. No facts come of it."""


# --- facts and their evidence ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """The passage that says it: `text[start:end]` equals `quote` (white space apart), at most 300 characters."""

    start: int
    end: int
    quote: str
    rule: str
    """Rule id and version, as "tenure.appointed/1"."""
    page: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What one text says of one key, by one rule: several may disagree; `assemble` decides."""

    key: str
    value: JSON
    state: State
    evidence: tuple[Evidence, ...] = ()
    certainty: float = 1.0
    """How sure the rule is of its reading of the sentence (0 to 1): for choosing among findings, never shown."""
    detail: dict[str, JSON] = field(default_factory=dict)
    """What merging needs besides: the source of a name, the date of a statement, the post a load belongs to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A dated entry of a career. Dates are the first day of `start`'s month or year and the last of `end`'s."""

    start: date | None
    end: date | None
    """None while it goes on (`ongoing`), or where the papers do not say."""
    ongoing: bool = False
    precision: str = "month"
    """day, month, year or school_year."""
    function: str | None = None
    employer: str | None = None
    sector: str = "unknown"
    """education, cpms, other or unknown."""
    load: float | None = None
    evidence: Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """All that one text (a document's or a body's own words) says."""

    facts: tuple[Finding, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadDocument:
    """A document with what it says."""

    document: Document
    findings: Findings = Findings()


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """All that `parsers` make of one original: what step 4 (understand) hands to step 5 (replace)."""

    message: Message
    """Its attachments' bytes are left out (`content` is empty) once the documents are read."""
    body_findings: Findings = Findings()
    documents: tuple[ReadDocument, ...] = ()


# --- a notice and an application --------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    """A row of the notice's table: another notice is another table, not other code."""

    key: str
    labels: dict[str, str]
    """By language: fr, nl, de, en."""
    extractor: str
    """The name of a registered extractor; `passages` looks for `terms`."""
    more_than: float | None = None
    """A number is `found` above this, else `contrary`."""
    at_least: float | None = None
    """A number is `found` from this on, else `contrary`."""
    terms: tuple[str, ...] = ()
    """For `passages`: words and phrases, folded, `*` ends a stem."""

    @property
    def finding_key(self) -> str:
        """Under this key a text's findings are kept: two notices may look for other words under one key."""
        if not self.terms:
            return self.key
        words = sha256("\n".join(sorted(self.terms)).encode()).hexdigest()
        return f"{self.key}/{words[:12]}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One text of an application with what it says, as `assemble` gets it from the store."""

    message_id: int
    document_id: int | None
    """None for a mail's body."""
    received_at: datetime
    in_time: bool
    superseded: bool = False
    admitted: bool = True
    """False of a later mail that nothing proves to be the candidate's, until a person accepts it."""
    kind: Kind | None = None
    filename: str | None = None
    applicant: Address = Address()
    findings: Findings = Findings()


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """Evidence with the text it stands in."""

    message_id: int
    document_id: int | None
    evidence: Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """What one source says of a fact where sources disagree."""

    value: JSON
    evidence: tuple[Placed, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """A value with its state and evidence, best first, at most six."""

    key: str
    value: JSON = None
    state: State = State.NOT_FOUND
    evidence: tuple[Placed, ...] = ()
    claims: tuple[Claim, ...] = ()
    """All that is claimed, where the sources disagree (`to_verify`)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedEntry:
    """A career entry with the text it stands in, and whether it counts towards the years asked for."""

    message_id: int
    document_id: int | None
    entry: Entry
    counted: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """An application's person, criteria and career, merged over all its texts."""

    person: dict[str, Fact]
    """name, given_name, family_name, email, phone, postal_code, city."""
    facts: dict[str, Fact]
    """By criterion key, and those the contract names besides (languages, current_employer)."""
    timeline: tuple[PlacedEntry, ...] = ()
