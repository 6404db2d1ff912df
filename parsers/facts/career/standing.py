"""Where the writer stands today: in a school or a centre, at other work, or without a post (retired, jobless, at home).

It is found once in a text. Tenure, load and employer ask it: what is told of a post that its writer no longer has, or
never had in a school, is nothing of the present.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.career.career import career_of, sentences_of
from parsers.facts.career.sectors import SERVICE
from parsers.facts.context.assertion import assertion_of
from parsers.facts.context.holder import is_of_replaced
from parsers.facts.context.modifiers import place_of, words_between
from parsers.facts.context.present_time import is_before_latest, is_of_closed_range, is_over
from parsers.layout.sections import kept
from parsers.lexicon.tokens import is_word, tokens
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.text.text import Span, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.context.modifiers import Modifier, Place
    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Vocabulary
    from parsers.text.text import Folded

_STATES = (
    ("retired", vocabulary("standing.retired")),
    ("jobless", vocabulary("standing.jobless")),
    ("at_home", vocabulary("standing.at_home")),
)
_SENTENCES = (
    ("retired", vocabulary("standing.became")),
    ("jobless", vocabulary("standing.out_of_work")),
    ("at_home", vocabulary("standing.keeps_house")),
)
"""Words that are a sentence of the writer's by themselves: no verb need stand beside them."""
_ANY = united(*(phrases for _, phrases in (*_STATES, *_SENTENCES)))
_IS = vocabulary("standing.is", "people.writer_is")
_ROLE = vocabulary("seniority.role", "school.teachers")
_LEAD = vocabulary("standing.lead", "time.now", "time.since", "seniority.role", "school.teachers")
_LENT = vocabulary("leaves.seconded", "work.leave", "permanent_appointment.implies")
_WAS_ALL = vocabulary("standing.was")
_SINCE, _NOW, _WAS = vocabulary("time.since"), vocabulary("time.now"), vocabulary("time.was")
_AFTER, _TEACHES = vocabulary("standing.after"), vocabulary("standing.teaches")
_SERVES = (
    (vocabulary("employer.works"), vocabulary("school.teachers", "school.places", "school.cpms", "hours.lesson")),
    (vocabulary("load.works"), vocabulary("hours.lesson", "hours.hour")),
    (_TEACHES, _TEACHES),
)
"""Verbs of work of the present, and what in their sentence makes it work in a school."""


class WriterStanding(NamedTuple):
    """Where the writer stands, with the words that tell it; no kind where the text tells nothing, or both."""

    kind: str = ""
    """retired, jobless, at_home; elsewhere: at other work."""
    where: Span = Span(0, 0)

    @property
    def without_post(self) -> bool:
        """Whether the writer holds no post at all."""
        return self.kind in {"retired", "jobless", "at_home"}


@kept
def standing_of(layout: Layout) -> WriterStanding:
    """Where the writer of a text stands."""
    told = next(_told(layout), None) or _at_other_work(layout)
    return told if told and not _serves(layout, told.where) else WriterStanding()


def _at_other_work(layout: Layout) -> WriterStanding | None:
    """The other work that alone goes on in a career; none where a text speaks of leave, or of one who is lent out."""
    if any(_LENT.search(view.text) for _, view in _views(layout, _LENT)):
        return None
    ongoing = [entry for entry in career_of(layout).entries if entry.ongoing]
    if ongoing and all(entry.sector == "other" for entry in ongoing):
        return WriterStanding("elsewhere", Span(ongoing[0].evidence.start, ongoing[0].evidence.end))
    return None


def _serves(layout: Layout, beside: Span) -> bool:
    """Whether a post in a school or a centre goes on, or a sentence of the present says so.

    What is dated in the very line that tells the contrary is none: "arbeitsuchend seit Juli", with the last post below.
    """
    row = layout.line_at(beside.start)
    ongoing = (entry for entry in career_of(layout).entries if entry.ongoing and entry.sector in SERVICE)
    if any(not row.start <= entry.evidence.start < row.end for entry in ongoing):
        return True
    return any(
        where.search(view.text)
        and any(assertion_of(view.text, *verb.span()).current for verb in verbs.finditer(view.text))
        for verbs, where in _SERVES
        for _, view in _views(layout, verbs)
    )


def _views(layout: Layout, phrases: Vocabulary) -> Iterator[tuple[Span, Folded]]:
    """The writer's own sentences that may say a phrase, folded."""
    for span in sentences_of(layout):
        if layout.is_ignored(span.start, span.end) or layout.in_subject(span.start, "references"):
            continue
        view = folded(layout.text, span.start, span.end)
        if phrases.may_say(view.text):
            yield from ((part, folded(layout.text, *part)) for part in _rows(layout, span))


