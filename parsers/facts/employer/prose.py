"""The place that running text names beside what it says of the writer's work, though no verb leads to it.

    C'est l'Institut X qui m'a donné ma chance, comme professeur.    In 2008 benoemde de stad X mij.
    L'école X, à Y, m'attend.                                        The school X: I have my twenty hours there.

Each place named is weighed by its clause, by the sentence and by one that goes on about it ("J'y suis définitif"). One
that a clause denies, wishes, supposes, tells of others, of studies or of a time that is over is none. What is told so
is always to be verified.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.facts.career.organisations import FUNCTION
from parsers.facts.career.places import bodies_in, institution_in, place_in
from parsers.facts.context.assertion import assertion_of, clause
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.lexicon.vocabulary import Vocabulary
    from parsers.text.text import Folded, Span

_SAYS = (
    vocabulary("employer.holds", "employer.acts", "employer.entered"),
    vocabulary("employer.employs"),
    vocabulary("employer.where", "career.still"),
    vocabulary("permanent_appointment.appointed", "permanent_appointment.definitive", "temporary_appointment.status"),
)
"""What says of the writer to work, to have begun, to be employed somewhere."""
_HINTS = (
    vocabulary("time.now", "time.since"),
    vocabulary("employer.posts"),
    vocabulary("permanent_appointment.bearers"),
    FUNCTION,
)
"""What often stands beside the place of work."""
_THERE = vocabulary("employer.there")
_NOT_THERE = (
    vocabulary("employer.over", "employer.another_time", "time.was"),
    vocabulary("employer.learns", "employer.studying", "employer.seeking", "posts.jobless", "seniority.pupil"),
    vocabulary("employer.applied", "applying.applies"),
    vocabulary("employer.exchanged", "employer_names.served"),
    vocabulary("employer.visited", "employer_names.studied"),
)
_STUDIED_AT = vocabulary("school.universities", "employer_names.studied")
"""Where one studies oftener than one works."""
_RELATIVE = vocabulary("employer.relative")
_LEADS = vocabulary("employer.holds", "employer.acts", "employer.entered", "employer.employs", "employer.posts")
_REACH = 120
"""So far behind what tells of work may a name stand, in characters."""

_BASE, _SAID, _HINTED, _LATER, _MOST = 0.1, 0.01, 0.003, 0.0006, 0.15
"""How sure a place is, for each way in which the writer is said to work there or it is hinted at, and told later on:
less than any post, with which it is never at odds."""
_ENOUGH = _BASE + _SAID


class _Named(NamedTuple):
    """A place that a sentence names: as what, and where in the folded sentence."""

    name: str
    start: int
    end: int


def told_in_prose(text: str, sentences: Sequence[Span]) -> tuple[Span, str, float] | None:
    """The sentence, the name and the certainty of the place that is most likely where the writer works."""
    found: list[tuple[float, int, Span, str]] = []
    for sentence, after in pairwise((*sentences, None)):
        if sentence is None:
            break
        flat = folded(text, sentence.start, sentence.end)
        named = list(_named(text, sentence, flat))
        if not named:
            continue
        goes_on = after is not None and _THERE.search(folded(text, after.start, after.end).text) is not None
        sure = [_weight(flat.text, place, goes_on=goes_on) for place in named]
        told = [(weight, place) for weight, place in zip(sure, named, strict=True) if weight >= _ENOUGH]
        found += [
            (weight + _LATER * len(found), -number, sentence, place.name) for number, (weight, place) in enumerate(told)
        ]
    if not found:
        return None
    weight, _, sentence, name = max(found, key=lambda told: told[:2])
    return sentence, name, min(weight, _MOST)


def _named(text: str, sentence: Span, flat: Folded) -> Iterator[_Named]:
    """The places that a sentence names, by their sort or behind words of work."""
    begin, taken = sentence.start, 0
    while name := place_in(text, begin, sentence.end):
        place = _placed(flat, name, taken)
        if place is None:
            return
        yield place
        taken = place.end
        begin = flat.offsets[place.end - 1] + 1
    for name in bodies_in(text, sentence.start, sentence.end):
        if place := _placed(flat, name, 0):
            yield place
    for lead in _LEADS.finditer(flat.text):
        at = flat.span(*lead.span()).end
        name = institution_in(text, at, min(sentence.end, at + _REACH), flat)
        place = _placed(flat, name, lead.end()) if name else None
        if place and place.start >= taken:
            yield place
            return


def _placed(flat: Folded, name: str, start: int) -> _Named | None:
    """Where the first words of a name stand in a folded sentence."""
    words = fold(name)
    at = flat.text.find(words, start)
    return _Named(name, at, at + len(words)) if words and at >= 0 else None


def _weight(sentence: str, place: _Named, *, goes_on: bool) -> float:
    """How likely the writer works at a place that the next sentence may go on about; 0 where another thing is said."""
    left, right = clause(sentence, place.start, place.end)
    there = goes_on or _THERE.search(sentence, place.end) is not None
    if not there and (_denies(sentence, place) or _any(_NOT_THERE, sentence, left, right) or _is_left(sentence, right)):
        return 0
    if _STUDIED_AT.search(fold(place.name)) and not _any(_SAYS, sentence, left, right):
        return 0
    said = there + sum(1 for words in _SAYS if words.search(sentence))
    hints = sum(1 for words in _HINTS if words.search(sentence))
    lasts = _HINTS[0].search(sentence) is not None and hints > 1
    return _BASE + _SAID * max(said, lasts) + _HINTED * hints


def _denies(sentence: str, place: _Named) -> bool:
    """Whether the sentence says of others, denies, supposes or wishes what it says of a place, or gave it up there."""
    told = assertion_of(sentence, place.start, place.end)
    left, right = clause(sentence, place.start, place.end)
    lost = any(said.category == "lost" and left <= said.start < right for said in told.modifiers)
    return not told.own or told.negated or told.hypothetical or told.wished or lost


def _any(words: Sequence[Vocabulary], sentence: str, start: int, end: int) -> bool:
    return any(said.search(sentence, start, end) for said in words)


def _is_left(sentence: str, right: int) -> bool:
    """Whether the clause behind a place tells that the writer left it or learnt there: "…, que j'ai quitté en juin"."""
    begin = next((at for at in range(right, len(sentence)) if sentence[at].isalnum()), len(sentence))
    if _RELATIVE.match(sentence, begin) is None:
        return False
    _, end = clause(sentence, begin, begin + 1)
    return _any(_NOT_THERE, sentence, begin, end)
