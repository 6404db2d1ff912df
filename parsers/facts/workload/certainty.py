"""How surely a load that a sentence names is the writer's, of today, and of a post in teaching or a CPMS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.context.assertion import Assertion, clause, judge
from parsers.facts.context.holder import OTHER
from parsers.facts.context.present_time import is_before_latest, is_of_another_time
from parsers.facts.experience.sectors import is_outside, is_school
from parsers.facts.workload.spells import is_over
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold
from parsers.words.papers.qualification import TITLE_START
from parsers.words.workload.context import BEGUN, ENDS, GIVEN_UP, NO_POST, OFFERED, PAST, SOUGHT, STAND_IN, SUBJECT_LINE
from parsers.words.workload.workload import JOBLESS, LOAD_NOUN, PRESENT

if TYPE_CHECKING:
    from parsers.facts.workload.figures import Mention
    from parsers.facts.workload.spells import Spell
    from parsers.layout.sections import Layout
    from parsers.text.text import Span

_DEGREE = vocabulary("school.learnt")
_TEACHER = vocabulary("school.teachers")
_ONCE = vocabulary("time.past")

_HEAD = 300
"""How much of a line is read before a load, in characters."""


def certainty_of(layout: Layout, text: str, mention: Mention, focus: Span, spell: Spell | None) -> float:
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
    placed = current or not mention.bare or (mention.rule == "fraction" and spell) or _is_labelled(layout, focus)
    if not placed or _is_aside(layout, focus, spell):
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
    """Whether a line above is a load's label: "Temps de travail", and the load in a line or a list of its own."""
    line = layout.line_at(focus.start)
    above = layout.text[max(0, line.start - _HEAD) : line.start].rstrip().split("\n")
    alone = line.start == focus.start and _LABEL_LINE.fullmatch(fold(above[-1]))
    return bool(alone) or any(_LIST_LABEL.fullmatch(fold(label)) for label in above[-_LIST:])


_LIST = 4
"""So many lines above, a list of loads has its label."""
_LABEL_WORDS = (
    rf"\W*(?:\w+ ){{0,2}}{LOAD_NOUN}s?"
    r"(?: (?:actuel(?:le)?s?|hebdomadaires?|de travail|d'occupation|20\d\d[-/ ]+20\d\d))?"
)
_LABEL_LINE = re.compile(rf"{_LABEL_WORDS} ?:?")
_LIST_LABEL = re.compile(rf"{_LABEL_WORDS} ?:")


def _is_own(told: Assertion, text: str, left: int, start: int) -> bool:
    """Whether a load is claimed of the writer; after a colon, whoever was named before it is of no account."""
    if told.plain:
        return True
    if told.negated or told.hypothetical or told.reported or told.quoted or not told.led:
        return False
    return text[:left].rstrip().endswith((":", "(")) and not OTHER.search(text, left, start)


def _is_past(layout: Layout, said: str, *, once: bool) -> bool:
    """Whether a clause speaks of a time that is over; an end that lies ahead ("jusqu'en juin") is none."""
    if PAST.search(said) and not PRESENT.search(said):
        return True
    if not once:
        return False
    ahead = not any(not ENDS.match(match.group()) for match in _ONCE.finditer(said)) and bool(ENDS.search(said))
    return not (ahead and not is_before_latest(layout, said))


def _is_aside(layout: Layout, focus: Span, spell: Spell | None) -> bool:
    """Whether a load stands where no present load of teaching or CPMS is told."""
    current = spell is not None and spell.when.ongoing
    if _is_among_other_things(layout, focus, spell):
        return True
    start = layout.line_at(focus.start).start
    before = fold(layout.text[start : min(focus.start, start + _HEAD)])
    if SUBJECT_LINE.match(before) or is_of_another_time(layout, focus.start, focus.end):
        return True
    if spell is None:
        return is_outside(layout.section_at(focus.start).title)
    return (_is_learnt(before) and not current) or bool(NO_POST.search(before)) or is_over(layout, spell) or spell.other


def _is_among_other_things(layout: Layout, focus: Span, spell: Spell | None) -> bool:
    """Whether a load stands under a heading of no work: in no letter below a CV, nor in a school's post that goes on.

    A page's second column has often lost its heading, and follows what ends the first one.
    """
    letter = layout.letter
    if letter and letter.salutation.start <= focus.start < letter.closing.end:
        return False
    current = spell is not None and spell.when.ongoing
    posted = spell and current and not spell.other and (_TEACHER.search(fold(spell.head)) or is_school(spell.head))
    if layout.in_subject(focus.start, "interests", "references", "publications"):
        return not posted
    return layout.in_subject(focus.start, "volunteering") or (
        layout.in_subject(focus.start, "education") and not current
    )


def _is_learnt(line: str) -> bool:
    """Whether a line begins with a degree: a fraction in it is a mark."""
    return bool(TITLE_START.match(line) or _DEGREE.match(line))
