"""What all texts of an application say together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from parsers.values.documents import Kind
from parsers.values.evidence import JSON, Entry, Evidence, Findings, State
from parsers.values.headers import Address

if TYPE_CHECKING:
    from collections.abc import Collection

PERSON = ("name", "given_name", "family_name", "email", "phone", "postal_code", "city")
"""What is told of the person, in the order in which it is shown; `candidate` has these keys in exports.

Columns of tables and fields of classes bear the same names and are written out where they stand; a test compares them.
"""


# --- levels of languages: those of the CEFR and the mother tongue above them can be compared --------------------------

CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
"""Common European Framework of Reference for Languages (2001), table 1, from the lowest."""
NATIVE = "native"
"""The mother tongue."""
LEVELS = (*CEFR, NATIVE)
"""From the lowest. What words alone tell ("courant", "notions") is none of them."""


def from_least(level: str) -> tuple[str, ...]:
    """The levels that are at least this one; none of what is no level."""
    return LEVELS[LEVELS.index(level) :] if level in LEVELS else ()


def are_at_odds(levels: Collection[str]) -> bool:
    """Whether levels told of one language can't hold together; a mother tongue may be called C2 as well."""
    return len(set(levels)) > 1 and set(levels) != {CEFR[-1], NATIVE}


# --- texts, and what they say together --------------------------------------------------------------------------------


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
    joined: bool = False
    """It came by a merge: its particulars of the person count where the candidate's own mails tell none."""
    kind: Kind | None = None
    filename: str | None = None
    applicant: Address = Address()
    findings: Findings = Findings()


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedEvidence:
    """Evidence with the text it stands in."""

    message_id: int
    document_id: int | None
    evidence: Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """What one source says of a fact where sources disagree."""

    value: JSON
    evidence: tuple[PlacedEvidence, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """A value with its state and evidence, best first, at most `EVIDENCE_LIMIT` pieces."""

    key: str
    value: JSON = None
    state: State = State.NOT_FOUND
    evidence: tuple[PlacedEvidence, ...] = ()
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
    """By the keys of `PERSON`."""
    facts: dict[str, Fact]
    """By criterion key, and those that every application has (languages, current_employer)."""
    timeline: tuple[PlacedEntry, ...] = ()
