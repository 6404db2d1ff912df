"""The line that announces a mail below it: "Le 3 mars 2026 à 09:14, Jeanne Dupont <…> a écrit :", in four languages.

Mail programs write it above an answer's quote; Outlook for Mac writes it above a mail that it forwards, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.lexicon.patterns import alternatives
from parsers.mail.headers.addresses import sole_address
from parsers.text.text import Span, every_line, fold
from parsers.values.headers import Address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WROTE = f"(?:{alternatives('mail_headers.wrote')})"
_EMAIL = r"[^\s<>]{1,64}@[^\s<>]{1,200}>?"
_ATTRIBUTION = re.compile(
    rf"(?:(?:{alternatives('mail_headers.wrote_on')}) |\d).{{0,300}}{_WROTE}(?: .{{0,120}})? ?:\Z"
    rf"|\d{{4}}-\d{{2}}-\d{{2}} .{{0,80}}{_EMAIL} ?:\Z"
    rf"|.{{0,200}}<?{_EMAIL} {_WROTE}(?: .{{0,80}})? ?:\Z"
)
_LONGEST = 1000
"""Characters of one."""
_MOST_LINES = 4
"""Lines over which a mail program wraps it."""
_LEAD = re.compile(r".*(?:\d|schrieb|schreef|heeft|uhr|uur|um|at|am|pm|à)[\s,:.\u00a0]+", re.IGNORECASE | re.DOTALL)
_QUOTES = "\"'«»“”„ \u00a0\u202f,:"


def attributions(folded: Sequence[str], stop: int) -> Iterator[tuple[int, int]]:
    """The first and the last line of each attribution that ends before line `stop`; lines are folded."""
    for last in range(min(stop, len(folded))):
        if not folded[last].rstrip().endswith(":"):
            continue
        for first in range(last, max(-1, last - _MOST_LINES), -1):
            if _ATTRIBUTION.match(" ".join(folded[first : last + 1]).strip(" \ufeff")[:600]):
                yield first, last
                break
            if not folded[first].strip():
                break


def attributed(text: str) -> Iterator[tuple[Span, Address]]:
    """Where each attribution of a text stands and whom it names; only those that give an address, or two."""
    spans = every_line(text)
    folded = [fold(span.of(text))[:2000] for span in spans]
    for first, last in attributions(folded, len(folded)):
        place = Span(spans[first].start, spans[last].end)
        line = place.of(text)[:_LONGEST]
        if "@" in line:
            yield place, _author(line)


def _author(line: str) -> Address:
    """Whom an attribution names: the words between the moment and the address; the line itself where it has two."""
    sole = sole_address(line)
    if sole.email is None:
        return sole
    before = line[: line.lower().find(sole.email)]
    name = _LEAD.sub("", " ".join(before.rstrip("<(").split())).strip(_QUOTES)
    return Address(name=name or None, email=sole.email)
