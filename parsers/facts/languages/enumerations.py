"""Languages that a CV enumerates under no heading of theirs: nothing but names, or each item led by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.facts.languages.levels import marks
from parsers.facts.languages.rows import LanguageLine, label_end
from parsers.lexicon.patterns import spelled
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import WORD, WORD_OR_NUMBER, behind, mark_at, past_bracket
from parsers.text.text import Span, fold, lines
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layout.sections import Layout

_CAREER = ("education", "experience")
"""Under which headings languages are subjects taught or learnt, but where a label tells otherwise."""
_TAUGHT = vocabulary("languages.taught", "languages.subjects")
_WHERE = vocabulary("languages.spoken_where", "languages.licence")
_SMALL = frozenset(spelled("languages.small_words"))
_BULLETS = " -*–—>"
_PARTED = "|•·"
"""What parts items of a line that are no sentences."""


def enumerations(layout: Layout, *, labelled: bool) -> Iterator[list[LanguageLine]]:
    """The runs of items that name languages one after the other; with `labelled`, those alone that a label leads."""
    if layout.kind is not Kind.CV or layout.letter is not None:
        return
    run: list[LanguageLine] = []
    for item in _items(layout):
        apart = run and layout.section_at(item.span.start) is not layout.section_at(run[0].span.start)
        if _leads(item) and not apart:
            run.append(item)
        elif apart or item.names or not layout.text[item.span.start].islower():
            if _is_enumeration(run, labelled=labelled):
                yield run
            run = [item] if _leads(item) else []
    if _is_enumeration(run, labelled=labelled):
        yield run


def _items(layout: Layout) -> Iterator[LanguageLine]:
    """The sentences of a CV, cut at the marks that part items, and where a line begins with a language."""
    for sentence in layout.sentences:
        if layout.in_subject(sentence.start, "references", "languages") or layout.is_ignored(*sentence):
            continue
        at = sentence.start
        while at < sentence.end:
            end = mark_at(layout.text, _PARTED, at, sentence.end)
            yield from _by_lines(layout, lines(layout.text, at, end))
            at = end + 1


def _by_lines(layout: Layout, rows: Sequence[Span]) -> Iterator[LanguageLine]:
    """Lines that one sentence was taken for, each that begins with a language for itself."""
    start = 0
    for number, row in enumerate(rows):
        if number and _leads(LanguageLine(layout, row)):
            yield LanguageLine(layout, Span(rows[start].start, rows[number - 1].end))
            start = number
    if rows:
        yield LanguageLine(layout, Span(rows[start].start, rows[-1].end))


def _leads(item: LanguageLine) -> bool:
    """Whether an item begins with a language, behind a label or a place where it is spoken at most."""
    text = item.view.text
    if not item.names or item.names[0].start != _leading(text, _label(text)):
        return False
    return not _TAUGHT.search(text[: item.names[-1].start])


def _label(text: str) -> int:
    """Where what an item lists begins: behind "Langues :", a licence to drive, or where a language is spoken."""
    where = _WHERE.match(text, behind(text, _BULLETS, 0))
    if where and text[where.end() : where.end() + 2].strip() in {":", ",", "-", "."}:
        return where.end() + 2
    return label_end(text) or 0


def _leading(text: str, at: int) -> int:
    """Where the first word stands from a place on that is none of the small words or levels before a name."""
    levels = {mark.start: mark.end for mark in marks(text, at)}
    for word in WORD_OR_NUMBER.finditer(text, at):
        if word.start() < at:
            continue
        at = levels.get(word.start(), word.end() if word.group() in _SMALL else -1)
        if at < 0:
            return word.start()
    return len(text)


def _is_enumeration(run: list[LanguageLine], *, labelled: bool) -> bool:
    """Whether items that are led by languages list them: several items, or one that holds several and little else."""
    if not run:
        return False
    layout, start = run[0].layout, run[0].span.start
    if len(run) > 1 and label_end(run[0].view.text) is not None:
        return True
    above = layout.line_at(max(0, layout.text.rfind("\n", 0, start))).of(layout.text)
    if (
        labelled
        or layout.in_subject(start, *_CAREER)
        or _TAUGHT.search(fold(f"{layout.section_at(start).title} {above}"))
    ):
        return False
    return len(run) > 1 or (len(run[0].names) > 1 and (_is_bare(run[0]) or _is_led_each(run[0])))


def _is_bare(item: LanguageLine) -> bool:
    """Whether nothing but small words and levels stands behind an item's first language."""
    text, first = item.view.text, item.names[0].start
    spans = [(name.start, name.end) for name in item.names] + [(mark.start, mark.end) for mark in marks(text, first)]
    spans += [(at, past_bracket(text, at, len(text))) for at in range(first, len(text)) if text[at] == "("]
    return all(
        word.group() in _SMALL or any(start <= word.start() < end for start, end in spans)
        for word in WORD_OR_NUMBER.finditer(text, first)
    )


def _is_led_each(item: LanguageLine) -> bool:
    """Whether each part between commas begins with a language: "l'anglais des notices, l'allemand de mon enfance"."""
    text, at, starts = item.view.text, 0, {name.start for name in item.names}
    while at < len(text):
        end = mark_at(text, ",", at)
        if WORD.search(text, at, end) and _leading(text, at) not in starts:
            return False
        at = end + 1
    return True
