"""The office that writes: whose name is in a letter, what always stands there, by when it promises answers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desk.letters.field_names import FIELDS
from desk.letters.templates import LetterTemplate, load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeLetters:
    """What the letters of one notice say."""

    answer_by: date | None = None
    """By when every candidate is to have an answer."""
    warn_days: int = 5
    """So many days before it a person is told of whoever has none."""
    values: dict[str, str] = field(default_factory=dict)
    """Of the fields that are the office's own."""
    remind_days: int = 3
    """So many days before an interview its candidate is reminded."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """Who writes to candidates."""

    sender: str
    """The From field."""
    name: str = ""
    signature: str = ""
    appeal: dict[str, str] = field(default_factory=dict)
    """By language: authority, form and delay of an appeal."""
    information: dict[str, str] = field(default_factory=dict)
    """By language: how candidates' data is processed, for the acknowledgement."""
    appeal_in: frozenset[str] = frozenset({"refusal"})
    legal_ground: dict[str, str] = field(default_factory=dict)
    """By language: the law by which a decision states its reasons; else the Belgian one of 1991."""
    templates: Path | None = None
    """A folder with templates in place of the program's own."""
    kept: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By kind and language the templates that recruiters changed on the page: they go before all others."""
    notices: dict[str, NoticeLetters] = field(default_factory=dict)
    way: str = "by_hand"
    """How approved letters leave: smtp, drafts, by_hand."""

    def with_kept(self, kept: Mapping[tuple[str, str], str]) -> Office:
        """The same with the templates that the store has in force (`transaction.templates.in_force()`)."""
        return replace(self, kept=kept)

    def template(self, kind: str, language: str) -> LetterTemplate | None:
        """The template in force; None where the office's file can't be read."""
        return load(kind, language, self.templates, self.kept)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that a template may have: ours, and those that the office named for some notice."""
        return frozenset(FIELDS).union(*(own.values for own in self.notices.values()))

    def of_notice(self, slug: str) -> NoticeLetters:
        """What the letters of a notice say; of one that is not configured nothing of its own."""
        return self.notices.get(slug, NoticeLetters())
