"""Titles that sentences claim: "je possède mon graduat en … et mon certificat …", "logopède de formation"."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.assertion import assertion_of
from parsers.facts.qualifications.held import LEAVING, TOLD, Held, is_awaited_below, is_labelled_open
from parsers.facts.qualifications.titles import (
    BY_TRAINING,
    COURSE,
    HOLDER,
    INSTITUTION,
    LEVEL,
    PROFESSION,
    TITLE,
    is_bare,
    phrase_end,
)
from parsers.layout.dates.dates import YEAR
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.rules.registry import cite
from parsers.text.marks import is_parted
from parsers.text.text import PLENTY, Span, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.sections import Layout

RULE = cite("qualifications.told")
_SCHOOL_LEAVING = vocabulary("qualifications.school_leaving")
_IN_PROGRESS = vocabulary("qualifications.in_progress")
_COMPLETED = vocabulary("qualifications.completed")
_GENERAL = vocabulary("qualifications.general")
_OWNED = vocabulary("qualifications.owned")
_FROM_TRAINING = vocabulary("qualifications.from_training")
_LEADS = vocabulary("qualifications.from_training", "qualifications.being")
_OTHERS = vocabulary("people.family", "qualifications.others")
_AND = vocabulary("qualifications.and")
_ANY = united(BY_TRAINING, PROFESSION, _FROM_TRAINING, LEVEL, TITLE)
"""What a claim of a title is led by."""
_BEFORE, _NEARLY, _AFTER = 80, 40, 90
"""So many characters around a title tell whose it is, and whether it is held."""
_CHAIN = 100
"""A further title of the same claim stands no farther behind the one before, in characters."""


def told(layout: Layout) -> Iterator[Held]:
    """The titles that sentences outside of a list of studies claim for the applicant."""
    going = False
    for sentence in layout.sentences:
        if layout.section_at(sentence.start).subject == "education":
            continue
        held = list(_claimed(layout, sentence, going=going))
        goes_on = bool(held) or (going and layout.text[sentence.end - 1] in ";:") or _asks_for_titles(layout, sentence)
        is_open = is_labelled_open(layout, sentence.start) or is_awaited_below(layout, sentence.end)
        if (going or goes_on) and not is_open:
            yield from held
            going = goes_on


def _asks_for_titles(layout: Layout, sentence: Span) -> bool:
    """Whether a sentence asks what the next one answers: "Ce que j'ai comme papiers ? Un CESS, …"."""
    flat = folded(layout.text, sentence.start, sentence.end).text
    return flat.rstrip().endswith("?") and _GENERAL.search(flat) is not None


def _claimed(layout: Layout, sentence: Span, *, going: bool) -> Iterator[Held]:
    """The titles that a sentence claims; `going` tells that the one before claims some."""
    flat = folded(layout.text, sentence.start, sentence.end)
    if not _ANY.may_say(flat.text):
        return
    trained = {*_trained(flat.text)}
    titles = sorted({*trained, *(title.where for title in islice(TITLE.finditer(flat.text), PLENTY))})
    reached = 0
    for title in titles:
        if title.start < reached:
            continue
        end = phrase_end(flat.text, title.end)
        after = next((further.start for further in titles if further.start >= end), len(flat.text))
        chained = _is_chain(flat.text, reached, title.start) if reached else going and _goes_on(flat.text, title.start)
        owned = chained or title in trained or _is_claimed(flat.text, title, end, after)
        if not owned or _is_refused(flat.text, title, end, after, going=going):
            continue
        start, reached = _subject_start(flat.text, title), end
        leaving = _SCHOOL_LEAVING.match(flat.text, title.start)
        certainty = LEAVING if leaving and leaving.end() <= title.end else TOLD
        yield Held(span=flat.span(start, reached), certainty=certainty, rule=RULE)


def _trained(flat: str) -> Iterator[Span]:
    """The professions that somebody is said to be by training."""
    for found in BY_TRAINING.finditer(flat):
        profession = PROFESSION.last(flat, *found.span())
        if profession:
            leads = profession.start() == found.start()
            yield found.where if leads else profession.where


def _is_claimed(flat: str, title: Span, end: int, after: int) -> bool:
    """Whether a sentence claims a title for the applicant: by what stands before, or behind it up to `after`.

    The words of the title end at `end`.
    """
    if _LED_BY.fullmatch(flat, 0, title.start):
        return True
    claims = _OWNED.finditer(flat, max(0, title.start - _CLAIM), title.start)
    if any(not is_parted(flat, ".;!?", claim.end(), title.start) for claim in claims):
        return True
    if HOLDER.match(flat, title.start) and assertion_of(flat, *title).explicit:
        return True
    return _is_taken(flat, end, after) or _COMPLETED.search(flat, title.end, min(after, title.end + _AFTER)) is not None


_CLAIM = 60
_LED_BY = re.compile(r"\W*|.*: (?:une? |l'|een |eine? )?|apres (?:une? |mon |ma |mes |des )(?:etudes d\W?\w* )?")
"""What may stand before a title at a sentence's beginning, or behind a colon."""


