"""Where a text tells its writer's name: a line that is one, two lines together, the fields of a form, a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.facts.person.names import PersonName, read_name
from parsers.text.text import Span, folded
from parsers.values.documents import Kind
from parsers.words.person.name import FAMILY_FIELD, GIVEN_FIELD, MARRIED, SELF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from parsers.layout.sections import Layout

_SHORT = 24
"""A name's half on a line of its own is no longer than this, in characters."""
_LINES = {"contact": 8, "sender": 3, "signature": 5}
"""In how many lines of a place a name may stand."""
_APART = 4
"""A form's fields of one name stand within so many lines."""
_FIELD = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldName:
    """A name with the kind of place that tells it, and how much less it counts so far down."""

    name: PersonName
    span: Span
    source: str
    depth: float = 0.0


def told_names(layout: Layout, where: Mapping[Span, str]) -> Iterator[ToldName]:
    """Every name that may be the writer's; `where` tells of each line which kind of place it is."""
    yield from _on_lines(layout, where)
    yield from _in_fields(layout, where)
    yield from _in_sentences(layout)


def _on_lines(layout: Layout, where: Mapping[Span, str]) -> Iterator[ToldName]:
    """Lines that are a name, or two lines that are one together, in places where names stand."""
    count: dict[str, int] = {}
    heads = {part.heading.start for part in layout.sections if part.heading and part.subject}
    rows = [(span, source) for span, source in where.items() if source in _LINES and span.start not in heads]
    for number, (span, source) in enumerate(rows):
        count[source] = count.get(source, 0) + 1
        if source != "signature" and count[source] > _LINES[source] and layout.kind is not Kind.CV:
            continue
        following = rows[number + 1][0] if number + 1 < len(rows) else None
        name = read_name(span.of(layout.text)) or _in_two_lines(layout, span, following)
        if name:
            depth = min(0.4, 0.04 * count[source]) * (source != "signature")
            yield ToldName(name=name, span=span, source=source, depth=depth)


def _in_two_lines(layout: Layout, span: Span, following: Span | None) -> PersonName | None:
    """A given and a family name on lines of their own."""
    if following is None or span.end - span.start > _SHORT:
        return None
    both = f"{span.of(layout.text)} {following.of(layout.text)}"
    return read_name(both) if len(both.split()) <= 4 else None


def _in_fields(layout: Layout, where: Mapping[Span, str]) -> Iterator[ToldName]:
    """A name that a form parts: "Nom : …" and "Prénom : …" on lines near one another."""
    rows = [span for span, source in where.items() if source != "recipient"]
    for number, span in enumerate(rows):
        family = _field(layout, span, family=True)
        given = family and _given_near(layout, rows[max(0, number - _APART) : number + _APART + 1])
        if family and given and (name := read_name(f"{family}, {given}")):
            yield ToldName(name=name, span=span, source="field")
            return


def _given_near(layout: Layout, rows: Sequence[Span]) -> str | None:
    """The first given name of the fields of some rows."""
    told = next((given for row in rows if (given := _field(layout, row, family=False))), None)
    return told.split(",")[0].strip() if told else None


def _field(layout: Layout, row: Span, *, family: bool) -> str | None:
    """What a row tells as field of a family or given name."""
    flat = folded(layout.text, row.start, min(row.end, row.start + _FIELD))
    label = (FAMILY_FIELD if family else GIVEN_FIELD).match(flat.text)
    if label is None or label.end() >= len(flat.text):
        return None
    value = MARRIED.sub("", layout.text[flat.offsets[label.end()] : row.end]).strip(" .;")
    return value if value and not any(character.isdigit() for character in value) else None


def _in_sentences(layout: Layout) -> Iterator[ToldName]:
    """The writer's own words: "je m'appelle …"."""
    for match in SELF.finditer(layout.text):
        if not layout.is_ignored(match.start(), match.end()) and (name := read_name(match[1])):
            yield ToldName(name=name, span=Span(match.start(1), match.end(1)), source="self")
