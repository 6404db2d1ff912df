"""Whether the candidate's present post is temporary: the other side of `tenure`."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.assertion import Assertion, clause
from parsers.facts.context.holder import WRITER
from parsers.facts.context.present_time import entry_at, is_before_latest, is_over
from parsers.facts.tenure.scope import is_outside
from parsers.facts.tenure.statements import Hit, Statement
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import PLENTY, Folded, Span, fold
from parsers.words.tenure.temporary import (
    ELSEWHERE,
    JUGGLING,
    MANDATE,
    REPLACEMENT,
    STILL_SO,
    TEMPORARY,
    TEMPORARY_ONCE,
    TERM,
    YEARLY,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.layout.entries import DatedEntry
    from parsers.layout.sections import Layout

_SUPPOSED = vocabulary("context.condition", "context.awaited")
_PAST = vocabulary("time.past")
_SCHOOLS = vocabulary("school.teachers", "school.places", "school.cpms")
_PRESENT = vocabulary("time.now", "time.since", "load.works")


def temporary(layout: Layout, view: Folded, span: Span) -> Iterator[Statement]:
    """What a sentence says of temporary work that the writer does now."""
    for pattern, certainty, rule in (
        (TEMPORARY, 0.55, "temporary"),
        (YEARLY, 0.52, "yearly"),
        (REPLACEMENT, 0.4, "replacement"),
    ):
        for match in islice(pattern.finditer(view.text), PLENTY):
            hit = Hit(layout=layout, view=view, span=span, match=match, rule=rule)
            if _is_temporary_now(hit, certainty):
                yield hit.says("temporary", certainty + (0.05 if hit.assertion.explicit else 0), rule)


def _is_temporary_now(hit: Hit, certainty: float) -> bool:
    """Whether the writer's present post is temporary: plain words, in a present entry or in no entry at all."""
    told = hit.assertion
    if (
        not _is_plain(hit, told)
        or is_outside(hit)
        or (hit.view.text.endswith("?") and not told.explicit)
        or told.lost
        or told.wished
        or ELSEWHERE.search(hit.before)
        or ELSEWHERE.match(hit.after)
    ):
        return False
    if not STILL_SO.search(hit.before) and (_was_once(hit, told) or TEMPORARY_ONCE.search(hit.before)):
        return False
    if hit.layout.in_subject(hit.focus.start, "education", "references"):
        return False
    entry = entry_at(hit.layout, hit.focus.start)
    if entry is None or _is_headed(hit):
        now = _PRESENT.search(hit.view.text) or TERM.search(hit.view.text) or JUGGLING.search(hit.before)
        return certainty > 0.5 or bool(now)
    if is_over(hit.layout, hit.focus.start):
        return False
    return entry.when.ongoing or certainty > 0.5 or _is_in_school(hit, entry)


def _is_headed(hit: Hit) -> bool:
    """Whether a heading in the margin leads the line: it belongs to no entry above ("STATUT<tab>temporaire")."""
    return bool(_MARGIN.match(hit.layout.line_at(hit.focus.start).of(hit.layout.text)))


_MARGIN = re.compile(r"[ ]{0,8}(?:STATUT|SITUATION|STATUS|STATUUT|DIENSTVERHÄLTNIS)[A-ZÉ ]{0,20}\t")


def _is_plain(hit: Hit, told: Assertion) -> bool:
    """Whether the words are claimed of the writer; "je reste temporaire" is, whatever is awaited beside it."""
    if hit.rule == "yearly":
        held = told.explicit or _says_i(hit) or _goes_on(hit) or (told.own and not hit.before)
        awaited = told.hypothetical and _SUPPOSED.search(hit.before)
        return held and not (told.negated or told.reported or awaited or MANDATE.search(hit.view.text))
    if _RIGHT_BEFORE.search(hit.view.text[: hit.match.start()]):
        return told.own and not (told.negated or told.reported)
    return told.plain


_RIGHT_BEFORE = re.compile(
    r"(?:je (?:suis|reste|demeure)|ik (?:ben|blijf)|(?:ben|blijf) ik|ich (?:bin|bleibe)|bin ich|i (?:am|remain))"
    r"(?: [\w'-]+){0,2} $"
)


def _was_once(hit: Hit, told: Assertion) -> bool:
    """Whether the clause tells of a time that is over: a contract's last day lies ahead, unless a later is told."""
    if not told.once:
        return False
    left, right = clause(hit.view.text, hit.match.start(), hit.match.end())
    said = hit.view.text[left:right]
    return bool(_PAST.search(TERM.sub(" ", said))) or is_before_latest(hit.layout, said)


def _goes_on(hit: Hit) -> bool:
    """Whether the words stand in a post of now."""
    entry = entry_at(hit.layout, hit.focus.start)
    return entry is not None and entry.when.ongoing


def _is_in_school(hit: Hit, entry: DatedEntry) -> bool:
    """Whether the last dated post, closed as it is told, is one in teaching: "2025-2026 : remplacement à Athus"."""
    if (entry.when.point and entry.when.precision != "school_year") or entry.when.last is None:
        return False
    told = fold(hit.layout.text[entry.start : entry.end])
    return _SCHOOLS.search(told) is not None


def _says_i(hit: Hit) -> bool:
    """Whether the words themselves say "I": "ich vertrete"."""
    return bool(WRITER.search(hit.match.group()))