def _is_taken(flat: str, end: int, after: int) -> bool:
    """Whether a bracket, or what stands behind a comma, tells when or where a title was taken."""
    mark = end + flat.startswith(" ", end)
    if flat[mark : mark + 1] not in {",", "("}:
        return False
    stop = min(after, end + _NEARLY)
    return bool(YEAR.search(flat, mark + 1, stop) or INSTITUTION.search(flat, mark + 1, stop))


def _is_chain(flat: str, start: int, end: int) -> bool:
    """Whether a further title belongs to the claim of the one before: "and" or a mark leads to it."""
    if end - start > _CHAIN:
        return False
    return is_parted(flat, ",:(", start, end) or bool(_AND.search(flat, start, end))


def _goes_on(flat: str, at: int) -> bool:
    """Whether a sentence's first title goes on with those of the sentence before: "la licence, …", "puis un master"."""
    return len(flat[:at].split()) <= _GOING


_GOING = 4


def _is_refused(flat: str, title: Span, end: int, after: int, *, going: bool) -> bool:
    """Whether a title whose words end at `end` is somebody else's, or not held (yet).

    "They" of a sentence that goes on with a claim are the titles themselves.
    """
    start = title.start
    if flat.startswith(("?", " ?"), end):
        return True
    if _OTHERS.search(flat, max(0, start - _BEFORE), start):
        return True
    if _IN_PROGRESS.search(flat, max(0, start - _NEARLY), start):
        return True
    told = assertion_of(flat, *title)
    mine = any(claim.end() >= start - 1 for claim in _OWNED.finditer(flat, max(0, start - _CLAIM), start))
    if not (told.own or mine or going) or told.negated or told.hypothetical or told.reported:
        return True
    going_on = _IN_PROGRESS.search(flat, title.start, min(after, title.end + _AFTER))
    held = _COMPLETED.match(flat, end + flat.startswith(" ", end))
    return going_on is not None and not (held and is_parted(flat, ",;", held.end(), going_on.start()))


def _subject_start(flat: str, title: Span) -> int:
    """Where the words of a title begin: with what stands before, where a bracket tells what it led to."""
    if flat[title.start - 1 : title.start] != "(" or not is_bare(flat, title.end):
        return title.start
    near = max(0, title.start - _BEFORE)
    leads = [lead.end() for lead in _LEADS.finditer(flat, near, title.start - 1)]
    begin = max((end for end in leads if flat[end : title.start - 1].strip()), default=title.start)
    if begin < title.start and not is_parted(flat, ".;,:", begin, title.start - 1):
        return begin + flat.startswith(" ", begin)
    course = COURSE.last(flat, near, title.start)
    return course.start() if course and not is_parted(flat, ".;,", course.end(), title.start) else title.start
