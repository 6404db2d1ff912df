"""The kind `years`: at least so many years of posts whose function, employer or sector is of the criterion's field.

The posts are those of the one career; months that two of them share count once, nothing counts behind the cutoff.
Sentences that tell a number of years stand beside them. Too few years are no proof that there are no more: they are to
verify. Only a sentence that denies all experience says the opposite.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from parsers.facts.asked.dossier import CriterionReading, doubted, together
from parsers.facts.asked.named_sets import form_places, names_it
from parsers.facts.asked.sentences import mentions
from parsers.facts.career.sectors import SERVICE
from parsers.facts.context.tracing import note_fact
from parsers.facts.experience.durations import Duration, durations
from parsers.facts.experience.intervals import months_in, months_of, total, until, whole_years
from parsers.facts.telling.merging import evidence_of, first_passages, placed
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.marks import WORD
from parsers.text.text import Span, fold
from parsers.values.evidence import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.asked.dossier import ReadDossier
    from parsers.facts.asked.sentences import OwnMention
    from parsers.facts.telling.merging import SourcedFinding
    from parsers.layout.dates.dates import DateRange
    from parsers.layout.sections import Layout
    from parsers.values.criteria import Criterion
    from parsers.values.evidence import Finding
    from parsers.values.profiles import Fact, PlacedEntry

_STATED, _DENIED = cite("asked.years"), cite("asked.years_denied")
_PRACTICE = vocabulary("asked.practice")
_LINK, _NO_EXPERIENCE = vocabulary("asked.worked", "asked.since"), vocabulary("asked.no_experience")
_WORKED = vocabulary("asked.worked")
_NOT_WORKED = vocabulary("asked.trained", "seniority.required")
_SOMEBODY, _BEING = vocabulary("asked.somebody"), vocabulary("asked.being")
_NEARLY, _AT_MOST, _FILLED = vocabulary("asked.nearly"), vocabulary("asked.at_most"), vocabulary("asked.filled")
_SCHOOL = "school"
"""The set whose posts a career's sector tells: a school that is named may be where somebody cleaned."""


def find_stated(layout: Layout, criterion: Criterion) -> tuple[Finding, ...]:
    """The most years that a sentence tells of the field, and the first sentence that denies all experience in it."""
    note_fact(criterion.finding_key)
    where = partial(form_places, language=layout.language)
    told = [found for one in mentions(layout, criterion, where) if not one.of_aims for found in _stated(one)]
    denied = [finding for finding in told if finding.state is not State.FOUND]
    lasting = [finding for finding in told if _SINCE in finding.detail]
    counted = [finding for finding in told if finding.state is State.FOUND and _SINCE not in finding.detail]
    return (*denied[:1], *lasting[:1], *sorted(counted, key=lambda one: -one.value)[:1])


def _stated(one: OwnMention) -> Iterator[Finding]:
    if _NO_EXPERIENCE.before(one.text, one.at.start, reach=_LINKED):
        yield one.finding(_DENIED, 0, State.CONTRARY if one.ends_statement else State.TO_VERIFY)
    elif not (one.said.negated or one.said.hypothetical or one.said.wished or _NOT_WORKED.search(one.text)) and (
        one.said.own and (one.said.explicit or not _SOMEBODY.before(one.text, one.at.start))
    ):
        if begun := _begun(one):
            yield replace(one.finding(_STATED, 0, State.FOUND), detail={_SINCE: begun.isoformat()})
        told = [*map(partial(_measured, one), durations(one.text)), *_periods(one)]
        for length in [length for length in told if _is_of(one, length)][:1]:
            yield one.finding(_STATED, int(length.value), State.FOUND)


def _measured(one: OwnMention, length: Duration) -> Duration:
    """A number of years, one less where it is not reached: "almost two years"."""
    nearly = _NEARLY.match(one.text, length.start) or _NEARLY.before(one.text, length.start)
    if nearly is None:
        return length
    return length._replace(start=min(nearly.start(), length.start), value=ceil(length.value) - 1)


def _periods(one: OwnMention) -> Iterator[Duration]:
    """The years between two dates of a sentence that tells of work: "ik heb er van 1989 tot 2020 gewerkt"."""
    if not (one.said.led and _WORKED.search(one.text, *one.clause)) or _PRACTICE.search(one.text):
        return
    for when in one.layout.dates_in(*one.sentence):
        words = fold(one.layout.text[when.start : when.end])
        if when.first and when.last and not when.point and (at := one.text.find(words)) >= 0:
            yield Duration(at, at + len(words), _years_of(when), _PERIOD)


