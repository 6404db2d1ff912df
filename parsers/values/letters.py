"""The letters that went out, as far as an incoming mail can tell that it answers one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


TOKEN = re.compile(r"letter\d{1,18}\.[0-9a-f]{24}", re.IGNORECASE)
"""The part before the @ of a letter's Message-ID, drawn by lot; also its envelope identifier (RFC 3461)."""


class TiedBy(StrEnum):
    """By what a mail is known to be about a letter, the surest first."""

    REFERENCE = "reference"
    """It names the letter's Message-ID, or the UID of the calendar entry in it: both are drawn by lot and stand nowhere
    but in letters of ours."""
    SUBJECT = "subject"
    """It comes from the letter's address and answers its subject."""
    ADDRESS = "address"
    """It comes from, or is about, an address that was written to: that may be chance, or anybody's doing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SentLetter:
    """A letter that went out, or may have."""

    id: int
    notice: str
    to_email: str = field(repr=False)
    """In lower case."""
    subject: str = field(repr=False)
    sent_at: datetime
    own: frozenset[str] = field(default=frozenset(), repr=False)
    """The candidate's addresses, this one among them."""

    def is_answered_by(self, author: str | None, invited: str | None = None) -> bool:
        """Whether a mail's author is the candidate, and so is the address that its calendar was invited at."""
        return {(author or "").lower(), (invited or self.to_email).lower()} <= self.own


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterClues:
    """By what a mail may tell that it is about a letter."""

    tokens: frozenset[str] = field(default=frozenset(), repr=False)
    """In lower case."""
    uids: frozenset[str] = field(default=frozenset(), repr=False)
    addresses: frozenset[str] = field(default=frozenset(), repr=False)
    """In lower case."""

    def __or__(self, other: LetterClues) -> LetterClues:
        return LetterClues(
            tokens=self.tokens | other.tokens,
            uids=self.uids | other.uids,
            addresses=self.addresses | other.addresses,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class SentLetters:
    """All of them, or those that some mails may be about."""

    letters: Mapping[int, SentLetter] = field(default_factory=dict)
    tokens: Mapping[str, int] = field(default_factory=dict, repr=False)
    """By the part of a Message-ID before its @ the letter that had it, at any of its attempts."""
    uids: Mapping[str, int] = field(default_factory=dict, repr=False)
    """By the UID of a calendar entry the last letter that carried it."""
    others: bool = False
    """There are others, which those mails are not about."""

    def __bool__(self) -> bool:
        return self.others or bool(self.letters)

    def about(self, clues: LetterClues) -> SentLetters:  # noqa: ARG002 - who looks them up asks for these alone
        """All that a mail may be about."""
        return self


NO_LETTERS = SentLetters()


@dataclass(frozen=True, kw_only=True, slots=True)
class Tie:
    """That a mail is about a letter."""

    letter: SentLetter
    by: TiedBy
    own: bool = True
    """It comes from one of the candidate's addresses."""
    invited: str | None = field(default=None, repr=False)
    """Of a calendar's answer, the address that was invited."""
