"""Where a text tells its writer's name: a line that is one, two lines together, the fields of a form, a sentence.

What stands in an address ("marie.dupont@…", "linkedin.com/in/marie-dupont") confirms a line that is hardly a name by
itself, shows where a name ends that a title is glued to, and is read as a name where no line is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.facts.person.names.handles import emails, profiles
from parsers.facts.person.names.personal_names import (
    PersonName,
    read_name,
    titled,
    without_other_names,
)
from parsers.facts.person.names.similarity import confirmed_by, in_address
from parsers.layout.grid import cells
from parsers.lexicon.patterns import spelled
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span, fold, folded
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Vocabulary

_SHORT = 24
"""A name's half on a line of its own is no longer than this, in characters."""
_LINES = {"contact": 8, "sender": 3, "signature": 5}
"""In how many lines of a place a name may stand."""
_APART = 4
"""A form's fields of one name stand within so many lines."""
_FIELD = 80
_LOWER, _LATER, _DEEPEST = 0.04, 0.06, 0.4
"""By so much a name counts less for each line above it, and for each other name above it; at most so much."""
_UNCONFIRMED = 0.25
_GIVEN, _FAMILY = vocabulary("name.given_fields"), vocabulary("name.family_fields")
_BOTH = frozenset(spelled("name.both"))


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldName:
    """A name with the kind of place that tells it, and how much less it counts so far down."""

    name: PersonName
    span: Span
    source: str
    depth: float = 0.0


def told_names(layout: Layout, where: Mapping[Span, str]) -> tuple[ToldName, ...]:
    """Every name that may be the writer's; `where` tells of each line which kind of place it is.

    Where an address confirms one of them, the others count for less.
    """
    written, linked = emails(layout.text), profiles(layout.text)
    told = [
        *_on_lines(layout, where, written),
        *_in_fields(layout, where),
    ]
    sure = {one.name.tokens for one in told if any(confirmed_by(one.name, handle) for handle in (*written, *linked))}
    if sure:
        told = [one if one.name.tokens in sure else replace(one, depth=one.depth + _UNCONFIRMED) for one in told]
    return tuple(told or _in_handles(layout, where))


def _in_handles(layout: Layout, where: Mapping[Span, str]) -> Iterator[ToldName]:
    """What addresses hold where no line is a name."""
    for span in (span for span, source in where.items() if source in _LINES):
        line = span.of(layout.text)
        for handle in (*(email.partition("@")[0].casefold() for email in emails(line)), *profiles(line)):
            words = tuple(part for part in re.split(r"[\W\d_]+", handle) if len(part) > 1)
            if len(words) > 1 and (name := read_name(titled(" ".join(words)))):
                yield ToldName(name=name, span=span, source="handle")


def _on_lines(layout: Layout, where: Mapping[Span, str], written: Sequence[str]) -> Iterator[ToldName]:
    """Lines that are a name, or two lines that are one together, in places where names stand."""
    count: dict[str, int] = {}
    before: dict[str, int] = {}
    heads = {part.heading.start for part in layout.sections if part.heading and part.subject}
    rows = [(span, source) for span, source in where.items() if source in _LINES and span.start not in heads]
    for number, (span, source) in enumerate(rows):
        count[source] = count.get(source, 0) + 1
        if source != "signature" and count[source] > _LINES[source] and layout.kind is not Kind.CV:
            continue
        following = rows[number + 1][0] if number + 1 < len(rows) else None
        alone, both = _on_line(span.of(layout.text), written), _in_two_lines(layout, span, following)
        wider = both and any(in_address(both, email) >= 1 and not _holds(alone, email) for email in written)
        name = both if wider else alone or both
        if name:
            depth = _LOWER * count[source] + _LATER * before.get(source, 0)
            before[source] = before.get(source, 0) + 1
            yield ToldName(name=name, span=span, source=source, depth=min(_DEEPEST, depth) * (source != "signature"))


def _holds(name: PersonName | None, email: str) -> bool:
    """Whether a name accounts for all the letters of an address."""
    local = re.sub(r"[^a-z]", "", fold(email.partition("@")[0]))
    return name is not None and len("".join(name.tokens)) >= len(local)


def _on_line(line: str, written: Sequence[str]) -> PersonName | None:
    """The name that a line is, by itself or with what addresses tell."""
    name = read_name(line)
    if name:
        return name
    hardly = read_name(line, lenient=True) if written else None
    return hardly if hardly and any(confirmed_by(hardly, email) for email in written) else None


def _in_two_lines(layout: Layout, span: Span, following: Span | None) -> PersonName | None:
    """A given and a family name on lines of their own."""
    if (
        following is None
        or not 1 < span.end - span.start <= _SHORT
        or layout.text.count("\n", span.end, following.start) > 2
    ):
        return None
    both = f"{span.of(layout.text)} {following.of(layout.text)}"
    return read_name(both) if len(both.split()) <= 4 and ":" not in both else None


def _in_fields(layout: Layout, where: Mapping[Span, str]) -> Iterator[ToldName]:
    """A name that a form parts: "Nom : …" and "Prénom : …" on lines or in cells near one another."""
    if not _FAMILY.may_say(folded(layout.text).text):
        return
    rows = [
        field
        for span, source in where.items()
        if source != "recipient"
        for field in dict.fromkeys((span, *cells(layout.text, *span)))
    ]
    for number, span in enumerate(rows):
        family = _field(layout, span, _FAMILY)
        given = family and _given_near(layout, rows[max(0, number - _APART) : number + _APART + 1])
        if family and given and (name := read_name(f"{family}, {given}")):
            yield ToldName(name=name, span=span, source="field")
            return


def _given_near(layout: Layout, rows: Sequence[Span]) -> str | None:
    """The first given name of the fields of some rows."""
    told = next((given for row in rows if (given := _field(layout, row, _GIVEN))), None)
    return told.split(",")[0].strip() if told else None


def _field(layout: Layout, row: Span, labels: Vocabulary) -> str | None:
    """What a row tells as field of a family or given name."""
    if labels.search(folded(layout.text, *row).text, 0, _FIELD) is None:
        return None
    flat = folded(layout.text, row.start, min(row.end, row.start + _FIELD))
    begin = len(flat.text) - len(flat.text.lstrip(" -*•·:."))
    label = labels.match(flat.text, begin)
    if label is None:
        return None
    rest = re.sub(r"^ ?\([^)]*\)", "", flat.text[label.end() :])
    told = rest.lstrip(" :=|-.")
    marked = any(mark in rest[: len(rest) - len(told)] for mark in ":=|")
    if not told or told[0] in "/&," or (not marked and re.split(r"\W", told)[0] in _BOTH):
        return None
    at = flat.offsets[len(flat.text) - len(told)]
    value = without_other_names(layout.text[at : row.end]).strip(" .;,/|–—-")
    cell = next(iter(cells(value, 0, len(value))), None)
    value = cell.of(value) if cell else value
    return value if value and not any(character.isdigit() for character in value) else None
