"""The candidate's present load as a fraction of full time (notice, paragraph 4: more than half a full load).

Every load a text names is read with its post and its time; past, wished and others' loads are passed over; the loads of
posts held at once are added, unless the text gives the sum itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.facts.assertion import Assertion, clause, judge
from parsers.facts.loadcounts import counted, full_load_of
from parsers.facts.loadfigures import Mention
from parsers.facts.loadmentions import mentions
from parsers.facts.loadposts import chosen, is_same, sum_of
from parsers.facts.passage import evidence
from parsers.facts.sectors import is_outside, is_school
from parsers.facts.spells import Spell, is_over, spell_at
from parsers.facts.testimony import tells_of_candidate
from parsers.facts.times import is_before_latest, is_of_another_time
from parsers.text import Span, fold, folded
from parsers.values import Finding, State
from parsers.words.assertion import ONCE, THIRD
from parsers.words.load import JOBLESS, LOAD_NOUN, PRESENT
from parsers.words.loadcontext import (
    BEGUN,
    ENDS,
    GIVEN_UP,
    NO_POST,
    OFFERED,
    PAST,
    SOUGHT,
    STAND_IN,
    SUBJECT_LINE,
    TOTAL,
)
from parsers.words.loadweek import COUNT, LEARNT, MINE
from parsers.words.qualification import TITLE_START
from parsers.words.sector import DEGREE, OTHER_JOB, OTHER_PLACE, TEACHER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.layout.sections import Layout

_HALF = 0.5
_CLOSE = 0.011
_FEW = 4
"""Fewer words than these tell too little to be evidence by themselves."""
_HEAD = 300
"""How much of a line is read before a load, in characters."""
_ROLE = 6000
"""How far into a text its writer's role is looked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """A present load: what it is, where it is said, of which post."""

    mention: Mention
    span: Span
    focus: Span
    post: int
    """The offset of the line its post begins in; a text outside of dated posts is one post, -1."""
    since: int
    """How plainly it came after the other loads of its post (`Mention.since`)."""
    total: bool
    certainty: float


def find_workload(layout: Layout, loads: Sequence[Load]) -> tuple[Finding, ...]:
    """The present load that a text tells, its posts added: `found` above a half, else `contrary` (notice, 4).

    `loads` are the text's `present_loads`.
    """
    if not loads or not tells_of_candidate(layout):
        return ()
    told = chosen(loads, layout)
    value = round(min(1.0, sum_of(told)), 2)
    agreeing = [load for load in loads if load not in told and abs(load.mention.value - value) < _CLOSE]
    return (
        Finding(
            key="workload",
            value=value,
            state=State.FOUND if value > _HALF else State.CONTRARY,
            evidence=tuple(
                evidence(layout, _passage(layout, load), load.focus, f"workload.{load.mention.rule}/1")
                for load in [*told[:4], *agreeing[:2]]
            ),
            certainty=max(load.certainty for load in told),
        ),
    )


def _passage(layout: Layout, load: Load) -> Span:
    """The sentence of a load, or where it is a few words ("Full time.") the line that it stands in."""
    if len(load.span.of(layout.text).split()) >= _FEW:
        return load.span
    line = layout.line_at(load.focus.start)
    return Span(min(line.start, load.span.start), max(line.end, load.span.end))


def present_loads(layout: Layout) -> tuple[Load, ...]:
    """Every load of the writer's in the present, in teaching or CPMS: for the workload and the employer."""
    return tuple(_present(layout))


def _present(layout: Layout) -> Iterator[Load]:
    for span in layout.sentences:
        if layout.is_ignored(span.start, span.end):
            continue
        view = folded(layout.text, span.start, span.end)
        found = list(mentions(view.text)) or _counted(layout, span, view.text)
        for mention in found:
            focus = view.span(mention.start, mention.end)
            spell = spell_at(layout, focus.start)
            certainty = _certainty(layout, view.text, mention, focus, spell)
            if certainty:
                yield Load(
                    mention=mention,
                    span=span,
                    focus=focus,
                    post=spell.post if spell else -1,
                    since=max(mention.since, int(spell.phase)) if spell else mention.since,
                    total=_is_total(view.text, mention, found),
                    certainty=certainty,
                )


def _counted(layout: Layout, span: Span, text: str) -> list[Mention]:
    """Periods without their whole, where the sentence, its post or the writer's role tells the full load."""
    if LEARNT.search(text) or not COUNT.search(text):
        return []
    spell = spell_at(layout, span.start)
    running = spell is not None and (spell.when.ongoing or not spell.when.point) and not is_over(layout, spell)
    named = full_load_of(text)
    if not (running or (spell is None and (named or MINE.search(text)))):
        return []
    whole = named or _full_load_around(layout, spell, text)
    told = counted(text, whole) if whole else None
    if told is None:
        return []
    start, end, value = told
    return [Mention(value=value, start=start, end=end, rule="periods", certainty=0.6)]


