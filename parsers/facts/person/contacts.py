"""Where in a text a person's own particulars stand: a CV's contact block, a letter's head, a signature.

Lines of the addressee ("Carrefour des Métiers, à l'attention de…"), of a reference or a school are none of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.text.text import Span, fold
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layout.sections import Layout

_HEAD_LINES = 14
_FOOT_LINES = 8
_RECIPIENT = re.compile(
    r"\b(?:carrefour|cite des metiers|cdm|commission|jury|comite|a l'attention|attention|z\. ?hd|zu handen|"
    r"t\.a\.v|ter attentie|attn|mesdames?|messieurs|(?<!^de )(?:madame|monsieur)|aux?|"
    r"ministere|administration|service|ressources humaines|recrutement|selection|personalverantwortliche\w*|"
    r"auswahlkommission|an das|an den|an die|to the)\b|"
    r"^(?:mme|mlle|m\.|mr|dhr|de heer|mevr\w*|frau|herrn?)[. ]"
)
_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_INDENT = 18
"""An addressee's block stands to the right, by so many spaces."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactBlock:
    """A line with the kind of place it stands in: contact, sender, signature, recipient or text."""

    span: Span
    source: str


def places(layout: Layout) -> tuple[ContactBlock, ...]:
    """Every line of a text and the kind of place it stands in."""
    if layout.kind is Kind.LETTER:
        return tuple(_letter(layout, layout.lines))
    if layout.kind is None:
        return tuple(_body(layout, layout.lines))
    if layout.kind is Kind.CV_AND_LETTER:
        return tuple(_both(layout))
    if layout.kind is Kind.CV:
        return tuple(_cv(layout, layout.lines))
    return tuple(ContactBlock(span=line, source="text") for line in layout.lines)


def _cv(layout: Layout, rows: Sequence[Span]) -> Iterator[ContactBlock]:
    """The lines above the first heading of substance, sections of contact, and what stands around the address."""
    near = _around_address(layout, rows)
    for number, row in enumerate(rows):
        subject = layout.section_at(row.start).subject
        if subject == "references":
            yield ContactBlock(span=row, source="recipient")
        elif (
            subject in {"contact", "personal"}
            or (subject is None and number < _HEAD_LINES)
            or number in near
            or number < 4
        ):
            yield ContactBlock(span=row, source="contact")
        else:
            yield ContactBlock(span=row, source="text")


def _around_address(layout: Layout, rows: Sequence[Span]) -> set[int]:
    """The lines around the first e-mail address that is in no section of references."""
    for number, row in enumerate(rows):
        if _EMAIL.search(row.of(layout.text)) and layout.section_at(row.start).subject != "references":
            return set(range(max(0, number - 5), number + 5))
    return set()


def _letter(layout: Layout, rows: Sequence[Span]) -> Iterator[ContactBlock]:
    parts = layout.letter
    top = parts.salutation.start if parts else (rows[min(6, len(rows) - 1)].start if rows else 0)
    foot = _foot(layout, rows)
    to_recipient = False
    for number, row in enumerate(rows):
        if row.start >= foot:
            yield ContactBlock(span=row, source="signature")
        elif row.start < top and number < _HEAD_LINES + 6:
            to_recipient = _addresses(layout, row, going_on=to_recipient, first=number == 0)
            yield ContactBlock(span=row, source="recipient" if to_recipient else "sender")
        else:
            yield ContactBlock(span=row, source="text")


def _addresses(layout: Layout, row: Span, *, going_on: bool, first: bool) -> bool:
    """Whether a line of a letter's head belongs to the addressee's block."""
    text = layout.text
    begin = text.rfind("\n", 0, row.start) + 1
    indented = row.start - begin >= _INDENT
    if _RECIPIENT.search(fold(row.of(text))) and not first and not _EMAIL.search(row.of(text)):
        return True
    if going_on:
        apart = text[:begin].endswith(("\n\n", "\n \n"))
        return not apart or indented
    return indented and not first and not _EMAIL.search(row.of(text))


def _foot(layout: Layout, rows: Sequence[Span]) -> int:
    """Where a letter's signature begins: after the leave-taking, or the last lines."""
    parts = layout.letter
    if parts and parts.closing.start < parts.closing.end:
        return parts.closing.end
    return rows[-_FOOT_LINES // 2].start if len(rows) > _FOOT_LINES else len(layout.text)


def _body(layout: Layout, rows: Sequence[Span]) -> Iterator[ContactBlock]:
    """A mail's last own lines are its signature; what it says before is text."""
    own = [row for row in rows if not layout.is_ignored(row.start, row.end)]
    last = own[-_FOOT_LINES:]
    foot = last[0].start if last else 0
    parts = layout.letter
    if parts and parts.closing.start < parts.closing.end:
        foot = min(foot, parts.closing.start)
    for row in own:
        yield ContactBlock(span=row, source="signature" if row.start >= foot else "text")


def _both(layout: Layout) -> Iterator[ContactBlock]:
    """The pages of a letter, then those of a CV; in one page, the letter up to its signature."""
    letter = [page for page in layout.pages if page.kind is Kind.LETTER]
    if not letter or all(page.kind is Kind.LETTER for page in layout.pages):
        yield from _letter(layout, layout.lines)
        return
    stretches = [Span(page.start, page.end) for page in letter]
    inside = [row for row in layout.lines if any(s.start <= row.start < s.end for s in stretches)]
    outside = [row for row in layout.lines if row not in set(inside)]
    yield from _letter(layout, inside)
    yield from _cv(layout, outside)
