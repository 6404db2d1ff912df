"""Dates that a column has set apart from their posts: n dates in a row, then n blocks of text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.layout.dateplaces import Place
    from parsers.layout.entries import DatedEntry
    from parsers.layout.rows import Rows


def parted_columns(rows: Rows, places: Sequence[Place], entries: list[DatedEntry]) -> list[DatedEntry]:
    """Dates that a column has set apart from their posts: n dates in a row, then n blocks of text."""
    fixed = list(entries)
    at = 0
    while at < len(places):
        end = at + 1
        while (
            end < len(places)
            and places[end].style == "own"
            and places[end].row <= rows.at(places[end - 1].when.end) + 1
        ):
            end += 1
        run = places[at:end]
        if len(run) > 1 and all(place.style == "own" for place in run):
            last = rows.at(run[-1].when.end) + 1
            stop = places[end].row if end < len(places) else len(rows.spans)
            for number, block in zip(range(at, end), _blocks(rows, last, stop), strict=False):
                fixed[number] = replace(entries[number], head=block, end=max(block.end, entries[number].end))
        at = end
    return fixed


def _blocks(rows: Rows, first: int, stop: int) -> list[Span]:
    blocks: list[Span] = []
    for number in range(first, stop):
        if rows.gap(number) > 1 or not blocks:
            blocks.append(rows.spans[number])
        else:
            blocks[-1] = Span(blocks[-1].start, rows.spans[number].end)
    return blocks