def _rows(layout: Layout, span: Span) -> Iterator[Span]:
    """A sentence, or the rows that it is made of: short lines without a full stop that begin with a capital each."""
    begin = span.start
    for above, row in pairwise(layout.lines_in(layout.line_at(span.start).start, span.end)):
        short = row.end - row.start <= _ROW and above.end - above.start <= _ROW
        if begin < row.start < span.end and short and layout.text[row.start : row.end].lstrip(" -•*–")[:1].isupper():
            yield Span(begin, row.start)
            begin = row.start
    yield Span(begin, span.end)


_ROW = 70
"""A row has no more characters; those of a paragraph that was broken into lines have."""


def _told(layout: Layout) -> Iterator[WriterStanding]:
    """Every place that tells plainly that its writer holds no post now."""
    for _, view in _views(layout, _ANY):
        for kind, phrases in (*_STATES, *_SENTENCES):
            for said in phrases.finditer(view.text):
                where = view.span(*said.span())
                place = place_of(view.text, *said.span())
                alone = (kind, phrases) in _SENTENCES
                over = _is_past(layout, place, where) or (not alone and kind != "retired" and _was_so(place))
                if (alone or is_predicate(place)) and _is_claimed(place) and not over:
                    yield WriterStanding(kind, where)


def is_predicate(place: Place) -> bool:
    """Whether a word says what the writer is: by a verb beside it, its date, or at the head of its line or clause."""
    text = place.sentence
    for verb in _IS.finditer(text, place.left, place.right):
        before = verb.end() <= place.start and words_between(text, verb.end(), place.start) <= _VERB_BEFORE
        if before or (verb.start() >= place.end and words_between(text, place.end, verb.start()) <= _VERB_BEHIND):
            return True
    behind = next(_SINCE.finditer(text, place.end, place.right), None)
    if behind is not None and words_between(text, place.end, behind.start()) <= 1:
        return True
    ahead = _SINCE.last(text, place.left, place.start)
    dated = ahead is not None and words_between(text, ahead.end(), place.start) <= _VERB_BEFORE
    return _leads(place, place.start) or (ahead is not None and dated and _leads(place, ahead.start()))


_VERB_BEFORE = 4
"""So many words at most stand between the verb and what it says of the writer."""


def _leads(place: Place, end: int) -> bool:
    """Whether nothing stands in the clause before `end` but what may: a number, "now", a function that was held."""
    text = place.sentence
    role = next(_ROLE.finditer(text, place.left, end), None)
    if role and not text[place.left : role.start()].strip() and words_between(text, role.end(), end) <= _SUBJECT:
        return True
    known = [found.span() for found in _LEAD.finditer(text, place.left, end)]
    told = tokens(text[place.left : end])
    return all(
        not is_word(word) or word[0].isdigit() or any(first <= place.left + at < last for first, last in known)
        for word, at in zip(told.written, told.starts, strict=True)
    )


_SUBJECT = 3
"""So many words at most tell what a function is in: "prof de maths pensionné"."""


def _is_claimed(place: Place) -> bool:
    """Whether words are said of the writer, as real: not of one who is replaced, under no condition, not for later."""
    text = place.sentence
    told = assertion_of(text, place.start, place.end)
    if not told.own or told.negated or told.reported or told.quoted or text.endswith("?"):
        return False
    supposed = any(_lies_ahead(place, said) for said in told.modifiers if said.category == "hypothetical")
    return not (supposed or is_of_replaced(text, place.start))


def _lies_ahead(place: Place, said: Modifier) -> bool:
    """Whether a word supposes what stands behind it, or puts it off a few words before: "je serai pensionné".

    A conjunction right before has no clause: "als gepensioneerde" is what the writer is.
    """
    if said.end > place.start:
        return False
    between = words_between(place.sentence, said.end, place.start)
    return between > 0 if said.set == "context.condition" else between <= _VERB_BEFORE


def _was_so(place: Place) -> bool:
    """Whether a clause says "I was" of a state, and not since when: who was retired at a day still is."""
    text, left, right = place.sentence, place.left, place.right
    return _WAS_ALL.search(text, left, place.start) is not None and _SINCE.search(text, left, right) is None


def _is_past(layout: Layout, place: Place, where: Span) -> bool:
    """Whether words tell of a time that is over: in a closed entry or line, by "was", or before a later date."""
    text = place.sentence
    lasts = _SINCE.search(text, place.left, place.right) or _NOW.search(text, place.left, place.right)
    line = layout.line_at(where.start)
    if not lasts and (was := _WAS_ALL.search(text, 0, place.left)) and ";" not in text[was.end() : place.start]:
        return True
    if is_of_closed_range(layout, *line) or (is_over(layout, where.start) and not lasts):
        return True
    if lasts:
        return False
    behind = next(_WAS.finditer(text, place.end, place.right), None)
    until = behind is not None and words_between(text, place.end, behind.start()) <= _VERB_BEHIND
    past = until or _WAS.search(text, place.left, place.start) or _AFTER.before(text, place.start, place.left)
    return bool(past) or is_before_latest(layout, text[place.left : place.right])


_VERB_BEHIND = 1
"""So many words at most stand between a state and what tells behind it that it is over: "arbeitslos war ich"."""