def _full_load_around(layout: Layout, spell: Spell | None, text: str) -> int | None:
    """The full load of the post, else of the role that the text names first: of no job elsewhere."""
    head = fold(spell.head) if spell else ""
    if OTHER_PLACE.search(text) or OTHER_JOB.search(text):
        return None
    whole = full_load_of(head)
    if whole or (spell and not (is_school(head) or TEACHER.search(head))):
        return whole
    return full_load_of(fold(layout.text[:_ROLE]))


def _certainty(layout: Layout, text: str, mention: Mention, focus: Span, spell: Spell | None) -> float:
    """How surely a load is the writer's and of today; 0 where it is not."""
    current = spell is not None and spell.when.ongoing
    text = _unobscured(text, current=current)
    told = judge(text, mention.start, mention.end)
    left, right = clause(text, mention.start, mention.end)
    said = text[left:right]
    held = told.own and GIVEN_UP.search(text[: mention.start])
    if held:
        return mention.certainty
    if not _is_own(told, text, left, mention.start) or told.wished or NO_POST.search(said) or JOBLESS.search(text):
        return 0
    if _is_past(layout, said, once=told.once) or OFFERED.match(said.strip()) or SOUGHT.search(text[:right]):
        return 0
    if (mention.bare and not current and not _is_labelled(layout, focus)) or _is_aside(layout, focus, spell):
        return 0
    begun = 0.2 if BEGUN.search(said) else 0
    if current or PRESENT.search(text):
        return mention.certainty + 0.1 - begun
    return mention.certainty - (0.35 if spell is None else 0.1) - begun


def _unobscured(text: str, *, current: bool) -> str:
    """A sentence with whoever is replaced blanked out, and in a post that goes on the name of the office, too."""
    return STAND_IN.sub(
        lambda found: " " * len(found.group()) if current or "mission" not in found.group() else found.group(), text
    )


def _is_labelled(layout: Layout, focus: Span) -> bool:
    """Whether the line above is a load's label: "Temps de travail", and the load in a line of its own."""
    line = layout.line_at(focus.start)
    above = layout.text[max(0, line.start - _HEAD) : line.start].rstrip().rpartition("\n")[2]
    return line.start == focus.start and bool(_LABEL_LINE.fullmatch(fold(above)))


_LABEL_LINE = re.compile(
    rf"\W*(?:\w+ ){{0,2}}{LOAD_NOUN}(?: (?:actuel(?:le)?|hebdomadaire|de travail|d'occupation))? ?:?"
)


def _is_own(told: Assertion, text: str, left: int, start: int) -> bool:
    """Whether a load is claimed of the writer; after a colon, whoever was named before it is of no account."""
    if told.plain:
        return True
    if told.negated or told.hypothetical or told.reported or told.quoted or not told.led:
        return False
    return text[:left].rstrip().endswith((":", "(")) and not THIRD.search(text[left:start])


def _is_past(layout: Layout, said: str, *, once: bool) -> bool:
    """Whether a clause speaks of a time that is over; an end that lies ahead ("jusqu'en juin") is none."""
    if PAST.search(said) and not PRESENT.search(said):
        return True
    if not once:
        return False
    ahead = not any(not ENDS.match(match.group()) for match in ONCE.finditer(said)) and bool(ENDS.search(said))
    return not (ahead and not is_before_latest(layout, said))


def _is_aside(layout: Layout, focus: Span, spell: Spell | None) -> bool:
    """Whether a load stands where no present load of teaching or CPMS is told."""
    current = spell is not None and spell.when.ongoing
    if layout.in_subject(focus.start, "interests", "volunteering", "references", "publications"):
        return True
    if layout.in_subject(focus.start, "education") and not current:
        return True
    start = layout.line_at(focus.start).start
    before = fold(layout.text[start : min(focus.start, start + _HEAD)])
    if SUBJECT_LINE.match(before) or is_of_another_time(layout, focus.start, focus.end):
        return True
    if spell is None:
        return is_outside(layout.section_at(focus.start).title)
    return (_is_learnt(before) and not current) or bool(NO_POST.search(before)) or is_over(layout, spell) or spell.other


def _is_learnt(line: str) -> bool:
    """Whether a line begins with a degree: a fraction in it is a mark."""
    return bool(TITLE_START.match(line) or DEGREE.match(line))


def _is_total(text: str, mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether a load is said to be the sum of several."""
    if not any(other is not mention and not is_same(other, mention) for other in found):
        return bool(TOTAL.search(text[max(0, mention.start - 50) : mention.end + 40]))
    return (
        bool(TOTAL.search(text[max(0, mention.start - 40) : mention.start]))
        or "repart" in text[mention.end : mention.end + 12]
    )
