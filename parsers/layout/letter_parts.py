"""The parts of a letter: what stands above its salutation, its paragraphs, its closing and its signature."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.layout.headings import subject_of
from parsers.text.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterParts:
    """Spans of a letter; each may be empty."""

    above: Span
    """Sender, recipient, place and date, subject line."""
    salutation: Span
    body: Span
    closing: Span
    signature: Span


_SALUTATION = re.compile(
    r"^(?:(?:tres )?(?:chere?s?|bonjour|bonsoir)\b|mesdames?\b|madame\b|messieurs\b|monsieur\b|mesdemoiselles\b|"
    r"a qui de droit|"
    r"geachte|beste\b|hooggeachte|mevrouw|mijnheer|sehr (?:geehrte|verehrte)|liebe[rs]?\b|guten tag|"
    r"dear\b|to whom it may concern|hello\b|aux membres du jury|mevrouwen|dames en heren|hallo\b)"
)
_CLOSING = re.compile(
    r"(?:veuillez (?:agreer|recevoir|croire|trouver ici)|je vous prie (?:d'agreer|de croire|de recevoir|"
    r"d'accepter)|recevez,|agreez|"
    r"salutations|cordialement|bien a vous|sincerement|respectueusement|(?:avec )?mes remerciements|"
    r"sentiments (?:distingues|devoues|respectueux)|"
    r"hoogachtend|met (?:vriendelijke|de meeste|beleefde|hartelijke) groet|vriendelijke groeten|groeten|"
    r"mit (?:freundliche[nm]|beste[nm]|herzliche[nm]|kollegiale[nm]) gr|hochachtungsvoll|freundliche grusse|"
    r"beste grusse|"
    r"(?:yours|your's) (?:sincerely|faithfully|truly)|(?:kind|best|warm) regards|sincerely|belle journee|"
    r"bonne reception)"
)


def letter_parts(text: str, rows: Sequence[Span]) -> LetterParts | None:
    """The parts of the first letter in `text`; None where nobody is greeted."""
    greeting = next((number for number, row in enumerate(rows) if _greets(row.of(text))), None)
    if greeting is None:
        return None
    taken = [number for number in range(greeting + 1, len(rows)) if _CLOSING.search(fold(rows[number].of(text)[:400]))]
    leave = next((number for number in taken if _short_rest(rows, number)), taken[-1] if taken else None)
    first = rows[greeting]
    closing = rows[leave] if leave is not None else _unclosed(text, rows, greeting)
    signed = _signature(text, rows, leave) if leave is not None else closing
    return LetterParts(
        above=Span(rows[_top(text, rows, greeting)].start, first.start),
        salutation=first,
        body=Span(first.end, closing.start),
        closing=closing,
        signature=signed,
    )


def _top(text: str, rows: Sequence[Span], greeting: int) -> int:
    """The row a letter begins at: at most sixteen above its salutation, on the same page, below a CV's sections."""
    top = greeting
    while top > 0 and greeting - top < 16:
        above = rows[top - 1].of(text)
        if "\f" in text[rows[top - 1].end : rows[top].start] or subject_of(above) in {
            "experience",
            "education",
            "languages",
        }:
            break
        top -= 1
    return top


def _unclosed(text: str, rows: Sequence[Span], greeting: int) -> Span:
    """Where a letter that takes no leave ends: before a CV that follows it, or with the text."""
    for row in rows[greeting + 1 :]:
        if subject_of(row.of(text)) in {"experience", "education", "personal"} or _NEXT.match(fold(row.of(text))):
            return Span(row.start, row.start)
    return Span(rows[-1].end, rows[-1].end)


def _signature(text: str, rows: Sequence[Span], leave: int) -> Span:
    """The short lines after the closing, up to the next heading or page."""
    end = rows[leave].end
    for row in rows[leave + 1 : leave + 5]:
        line = row.of(text)
        if len(line) > 60 or "\f" in text[end : row.start] or subject_of(line) or _NEXT.match(fold(line)):
            break
        end = row.end
    return Span(rows[leave].end, end)


_NEXT = re.compile(r"(?:curriculum|lebenslauf|c\.?v\.?\b|annexes?\b|bijlage|anlage)")


def _greets(line: str) -> bool:
    flat = fold(line[:90])
    if len(line) > 70 or any(c.isdigit() for c in flat) or not _SALUTATION.match(flat):
        return False
    return flat[-1:] in ",!:" or (len(flat.split()) <= 5 and not flat.endswith((".", ";")))


def _short_rest(rows: Sequence[Span], number: int) -> bool:
    """Whether little follows: a signature, not more of the letter."""
    return sum(row.end - row.start for row in rows[number + 1 : number + 6]) < 200
