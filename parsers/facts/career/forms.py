"""A post told as a form, a label on each line: what stands behind the labels of the function and the employer.

Dates       Septembre 2008 – à ce jour
Fonction    Éducateur
Employeur   Institut Saint-Joseph
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from parsers.lexicon.patterns import spelled
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.layout.entries import DatedEntry
    from parsers.layout.sections import Layout
    from parsers.text.text import Span

_LABELS = {kind: frozenset(spelled(f"post_labels.{kind}")) for kind in ("date", "function", "employer", "other")}
_BARE = frozenset(spelled("post_labels.bare"))
_ENDING = re.compile(r" \([\w -]+\)(?:s\))?$")
"""What a label may end with: "Fonction (s)"."""
_RUN_ON = re.compile(r"(?P<label>[A-ZÀ-Ý]\w+(?: [a-zà-ÿ]\w+)?)(?= [A-ZÀ-Ý«\d])")
"""A label and what it labels, without a mark between."""
_LABELLED = re.compile(r"\W{0,4}(?P<label>\w[^:\t\n]{0,60}?)[ ]*(?::|\t|[ ]{2,}|$)\s*(?P<value>.*)$")


class Field(NamedTuple):
    """A labelled line: where it begins, what its label tells, and what it labels."""

    start: int
    kind: str
    value: str


def form_rows(layout: Layout) -> dict[int, list[str]]:
    """The function and the employer that forms give the dated posts, by where their dates begin."""
    told: dict[int, list[str]] = {}
    starts = [dated.when.start for dated in layout.entries]
    for section in layout.sections:
        fields = list(fields_of(layout, layout.lines_in(section.start, section.end)))
        if {"function", "employer"} <= {field.kind for field in fields}:
            inside = layout.entries[bisect_left(starts, section.start) : bisect_left(starts, section.end)]
            told.update(_rows_by_date(layout, fields, inside))
    return {start: rows for start, rows in told.items() if rows}


def _rows_by_date(
    layout: Layout, fields: Sequence[Field], entries: Iterable[DatedEntry]
) -> Iterator[tuple[int, list[str]]]:
    """Each post begins with the label that the first one begins with."""
    opens = [number for number, field in enumerate(fields) if field.kind == fields[0].kind]
    for dated in entries:
        line = layout.line_at(dated.when.start).start
        number = bisect_right(opens, line, key=lambda at: fields[at].start)
        block = fields[opens[max(0, number - 1)] : [*opens, len(fields)][max(1, number)]]
        values = [field.value for kind in ("function", "employer") for field in block if field.kind == kind]
        yield dated.when.start, values


def fields_of(layout: Layout, lines: Sequence[Span]) -> Iterator[Field]:
    """The labelled lines; labels on lines of their own have their values on the next ones, in the same order."""
    waiting: list[Field] = []
    for line in lines:
        field = _field(line, line.of(layout.text))
        if field is None and waiting:
            yield waiting.pop(0)._replace(value=line.of(layout.text))
        elif field is None or field.value:
            waiting = []
        if field and field.value:
            yield field
        elif field:
            waiting.append(field)


def _field(line: Span, words: str) -> Field | None:
    run_on, found = _RUN_ON.match(words), _LABELLED.match(words)
    if run_on and fold(run_on["label"]) in _BARE:
        label, value = run_on["label"], words[run_on.end() :]
    elif found:
        label, value = found["label"], found["value"]
    else:
        return None
    told = _ENDING.sub("", fold(label).strip(" []"))
    names = [told, *(name.strip() for name in told.split("/"))]
    kind = next((kind for kind, labels in _LABELS.items() for name in names if name in labels), None)
    return Field(line.start, kind, value.strip()) if kind else None
