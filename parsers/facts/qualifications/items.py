"""A text's sentences cut to the items that a list of studies holds: a title each, without the dates that lead them."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from parsers.facts.qualifications.titles import GOES_ON, INSTITUTION, TITLE, is_bare, leading_title
from parsers.text.marks import WORD, line_start
from parsers.text.text import Span, fold, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

_LEAD = re.compile(
    r"^(?:[\s\W_]|o\s|\d+(?!\d?[a-zè]{1,3}\b))*(?:(?:à|et|tot|bis|to|and|und)\b[\s\W]*(?=\d)[\d\s\W]*)?(?:(?:en|in|depuis|obtenue?|behaald|le|:)\b[\s\W\d]*)?"
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
    """The sentences, those put together again that a title's stops, a colon or a line's end has cut."""
    begin: int | None = None
    for sentence, following in zip_longest(layout.sentences, layout.sentences[1:]):
        start = sentence.start if begin is None else begin
        stopped = layout.text.startswith(" ", sentence.end)
        cut = stopped and _SHORTENED.search(layout.text, max(start, sentence.end - 12), sentence.end)
        begin = start if cut or (following and _goes_on(layout.text, sentence, following)) else None
        if begin is None:
            yield Span(start, sentence.end)


def _goes_on(text: str, sentence: Span, following: Span) -> bool:
    """Whether a title goes on over the end of its line: "Bachelor in het onderwijs:", then "kleuteronderwijs"."""
    between = text[sentence.end : following.start]
    joined = text[sentence.end - 1] == ":" and text[following.start].islower()
    return joined and between.count("\n") == 1 and TITLE.search(folded(text, *sentence).text) is not None


_SHORTENED = re.compile(
    r"(?:\b[A-Za-z]\.){2,}$|\b[A-Z]\.(?:[A-Z][a-z]{0,2}\.)+$|\b(?:Bac|Bach|Dipl|Certif|Instit|Lic|Mod|Sek|Sec)\.$"
)
"""A degree's word that a stop shortens."""


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """A line with several titles ("Bachelier …, 2004 ; CAP, 2010") as one piece each, rows that were joined apart."""
    begin, flat = sentence.start, folded(text, *sentence).text
    for stop in _BREAK.finditer(text, *sentence):
        if _ends_row(text, begin, stop) or (TITLE.may_say(flat) and _begins_title(text, begin, stop, sentence.end)):
            yield Span(begin, stop.start())
            begin = stop.end()
    yield Span(begin, sentence.end)


def _ends_row(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether a row of a list ends at a line feed."""
    if "\n" not in stop.group():
        return False
    led = stop.group()[0] == "\n" and (stop.group().strip() or _is_alike(text, begin, stop.end()))
    before = text[max(begin, stop.start() - _NEAR) : stop.start()].rstrip(" .,;")
    return bool(led or before.endswith(")") or (before[-4:-2] in {"19", "20"} and before[-2:].isdecimal()))


def _is_alike(text: str, begin: int, end: int) -> bool:
    """Whether a line begins with the mark that its item begins with: each of them is one of a list."""
    mark, first = text[end : end + 1], text[line_start(text, begin) : begin + 1][:1]
    return mark == first and not mark.isalnum() and not mark.isspace()


_NEAR = 12
"""A year or a bracket that ends a row stands so near, in characters."""


def _begins_title(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether a title of its own begins behind a break, and no word alone of what stands before ("…, certificat")."""
    line = text.find("\n", stop.end(), end)
    end = line if line >= 0 else end
    head = folded(text, stop.end(), end).text[: 2 * _HEAD]
    if not TITLE.search(head, 0, _HEAD):
        return False
    rest = fold(_LEAD.sub("", text[stop.end() : end][: 2 * _HEAD]))
    if "\n" in stop.group() and GOES_ON.match(rest):
        return False
    title = leading_title(rest)
    return title is not None and not (is_bare(rest, title.end()) and _is_subject(fold(text[begin : stop.start()])))


def _is_subject(flat: str) -> bool:
    """Whether a stretch may be what a title is in: it names neither a title of its own nor where it was taken."""
    worded = any(len(word) >= _LONG for word in WORD.findall(flat))
    return worded and not (TITLE.search(flat) or INSTITUTION.search(flat))


_LONG = 5
"""A word that a title may be in has so many letters."""
_BREAK = re.compile(
    r"\s;\s|;\s|\s[·•|/]\s|\.{4,}|(?<=[\d)])(?: [-–—]|,) |\t| {3,}|"
    r"\n\s*(?:\(|(?:\w{3,9}\.? )?(?:19|20)\d\d|\d\d[/.]|\w+\.?(?=\s{3,}))|\n"
)
