"""The office that writes: whose name is in a letter, what always stands there, by when it promises answers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from desk.i18n.languages import LANGUAGES
from desk.letters.addressee import language_of
from desk.letters.field_names import FIELDS
from desk.letters.templates import LetterTemplate, load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from store.views.values import ApplicationDetail

Words: TypeAlias = "str | Mapping[str, str]"
"""Words of the office's own: the same in every language, or by language."""


def words_in(words: Words, language: str) -> str:
    """What they are in one language; nothing where they are told in others alone."""
    return words if isinstance(words, str) else words.get(language, "")


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeLetters:
    """What the letters of one notice say."""

    answer_by: date | None = None
    """By when every candidate is to have an answer."""
    warn_days: int = 5
    """So many days before it a person is told of whoever has none."""
    values: Mapping[str, Words] = field(default_factory=dict)
    """Of the fields that are the office's own."""
    interview_days: tuple[date, ...] = ()
    """On which interviews are held; `values` may say it in other words."""
    interview_minutes: int = 45
    """How long an interview lasts where no hour is given yet."""
    remind_days: int = 3
    """So many days before an interview its candidate is reminded."""

    def in_language(self, language: str) -> dict[str, str]:
        """The office's own words, those alone that are told in this language."""
        told = {name: words_in(words, language) for name, words in self.values.items()}
        return {name: words for name, words in told.items() if words}


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """Who writes to candidates."""

    sender: str
    """The From field."""
    name: str = ""
    signature: Words = ""
    """Who signs: name, function and office, a line each."""
    appeal: dict[str, str] = field(default_factory=dict)
    """By language: authority, form and delay of an appeal."""
    information: dict[str, str] = field(default_factory=dict)
    """By language: how candidates' data is processed, for the acknowledgement."""
    appeal_in: frozenset[str] = frozenset({"refusal", "reserve"})
    """The kinds of letters in which it stands: a place on the reserve list is a refusal, too."""
    language: str | None = None
    """The one language of all letters; None: the candidate's own."""
    legal_ground: dict[str, str] = field(default_factory=dict)
    """By language: the law by which a decision states its reasons; else the Belgian one of 1991."""
    templates: Path | None = None
    """A folder with templates in place of the program's own."""
    kept: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By kind and language the templates that recruiters changed on the page: they go before all others."""
    notices: dict[str, NoticeLetters] = field(default_factory=dict)
    way: str = "by_hand"
    """How approved letters leave: smtp, graph, drafts, by_hand."""

    def with_kept(self, kept: Mapping[tuple[str, str], str]) -> Office:
        """The same with the templates that the store has in force (`transaction.templates.in_force()`)."""
        return replace(self, kept=kept)

    def template(self, kind: str, language: str) -> LetterTemplate | None:
        """The template in force; None where the office's file can't be read."""
        return load(kind, language, self.templates, self.kept)

    def language_for(self, detail: ApplicationDetail) -> str:
        """In which language a candidate is written to."""
        return self.language or language_of(detail)

    @property
    def languages(self) -> tuple[str, ...]:
        """Those in which a candidate may be written to."""
        return (self.language,) if self.language else tuple(LANGUAGES)

    def signature_in(self, language: str) -> str:
        """Who signs, in one language."""
        return words_in(self.signature, language)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that a template may have: ours, and those that the office named for some notice."""
        return frozenset(FIELDS).union(*(own.values for own in self.notices.values()))

    def of_notice(self, slug: str) -> NoticeLetters:
        """What the letters of a notice say; of one that is not configured nothing of its own."""
        return self.notices.get(slug, NoticeLetters())
