"""A message as a mailbox shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from parsers.values.headers import Address, Headers


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
