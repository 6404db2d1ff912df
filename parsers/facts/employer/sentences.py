"""Sentences of the present that name who employs the applicant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.career.places import bodies_in, institution_in, place_in
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parsers.lexicon.vocabulary import Mention
    from parsers.text.text import Folded, Span

    Reading = Callable[[str, Span, Folded], tuple[str, float] | None]

_HOLDS = vocabulary("employer.holds")
_WORKS = vocabulary("employer.works")
_ACTS = vocabulary("employer.acts")
_POSTS = vocabulary("employer.posts")
_WHERE = vocabulary("employer.where")
_LABEL = vocabulary("employer.label")
_ENTERED = vocabulary("employer.entered")
TELLING = united(_HOLDS, _ACTS, _POSTS, _WHERE, _LABEL, _ENTERED)
"""What one of a sentence's readings begins with."""
_PLAIN_LABEL = vocabulary("employer.plain_label")
_OWN_LABEL = vocabulary("employer.own_label")
_OVER = vocabulary("employer.over", "posts.jobless")
_STILL = vocabulary("employer.still")
_NONE = vocabulary("employer.seeking", "posts.jobless", "employer.studying")
_OTHERS = vocabulary("people.other")
_ANOTHER_TIME, _LEARNS = vocabulary("employer.another_time"), vocabulary("employer.learns", "employer.visited")
_APPLIES = vocabulary("applying.applies", "employer.applied")
_MEMBER = vocabulary("employer.projects", "employer.studying")

_OF_NOW = vocabulary("time.since", "time.now")
_ONCE, _PUPILS = vocabulary("time.past", "time.was"), vocabulary("seniority.pupil", "employer.exchanged")

_REACH = 130
"""How far after its verb or role an employer may be named, in characters."""
_BEFORE = 70
"""How far before it the clause is looked at for a time that is over."""
_NEAR = 25
"""So near behind "où je suis" stands what somebody is there, in characters."""
_LABEL_REST = 20
_CLAUSE_STARTS = frozenset(",;:-")
_NAMED = re.compile(r"\s*([A-ZÀ-Ý][^,;(\n–]{2,60})")
_ACRONYM = re.compile(r"\b[A-Z]{3,8}(?:[ -][A-Z][\w'’-]+)*$")


def labelled(text: str, sentence: Span, flat: Folded) -> tuple[str, float] | None:
    """The employer after a label ("Employeur : …"), and how sure that is."""
    found = _label(flat)
    if found is None:
        return None
    label, stop = found
    begin = flat.span(label.start(), stop).end
    name = place_in(text, begin, sentence.end) or institution_in(text, begin, sentence.end, flat)
    name = name or next(bodies_in(text, begin, sentence.end), None)
    if name is None and _PLAIN_LABEL.search(flat.text, label.start(), stop):
        first = _NAMED.match(text[begin : sentence.end])
        name = first[1].strip() if first else None
    return (name, 0.75) if name else None


def _label(flat: Folded) -> tuple[Mention, int] | None:
    """A label that begins a clause, and where its colon ends."""
    for label in _LABEL.finditer(flat.text):
        colon = flat.text.find(": ", label.end(), label.end() + _LABEL_REST + 2)
        if colon >= 0 and _begins_clause(flat.text, label.start()):
            return label, colon + 2
    return None