def _begun(one: OwnMention) -> date | None:
    """Since when the writer is what the field is called: "Sinds maart 2021 ben ik toezichthouder"."""
    if not one.said.current or _PRACTICE.search(one.text) or not _BEING.before(one.text, one.at.start):
        return None
    dates = one.layout.dates_in(*one.sentence)
    return next((when.first for when in dates if when.first and when.ongoing), None)


_SINCE = "since"
"""The detail of a finding that tells since when its work lasts."""


def _years_of(when: DateRange) -> int:
    """The whole years of a period; one of years alone lasts from summer to summer."""
    if when.first is None or when.last is None:
        return 0
    if when.precision in {"year", "school_year"}:
        return when.last.year - when.first.year
    return whole_years(total([months_of(when.first, when.last)]))


def _is_of(one: OwnMention, length: Duration) -> bool:
    """Whether nothing but what links them stands between years and work: "huit ans d'expérience comme infirmière"."""
    first, then = sorted(((one.at.start, one.at.end), (length.start, length.end)))
    if then[0] - first[1] > _NEAR or _AT_MOST.before(one.text, length.start):
        return False
    if first[0] == length.start and _FILLED.fullmatch(one.text[first[1] : then[0]]):
        return True
    links = [found.where for found in _LINK.finditer(one.text, first[1], then[0])]
    led = length.unit == _PERIOD or _LINK.before(one.text, length.start) is not None
    marks = [Span(first[1], first[1]), *links, Span(then[0], then[0])]
    rest = " ".join(one.text[before.end : after.start] for before, after in pairwise(marks))
    return not any(len(word) > _SMALL for word in WORD.findall(rest)) and bool(links or led or not rest.strip())


_PERIOD = "period"
"""The unit of years that two dates tell."""
_LINKED = 12
"""So many letters link work to a denial before it: "en tant qu'"."""
_NEAR = 80
"""Characters between years and work, at the most."""
_SMALL = 3
"""Letters of a word that tells nothing: "j'ai", "la", "het"."""


def answer(criterion: Criterion, dossier: ReadDossier) -> Fact:
    """The years of the posts, or those that a sentence tells where they are more."""
    answers = [_of_sentence(criterion, one, dossier.cutoff) for one in dossier.told(criterion)]
    if posts := [row for row in dossier.career if counts(criterion, row)]:
        answers.append(_of_posts(criterion, posts, dossier))
    fact = together(criterion.key, sorted(answers, key=lambda one: -one.value))
    return doubted(fact, evidence_of([one for one in dossier.told(criterion) if _is_denial(one)]))


def _is_denial(told: SourcedFinding) -> bool:
    """Whether a sentence says that there is no experience, of whatever it narrows that to."""
    return told.finding.evidence[0].rule == _DENIED


def _of_sentence(criterion: Criterion, told: SourcedFinding, cutoff: date) -> CriterionReading:
    """What a sentence is for the criterion: a number that is too small may be of one post."""
    value, state = told.finding.value, told.finding.state
    if since := told.finding.detail.get(_SINCE):
        begun = date.fromisoformat(str(since))
        value = whole_years(total([months_of(begun, cutoff)])) if begun < cutoff else 0
    if state is State.FOUND and value < (criterion.at_least or 0):
        state = State.TO_VERIFY
    return CriterionReading.of(told, value, state)


def _of_posts(criterion: Criterion, posts: list[PlacedEntry], dossier: ReadDossier) -> CriterionReading:
    months = total(until((months_in(row.entry, dossier.cutoff) for row in posts), dossier.cutoff))
    ordered = sorted(posts, key=lambda row: months_in(row.entry, dossier.cutoff).start, reverse=True)
    sure = months >= 12 * (criterion.at_least or 0) and not any(row.entry.evidence.doubtful for row in posts)
    return CriterionReading(
        value=whole_years(months),
        state=State.FOUND if sure else State.TO_VERIFY,
        evidence=first_passages(piece for row in ordered for piece in placed(row, [row.entry.evidence])),
    )


def counts(criterion: Criterion, row: PlacedEntry) -> bool:
    """Whether a post is of the field: by the words of its head, or for schools by its sector; practice is none."""
    entry = row.entry
    if entry.start is None or entry.precision == "season" or entry.sector == "break":
        return False
    if _SCHOOL in criterion.sets and entry.sector in SERVICE:
        return True
    by_words = replace(criterion, sets=tuple(name for name in criterion.sets if name != _SCHOOL))
    said = fold(", ".join(filter(None, (entry.function, entry.employer))) or entry.evidence.quote)
    return names_it(by_words, said) and not _PRACTICE.search(said)
