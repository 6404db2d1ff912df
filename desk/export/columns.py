"""The columns of a list of applications: one table for CSV, spreadsheets and whoever else takes the list away."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from desk.export.json_files import FACTS
from desk.i18n import code_labels
from desk.i18n.languages import message
from parsers.values.profiles import PERSON
from store.views.values import told_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from desk.i18n.speech import Speech
    from parsers.values.criteria import Criterion
    from parsers.values.evidence import JSON
    from store.values import Notice
    from store.views.values import ApplicationRow

    Cell = str | int | float | bool | datetime | None
    Take = Callable[[ApplicationRow], Cell]


VALUE = message("value")
WIDTHS = {
    "name": 26,
    "given_name": 16,
    "family_name": 20,
    "email": 30,
    "phone": 15,
    "postal_code": 12,
    "city": 18,
    "qualifications": 44,
    "languages": 20,
    "language_levels": 32,
    "current_employer": 26,
}
"""Of the person, and of values that are longer than a word, in characters."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What an export has of a criterion."""

    heading: str
    has_value: bool = True
    """Whether its value says more than its state."""
    only_shown: bool = False
    """Whether what is found proves nothing (`Criterion.is_only_shown`)."""


class Share(float):
    """A part of full time, which people read as a percentage."""

    __slots__ = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column: its stable key for programs, its heading for people, and what it takes from an application."""

    key: str
    heading: str
    take: Take
    """For programs: codes, numbers and instants as they are stored."""
    show: Take | None = None
    """For people, where that differs."""
    width: int = 12

    def shown(self, row: ApplicationRow) -> Cell:
        """What people read."""
        return (self.show or self.take)(row)


def names(notices: Iterable[Notice], speech: Speech) -> dict[str, Asked]:
    """By key the criteria of these notices, in their order, then the facts that every export has."""
    criteria = {c.key: _asked(c, speech) for notice in notices for c in notice.criteria}
    return criteria | {key: Asked(heading=speech.short_label(key, {})) for key in FACTS if key not in criteria}


def _asked(criterion: Criterion, speech: Speech) -> Asked:
    return Asked(
        heading=speech.short_label(criterion.key, criterion.labels, criterion.headings),
        has_value=criterion.has_value or criterion.key in FACTS,
        only_shown=criterion.is_only_shown,
    )


def columns(criteria: Mapping[str, Asked], speech: Speech) -> list[Column]:
    """Every column: the person, the arrival, what is there and what is missing, the criteria, the decision.

    Args:
        criteria: by key, as `names` gives them.
        speech: the language of headings and words.
    """
    found = [*_person(speech), *_arrival(speech), *_papers(speech)]
    for key, asked in criteria.items():
        found += _criterion(key, asked, speech)
    return [*found, *_handling(speech)]


WHOSE = ("id", "name")
READ = (
    *(*WHOSE, "email", "phone", "city", "first_received_at", "on_time", "missing"),
    *("decision", "decision_reason"),
)
"""The columns that a person reads, with the criteria that stand first in the notice."""
CRITERIA_READ = 5


def parted(every: Iterable[Column], criteria: Iterable[str]) -> tuple[list[Column], list[Column]]:
    """The fifteen columns to be read, and the others beside number and name."""
    wanted = {*READ, *(f"{key}_state" for key in list(criteria)[:CRITERIA_READ])}
    every = list(every)
    read = [column for column in every if column.key in wanted]
    whose = [column for column in read if column.key in WHOSE]
    return read, whose + [column for column in every if column.key not in wanted]


def _person(speech: Speech) -> list[Column]:
    def of(key: str) -> Column:
        show = (lambda row: dialled(row.phone)) if key == "phone" else None
        return _kept(key, speech.word(code_labels.PERSON, key), WIDTHS[key], show=show)

    text = speech.text
    return [_kept("id", text(message("No.")), 6), _kept("notice", text(message("Notice")), 14), *map(of, PERSON)]


def _arrival(speech: Speech) -> list[Column]:
    text = speech.text
    return [
        _kept("first_received_at", text(message("First arrival")), 17),
        _kept("last_received_at", text(message("Last arrival")), 17),
        _truth("on_time", text(message("In time")), speech),
    ]


def _papers(speech: Speech) -> list[Column]:
    text = speech.text
    return [
        _truth("has_cv", speech.word(code_labels.KINDS, "cv"), speech, 8),
        _truth("has_letter", speech.word(code_labels.KINDS, "letter"), speech, 8),
        _truth("letter_in_body", text(message("Letter in the mail")), speech),
        _codes("missing", text(message("Missing")), code_labels.KINDS, speech),
        _kept("messages", text(message("Mails")), 8, of="message_count"),
        _kept("documents", text(message("Documents")), 11, of="document_count"),
        _kept("unreadable", text(message("Unreadable documents")), of="unreadable_count"),
        _codes("awaits", text(message("Needs attention")), code_labels.AWAITS, speech, 24),
    ]


def _kept(key: str, heading: str, width: int = 12, *, of: str = "", show: Take | None = None) -> Column:
    """What an application has under that name, or under another (`of`)."""
    return Column(key=key, heading=heading, take=attrgetter(of or key), show=show, width=width)


def _truth(key: str, heading: str, speech: Speech, width: int = 12) -> Column:
    return _kept(key, heading, width, show=lambda row: speech.value(key, getattr(row, key)))


def _word(key: str, heading: str, words: dict[str, str], speech: Speech, width: int) -> Column:
    return _kept(key, heading, width, show=lambda row: speech.word(words, getattr(row, key)))


def _codes(key: str, heading: str, words: dict[str, str], speech: Speech, width: int = 12) -> Column:
    def show(row: ApplicationRow) -> str:
        return ", ".join(speech.word(words, code) for code in getattr(row, key))

    return Column(key=key, heading=heading, take=lambda row: " ".join(getattr(row, key)), show=show, width=width)


def _criterion(key: str, asked: Asked, speech: Speech) -> list[Column]:
    """Its state, and its value where it has one that says more than the passages; nothing where it is not asked."""
    found = [_state(key, asked, speech)]
    if asked.has_value:
        found.append(_value(key, f"{asked.heading}{speech.colon} {speech.text(VALUE)}", speech))
    return found


def _state(key: str, asked: Asked, speech: Speech) -> Column:
    def take(row: ApplicationRow) -> str:
        if key in row.facts:
            return row.facts[key].state
        return "not_found" if key in code_labels.BESIDE_CRITERIA else ""

    def show(row: ApplicationRow) -> str:
        cell = row.facts.get(key)
        told = told_state(take(row), only_shown=asked.only_shown and not (cell and (cell.corrected or cell.checked)))
        return speech.word(code_labels.TOLD_STATES, told) if told else ""

    return Column(key=f"{key}_state", heading=asked.heading, take=take, show=show, width=14)


def _value(key: str, heading: str, speech: Speech) -> Column:
    def held(row: ApplicationRow) -> JSON:
        return row.facts[key].value if key in row.facts else None

    def take(row: ApplicationRow) -> Cell:
        value = held(row)
        return "; ".join(_plainly(item) for item in value) if isinstance(value, list) else value

    return Column(
        key=key,
        heading=heading,
        take=take,
        show=lambda row: quantity(key, held(row), speech),
        width=WIDTHS.get(key, 14),
    )


def _plainly(item: JSON) -> str:
    """One of several values: of a language with its level its parts, one after the other."""
    return " ".join(map(str, item.values())) if isinstance(item, dict) else str(item)


def quantity(key: str, value: JSON, speech: Speech) -> Cell:
    """A fact's value for a spreadsheet: a number with which it can count, else words."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return speech.value(key, value)
    return Share(value) if key == "workload" else value


def dialled(number: str | None) -> str:
    """A number as it is dialled in Belgium: nothing that a spreadsheet takes for a formula."""
    if not number:
        return ""
    if number.startswith("+32"):
        return "0" + number[3:]
    return "00" + number[1:] if number.startswith("+") else number


def _handling(speech: Speech) -> list[Column]:
    text = speech.text
    return [
        _word("standing", text(message("Standing")), code_labels.STANDINGS, speech, 16),
        _word("jury", text(message("Jury")), code_labels.JURY_STANDINGS, speech, 22),
        _word("decision", text(message("Decision")), code_labels.DECISIONS, speech, 16),
        _kept("decision_reason", text(message("Reason")), 30),
        _kept("notes", text(message("Notes")), 8, of="note_count"),
    ]