def _begins_clause(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return not any(c.isalnum() for c in before) or before[-1] in _CLAUSE_STARTS


def owned(text: str, sentence: Span, flat: Folded) -> tuple[str, float] | None:
    """The employer after a label that says so plainly, or calls it the writer's ("Mon établissement : …")."""
    found = _label(flat)
    own = found is not None and _OWN_LABEL.search(flat.text, found[0].start(), found[1])
    return labelled(text, sentence, flat) if own else None


def still_there(text: str, sentence: Span, flat: Folded) -> tuple[str, float] | None:
    """The place of a past date where the writer says to be still: "retour à l'institut …, où je suis toujours"."""
    return where(text, sentence, flat) if _STILL.search(flat.text) else None


def entered(text: str, sentence: Span, flat: Folded) -> tuple[str, float] | None:
    """The place that a sentence tells of entering, which counts where no other is told."""
    verb = _ENTERED.search(flat.text)
    if verb is None or _is_anothers(flat.text, verb):
        return None
    begin = flat.span(verb.start(), verb.end()).start
    name = place_in(text, begin, min(sentence.end, begin + _REACH))
    return (name, 0.33) if name else None


def where(text: str, sentence: Span, flat: Folded) -> tuple[str, float] | None:
    """The place that "où je travaille" follows: the last one named before it."""
    hinge = _WHERE.search(flat.text)
    if hinge is None or _MEMBER.search(flat.text, hinge.end(), hinge.end() + _NEAR):
        return None
    end = flat.span(hinge.start(), hinge.end()).start
    acronym = _ACRONYM.search(text[sentence.start : end])
    if acronym:
        return acronym.group(), 0.72
    words = (at for at in range(end - 1, sentence.start - 1, -1) if _word_begins(text, at))
    name = next((name for at in words if (name := place_in(text, at, end))), None)
    return (name, 0.72) if name else None


def _word_begins(text: str, at: int) -> bool:
    return text[at].isalnum() and (at == 0 or not text[at - 1].isalnum())


def present(text: str, sentence: Span, flat: Folded) -> tuple[str, float] | None:
    """The place that follows a verb or a role of the present: a school first, else what "au sein de" names."""
    readings = []
    for match, person, other in _tellings(flat.text):
        stop = match.end() + _REACH
        if _is_over(flat.text, match) or _is_anothers(flat.text, match) or _is_learnt(flat.text, match):
            continue
        begin, told = flat.span(match.start(), match.end())
        end = min(sentence.end, begin + _REACH + 60)
        certainty = (0.7 if person else 0.5) + 0.02 * bool(_WORKS.match(flat.text, match.start()))
        name = place_in(text, begin, end)
        named = _named_at(text, name, begin, end) if name else begin
        if name and (_is_studied(flat, match, named) or _APPLIES.search(fold(text[begin:named]))):
            continue
        if name and _is_of_another_time(text, told, named):
            name = None
        if name:
            readings.append((name, certainty))
        elif person and (name := _before(text, sentence, begin)):
            readings.append((name, 0.6))
        elif not (other or _NONE.search(flat.text, match.start(), stop)) and (
            name := institution_in(text, begin, end, flat)
        ):
            readings.append((name, certainty - 0.05))
    return max(readings, key=lambda reading: reading[1], default=None)


def may_be_of_work(flat: str, *, at_work: bool) -> bool:
    """Whether a folded sentence that names a school tells of no other time, of nobody else and of no study there.

    Where the text tells no work of today (`at_work`), the sentence itself has to speak of now, or since when.
    """
    others = (_OVER, _ANOTHER_TIME, _LEARNS, _APPLIES, _NONE, _OTHERS, _PUPILS, _ONCE)
    return (at_work or _OF_NOW.search(flat) is not None) and not any(words.search(flat) for words in others)


def _named_at(text: str, name: str, begin: int, end: int) -> int:
    """Where a name that was read between two places begins, whatever spaces a set line has between its words."""
    first = re.compile(r"\s+".join(map(re.escape, name.split()[:2])))
    found = first.search(text, begin, end)
    return found.start() if found else begin


def _tellings(flat: str) -> Iterator[tuple[Mention, bool, bool]]:
    """What tells of a post in a folded sentence, in order: whether in the first person, and whether by any verb."""
    found = [(match, True, False) for match in _HOLDS.finditer(flat)]
    found += [(match, False, False) for match in _POSTS.finditer(flat) if _begins_clause(flat, match.start())]
    taken = {match.start() for match, *_ in found}
    found += [(match, False, True) for match in _ACTS.finditer(flat) if match.start() not in taken]
    yield from sorted(found, key=lambda telling: telling[0].start())


def _is_over(flat: str, match: Mention) -> bool:
    """Whether the clause around a verb tells of what is over, or of who has no post."""
    start, end = max(0, match.start() - _BEFORE), match.end() + _REACH
    return _OVER.search(flat, start, end) is not None


def _is_learnt(flat: str, match: Mention) -> bool:
    """Whether the part of a sentence around a verb, between commas, tells of where the writer learns or has learnt."""
    start = max((flat.rfind(mark, 0, match.start()) for mark in ",;:"), default=-1) + 1
    ends = [at for mark in (", ", ";") if (at := flat.find(mark, match.end())) > 0]
    return _LEARNS.search(flat, start, min([*ends, match.end() + _REACH])) is not None


def _is_anothers(flat: str, match: Mention) -> bool:
    """Whether somebody else is named before a verb, who may be its subject; the writer's own chief is none."""
    return any(not (match.start() <= other.start() < match.end()) for other in _OTHERS.finditer(flat, 0, match.end()))


def _is_studied(flat: Folded, match: Mention, named: int) -> bool:
    """Whether, between a verb and the name of a place in the text, the writer says to study there."""
    stop = next((at for at in range(match.end(), len(flat.text)) if flat.offsets[at] >= named), len(flat.text))
    return _NONE.search(flat.text, match.start(), stop) is not None


def _is_of_another_time(text: str, start: int, named: int) -> bool:
    """Whether the words before a name, back to the last comma, tell of another time: "après dix ans à l'institut"."""
    return named > start and _ANOTHER_TIME.search(fold(text[start:named].rpartition(",")[2])) is not None


def _before(text: str, sentence: Span, verb: int) -> str | None:
    """The school that a sentence begins with: "Au collège …, j'enseigne", "C'est à l'école de … que je travaille"."""
    opening = _OPENING.match(text, sentence.start, verb)
    return place_in(text, opening.end(), verb) if opening else None


_OPENING = re.compile(
    r"\W*(?:[Cc]['’]est |[Aa]ctuellement,? )?"
    r"(?:[ÀàA] (?:l['’]|la )?|[Aa]u |[Dd]ans |[Ii]n |[Aa]an |[Aa]m |[Aa]n |[Aa]t )"
)
