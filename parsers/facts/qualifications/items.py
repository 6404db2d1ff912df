"""A text's sentences cut to the items that a list of studies holds: a title each, without the dates that lead them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.qualifications.titles import TITLE, leading_title
from parsers.text.text import Span, fold, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

_LEAD = re.compile(
    r"^[\s\W\d_]*(?:(?:à|et|tot|bis|to|and|und)\b[\s\W]*(?=\d)[\d\s\W]*)?(?:(?:en|in|depuis|obtenue?|behaald|le|:)\b[\s\W\d]*)?"
)

_HEAD = 60
"""In so many characters behind a break a title of its own is told."""


def list_items(layout: Layout) -> Iterator[Span]:
    """The sentences of the text without the dates and bullets that lead them, cut at institutions."""
    for sentence in _whole_sentences(layout):
        for piece in _pieces(layout.text, sentence):
            lead = _LEAD.match(layout.text[piece.start : piece.end])
            start = piece.start + (lead.end() if lead else 0)
            if start < piece.end:
                yield Span(start, piece.end)


def _whole_sentences(layout: Layout) -> Iterator[Span]:
    """The sentences, those put together again that the stops of a title have cut: "C.E.S.S. technique"."""
    begin: int | None = None
    for sentence in layout.sentences:
        start = sentence.start if begin is None else begin
        cut = _ACRONYM.search(layout.text, max(start, sentence.end - 12), sentence.end)
        begin = start if cut and layout.text[sentence.end : sentence.end + 1] == " " else None
        if begin is None:
            yield Span(start, sentence.end)


_ACRONYM = re.compile(r"(?:\b[A-Za-z]\.){2,}$")


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """A line with several titles ("Bachelier …, 2004 ; CAP, 2010") as one piece each, rows that were joined apart."""
    begin, entitled = sentence.start, TITLE.may_say(folded(text, *sentence).text)
    for stop in _BREAK.finditer(text, sentence.start, sentence.end):
        titled = entitled and TITLE.search(folded(text, stop.end(), sentence.end).text, 0, _HEAD)
        rest = _LEAD.sub("", text[stop.end() : sentence.end][:_HEAD]) if titled else ""
        full = "\n" in stop.group() and _ROW_END.search(text[max(begin, stop.start() - 12) : stop.start()])
        if full or (stop.group()[0] == "\n" and stop.group().strip()) or (rest and leading_title(fold(rest))):
            yield Span(begin, stop.start())
            begin = stop.end()
    yield Span(begin, sentence.end)


_BREAK = re.compile(
    r"\s;\s|;\s|\s[·•|/]\s|(?<=[\d)])(?: [-–—]|,) |\t| {3,}|"
    r"\n\s*(?:\(|(?:\w{3,9}\.? )?(?:19|20)\d\d|\d\d[/.]|\w+\.?(?=\s{3,}))|\n"
)
_ROW_END = re.compile(r"(?:(?:19|20)\d\d|\))[ .,;]*$")
"""A year or a bracket that ends a row."""
