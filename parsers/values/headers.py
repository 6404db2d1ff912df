"""A header block as it was read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_TELLING = ("message-id", "date", "from", "to", "subject", "received")
"""Fields that no server rewrites while it holds a message; trace fields make each delivery its own."""

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

    @property
    def fingerprint(self) -> str:
        """By what a message without content is known again after UIDVALIDITY has changed.

        A hash that gives nothing of the message away and is the same wherever and whenever the folder is read.
        """
        telling = [(name, value) for name, value in self.fields if name in _TELLING]
        return hashlib.sha256(json.dumps(telling, ensure_ascii=True).encode()).hexdigest()

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of the field `name` (lower case), in order."""
        return tuple(value for key, value in self.fields if key == name)

    def first(self, name: str) -> str | None:
        """The first value of the field `name` (lower case), or None."""
        for key, value in self.fields:
            if key == name:
                return value
        return None

    def names(self) -> frozenset[str]:
        """The names of all fields."""
        return frozenset([name for name, _ in self.fields])


class Proof(StrEnum):
    """What the receiving server says of a mail's sender."""

    PROVEN = "proven"
    """DMARC, a DKIM signature or SPF passed, for a domain of the sender's own organisation (RFC 7489, 3.1)."""
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
class House:
    """The names under which our own people and servers write."""

    domains: frozenset[str] = frozenset()
    """Of the people's addresses."""
    servers: frozenset[str] = frozenset()
    """The authserv-ids (RFC 8601) of the servers whose results count, in lower case."""
