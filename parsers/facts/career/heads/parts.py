"""The head of a post outside schools: which of its parts names the function, and which the employer.

    Designer UX — Caisse nationale de l'assurance maladie      Développeur autonome
    2024 – présent | Angers                                    UpWork, à distance

Parts are told apart by words of functions, by legal forms and sorts of bodies, by towns before a country, contracts and
tasks. Where none of them speaks, the career's other heads do: who writes the function first does so throughout.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.career.heads.plain_names import is_label, parts_of_row
from parsers.facts.career.organisations import FUNCTION, is_proper, may_employ
from parsers.facts.career.places import clean, institution_in
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIRMS = vocabulary("employer.firms", "work.places", "school.universities")
_CONTRACTS = vocabulary("employer.contracts")
_TASKS = vocabulary("employer.tasks")
_COUNTRIES = vocabulary("places.countries")
_DEGREES = vocabulary("school.learnt")
_IDLE = vocabulary("employer.seeking", "posts.jobless", "work.leave")

_WORDS = 10
"""A name has no more words."""
_ROWS = 5
_TOWN = 3
"""So many words make up a town's name."""


class HeadPart(NamedTuple):
    """A part of a head: its words, its place (row, and part of the row), and what it is."""

    words: str
    place: tuple[int, int]
    role: str
    """function, firm, town, contract, task, or name where nothing tells."""


def parts_of(rows: Sequence[str]) -> list[HeadPart]:
    """The parts of a head's rows, in order."""
    parts: list[HeadPart] = []
    for number, row in enumerate(rows[:_ROWS]):
        parts += [HeadPart(words, (number, at), role) for at, (words, role) in enumerate(_roles(row))]
    return _with_towns(parts)


@lru_cache(maxsize=256)
def _roles(row: str) -> tuple[tuple[str, str], ...]:
    """The parts of a row with what each is; kept, for a head is asked for its form, and then for what it names."""
    return tuple((words, _role(words)) for words in parts_of_row(row) if sum(map(str.isalpha, words)) > 1)


def _role(words: str) -> str:
    flat = fold(words)
    if _COUNTRIES.fullmatch(flat):
        return "town"
    if (
        is_label(words)
        or len(words.split()) > _WORDS
        or _TASKS.match(flat)
        or _IDLE.search(flat)
        or _DEGREES.match(flat)
    ):
        return "task"
    firm, contract = _FIRMS.search(flat), _CONTRACTS.match(flat)
    function = FUNCTION.search(flat)
    if function and not (firm and firm.start() < function.start()):
        return "function"
    if contract and not firm:
        return "contract"
    if firm and any(c.isupper() for c in words):
        return "firm"
    return "name" if words[0].isupper() or any(c.isupper() for c in words[1:4]) else "task"


def _with_towns(parts: list[HeadPart]) -> list[HeadPart]:
    """The parts, the one word or two before or behind a country taken for its town."""
    told = list(parts)
    for at, part in enumerate(parts):
        if part.role != "town":
            continue
        near = [number for number in (at - 1, at + 1) if 0 <= number < len(parts) and _beside(parts[number], part)]
        if near and told[near[0]].role == "name" and not _is_alone_with_function(parts, near[0]):
            told[near[0]] = told[near[0]]._replace(role="town")
    return told


def _is_alone_with_function(parts: Sequence[HeadPart], at: int) -> bool:
    """Whether a name is all that a head tells beside a function on its row: "Consultante, Amazon, Luxembourg"."""
    others = [part for number, part in enumerate(parts) if number != at and part.role in {"name", "firm"}]
    beside = any(part.role == "function" and part.place[0] == parts[at].place[0] for part in parts)
    return beside and not others


def _beside(part: HeadPart, country: HeadPart) -> bool:
    (row, _), (below, after) = part.place, country.place
    return (row == below or (row == below - 1 and after == 0)) and len(part.words.split()) <= _TOWN


class HeadForm(NamedTuple):
    """How a career's heads are written: the places of functions and of firms, where words tell them."""

    functions: Counter[tuple[int, int]]
    firms: Counter[tuple[int, int]]


def form_of(heads: Sequence[Sequence[str]]) -> HeadForm:
    """The form that the heads of one career have in common."""
    functions: Counter[tuple[int, int]] = Counter()
    firms: Counter[tuple[int, int]] = Counter()
    for rows in heads:
        parts = parts_of(rows)
        functions.update({part.place for part in parts if part.role == "function"})
        firms.update({part.place for part in parts if part.role == "firm"})
    return HeadForm(functions, firms)


def employer_of(rows: Sequence[str], form: HeadForm | None = None) -> str | None:
    """The employer that a head outside schools names.

    Where no function is told, a phrase may as well be what was done: only one that is written as a name is then one.
    """
    parts = parts_of(rows)
    firm = next((part for part in parts if part.role == "firm" and may_employ(part.words)), None)
    if firm:
        return clean(firm.words)
    behind = (_behind_function(part.words) for part in parts if part.role == "function")
    at = (institution_in(row, 0, len(row)) for row in rows[:3])
    if named := next(filter(None, chain(behind, at)), None):
        return named
    names = [part for part in parts if part.role == "name" and may_employ(clean(part.words))]
    told = any(part.role == "function" for part in parts)
    names = names if told else [part for part in names if is_proper(part.words)]
    if not names:
        return None
    if told or len(names) == 1 or form is None:
        first = names[0].words  # a town, where a name behind it ends with it
        return clean(next((part.words for part in names[1:] if part.words.endswith(f" {first}")), first))
    likely = max(names, key=lambda part: (form.firms[part.place] - form.functions[part.place], -part.place[0]))
    return clean(likely.words)


def _behind_function(words: str) -> str | None:
    """Who employs by what stands behind a function and a preposition: "Projektleiterin bei der Orbit AG"."""
    flat = folded(words)
    at = _HELD_AT.search(flat.text)
    name = clean(words[flat.span(*at.span()).end :]) if at else ""
    return name if name[:1].isupper() and may_employ(name) else None


_HELD_AT = vocabulary("employer_names.held_at")
