"""Where in a text a person's own particulars stand: a CV's contact block, a letter's head, a signature.

Lines of the addressee ("Carrefour des Métiers, à l'attention de…"), of a reference or a school are none of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.facts.person.names.handles import EMAIL, emails, profiles
from parsers.facts.person.names.personal_names import read_name
from parsers.facts.person.names.similarity import confirmed_by
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import line_start
from parsers.text.text import Span, fold
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layout.sections import Layout

_CAREER = frozenset({"experience", "education"})
_SECTION_LINES = 14
_FIRST_LINES = 4
_AROUND = 6
"""So many lines about an e-mail address may be particulars."""
_WIDEST = 110
_NAME = 60
_OTHER_SUBJECTS = frozenset(
    {"experience", "education", "references", "skills", "computing", "interests", "publications"}
)
_BULLETS = frozenset("•*▪◦‣■□○➢➤✓>")
_HEAD_LINES = 14
_FOOT_LINES = 8
_ADDRESSEE, _REFEREES = vocabulary("letter.addressee"), vocabulary("phone.referees")
_PHONE = re.compile(r"(?<![\d/.-])(?:\+|0|\(\+?)\d(?:[ ()./-]{0,2}\d){7,12}(?!\d)")
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
    """The lines above the first heading of substance, sections of contact, and what stands around the particulars."""
    near = _clusters(layout, rows)
    opened: dict[int, int] = {}
    for number, row in enumerate(rows):
        section = layout.section_at(row.start)
        depth = opened[section.start] = opened.get(section.start, 0) + 1
        if section.subject == "references":
            yield ContactBlock(span=row, source="recipient")
        elif (
            (section.subject in {"contact", "personal"} and depth <= _SECTION_LINES)
            or (section.subject is None and number < _HEAD_LINES)
            or number in near
            or (number < _FIRST_LINES and section.subject not in _CAREER)
        ):
            yield ContactBlock(span=row, source="contact")
        else:
            yield ContactBlock(span=row, source="text")


def _clusters(layout: Layout, rows: Sequence[Span]) -> set[int]:
    """The short lines around e-mail addresses, or telephones where there is none, up to a heading of the career."""
    near: set[int] = set()
    named = _named(layout, rows)
    for number in (*(_reached(layout, rows, EMAIL) or _reached(layout, rows, _PHONE)), *named):
        near.add(number)
        for way in (range(number - 1, number - 1 - _AROUND, -1), range(number + 1, number + 1 + _AROUND)):
            for other in way:
                if not 0 <= other < len(rows) or not _may_be_particular(layout, rows[other]):
                    break
                near.add(other)
    return near


def _named(layout: Layout, rows: Sequence[Span]) -> list[int]:
    """The first line that is a name which an address of the text confirms, wherever it was drawn."""
    handles = [*emails(layout.text), *profiles(layout.text)]
    for number, row in enumerate(rows if handles else ()):
        own = row.end - row.start <= _NAME and layout.section_at(row.start).subject != "references"
        name = read_name(row.of(layout.text)) if own else None
        if name and any(confirmed_by(name, handle) for handle in handles):
            return [number]
    return []


def _reached(layout: Layout, rows: Sequence[Span], how: re.Pattern[str]) -> list[int]:
    """The lines that tell an address or a number, and no reference's."""
    return [
        number
        for number, row in enumerate(rows)
        if how.search(row.of(layout.text))
        and layout.section_at(row.start).subject != "references"
        and not _REFEREES.match(fold(row.of(layout.text)))
    ]


def _may_be_particular(layout: Layout, row: Span) -> bool:
    """Whether a line may stand among a person's particulars: no heading of a career, no post, no sentence."""
    section = layout.section_at(row.start)
    if (
        section.heading
        and section.heading.start <= row.start < section.heading.end
        and section.subject in _OTHER_SUBJECTS
    ):
        return False
    if _is_small_item(row.of(layout.text)) and not EMAIL.search(row.of(layout.text)):
        return False
    if _REFEREES.match(fold(row.of(layout.text))):
        return False
    ranged = any(not when.point for when in layout.dates_from(*row))
    return not ranged and row.end - row.start <= _WIDEST


def _is_small_item(line: str) -> bool:
    """Whether a line is an item of a list, in small letters."""
    item = line.lstrip()
    return (item[:1] in _BULLETS or item[:2].rstrip() == "-") and item[1:].lstrip()[:1].islower()


def _letter(layout: Layout, rows: Sequence[Span]) -> Iterator[ContactBlock]:
    parts = layout.letter
    top = parts.salutation.start if parts else (rows[min(6, len(rows) - 1)].start if rows else 0)
    foot = _foot(layout, rows)
    to_recipient, right = False, False
    for number, row in enumerate(rows):
        if row.start >= foot:
            yield ContactBlock(span=row, source="signature")
        elif row.start < top and number < _HEAD_LINES + 6:
            right = (right or number == 0) and _is_indented(layout, row) and (number == 0 or not _is_apart(layout, row))
            to_recipient = _addresses(layout, row, going_on=to_recipient, of_sender=right or number == 0)
            yield ContactBlock(span=row, source="recipient" if to_recipient else "sender")
        else:
            yield ContactBlock(span=row, source="text")


def _addresses(layout: Layout, row: Span, *, going_on: bool, of_sender: bool) -> bool:
    """Whether a line of a letter's head belongs to the addressee's block; the block that begins it is the sender's,
    to the right too.
    """
    words = row.of(layout.text)
    if _ADDRESSEE.search(fold(words)) and not of_sender and not EMAIL.search(words):
        return True
    if going_on:
        return not _is_apart(layout, row) or _is_indented(layout, row)
    return _is_indented(layout, row) and not of_sender and not EMAIL.search(words)


def _is_indented(layout: Layout, row: Span) -> bool:
    return row.start - line_start(layout.text, row.start) >= _INDENT


def _is_apart(layout: Layout, row: Span) -> bool:
    """Whether an empty line stands above."""
    return layout.text.endswith(("\n\n", "\n \n"), 0, line_start(layout.text, row.start))


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
    within = set(inside)
    outside = [row for row in layout.lines if row not in within]
    yield from _letter(layout, inside)
    yield from _cv(layout, outside)
