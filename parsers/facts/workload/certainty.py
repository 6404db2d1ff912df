"""How surely a load that a sentence names is the writer's, of today, and of a post in teaching or a CPMS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.facts.career.sectors import is_outside, is_school
from parsers.facts.career.stages import is_over
from parsers.facts.context.aims import is_of_aims
from parsers.facts.context.assertion import Assertion, clause, judge
from parsers.facts.context.holder import OTHER, WRITER
from parsers.facts.context.present_time import is_before_latest, is_of_another_time
from parsers.facts.qualifications.titles import leading_title
from parsers.facts.workload.labels import is_label
from parsers.facts.workload.mention import THENCE
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold

if TYPE_CHECKING:
    from parsers.facts.career.post import Post
    from parsers.facts.workload.mention import LoadMention
    from parsers.layout.sections import Layout
    from parsers.text.text import Span

_DEGREE = vocabulary("school.learnt")
_TEACHER = vocabulary("school.teachers")
_ONCE = vocabulary("time.past")
_BEGUN, _UNTIL, _PAST = vocabulary("posts.begun"), vocabulary("posts.until"), vocabulary("posts.past")
_GIVEN_UP, _OFFERED, _SOUGHT = vocabulary("posts.given_up"), vocabulary("posts.offered"), vocabulary("posts.sought")
_NO_POST = vocabulary("posts.no_post")
_STAND_IN, _OFFICE = vocabulary("posts.stand_in"), vocabulary("posts.office")
_RELATIVE = vocabulary("people.relative")
_SUBJECT, _POSSESSED = vocabulary("posts.subject_line"), vocabulary("load.possessed")
_OFFERED_BEFORE = vocabulary("posts.offered_before")
_LEFT, _LEFT_AFTER = vocabulary("posts.left"), vocabulary("posts.left_after")
_AT_WORK = vocabulary("load.works", "load.held")
_NOW, _IMPERSONAL = vocabulary("time.now"), vocabulary("people.nobody")
_PRESENT = vocabulary("time.now", "time.since", "load.works", "load.held")

_HEAD = 300
"""How much of a line is read before a load, in characters."""


def certainty_of(layout: Layout, text: str, mention: LoadMention, focus: Span, post: Post | None) -> float:
    """How surely a load is the writer's and of today; 0 where it is not."""
    current = post is not None and post.when.ongoing
    text = _unobscured(text, mention, current=current)
    told = judge(text, mention.start, mention.end)
    left, right = clause(text, mention.start, mention.end)
    if told.own and _GIVEN_UP.before(text, mention.start):
        return mention.certainty
    if not _is_own(told, text, left, mention.start) or told.wished or _is_of_no_post(text, mention, left, right):
        return 0
    lasts = mention.since == THENCE
    if (not lasts and _is_past(layout, text, left, right, once=told.once)) or not text[
        mention.start : mention.end
    ].strip():
        return 0
    placed = current or not mention.bare or (mention.rule == "fraction" and post) or _is_labelled(layout, focus)
    if not placed or _is_aside(layout, focus, post):
        return 0
    begun = 0.2 if _BEGUN.search(text, left, right) else 0
    if current or _PRESENT.search(text):
        return mention.certainty + 0.1 - begun
    return mention.certainty - (0.35 if post is None else 0.1) - begun


def _unobscured(text: str, mention: LoadMention, *, current: bool) -> str:
    """A sentence without nobody's "il", whoever is replaced and, in a post that goes on, the name of its office.

    Whoever is replaced stays where a clause of theirs tells the load: "une collègue qui est à mi-temps".
    """
    obscuring = (_IMPERSONAL, *((_OFFICE,) if current else ()))
    names = [said.span() for phrases in obscuring for said in phrases.finditer(text)]
    names += [said.span() for said in _STAND_IN.finditer(text) if not _tells_of_them(text, said.end(), mention.start)]
    for start, end in names:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _tells_of_them(text: str, start: int, end: int) -> bool:
    """Whether a clause on whoever was named before `start` leads to `end`, and the writer does not come in."""
    relative = _RELATIVE.last(text, start, end)
    return relative is not None and not WRITER.search(text, relative.end(), end)


def _is_of_no_post(text: str, mention: LoadMention, left: int, right: int) -> bool:
    """Whether a clause tells of no post that is held: sought, offered, left, asked about, of a stage, of no work."""
    if _OFFERED_BEFORE.before(text, mention.start) or _is_left(text, mention):
        return True
    if mention.rule == "words" and _is_asked(text, left, right):
        return True
    return is_of_no_post(text, left, right)


def _is_left(text: str, mention: LoadMention) -> bool:
    """Whether words right beside a load tell that it was left, and no part of one: "I gave up a full-time post"."""
    if mention.rule in {"lacking", "reduction"}:
        return False
    return _LEFT.before(text, mention.start) is not None or _LEFT_AFTER.match(text, mention.end) is not None


def is_of_no_post(text: str, left: int, right: int) -> bool:
    """The same, whatever load stands in the clause."""
    offered = _OFFERED.search(text, left, right)
    leads = offered is not None and len(text[left : offered.start()].split()) <= 1
    return bool(leads or _SOUGHT.search(text, 0, right) or _NO_POST.search(text, left, right))


def _is_asked(text: str, left: int, right: int) -> bool:
    """Whether a sentence asks about a load ("Puis-je être à temps plein ?"); a label may end so: "Charge ? 4/5"."""
    asked = text.rstrip(' "»)').endswith("?")
    return asked and len(text.split()) > _LABEL and not _AT_WORK.search(text, left, right)


_LABEL = 4
"""A label that is asked for has no more words, its mark included."""


def _is_labelled(layout: Layout, focus: Span) -> bool:
    """Whether a line above is a load's label: "Temps de travail", and the load in a line or a list of its own."""
    line = layout.line_at(focus.start)
    above = layout.text[max(0, line.start - _HEAD) : line.start].rstrip().split("\n")
    alone = line.start == focus.start and is_label(fold(above[-1]))
    return alone or any(is_label(fold(label), colon=True) for label in above[-_LIST:])


_LIST = 4
"""So many lines above, a list of loads has its label."""


def _is_own(told: Assertion, text: str, left: int, start: int) -> bool:
    """Whether a load is claimed of the writer; after a colon, whoever was named before it is of no account."""
    if told.plain or (_POSSESSED.before(text, start) and not (told.hypothetical or told.quoted)):
        return True
    if told.negated or told.hypothetical or told.reported or told.quoted or not told.led:
        return False
    return text[:left].rstrip().endswith((":", "(")) and not OTHER.search(text, left, start)


def _is_past(layout: Layout, text: str, left: int, right: int, *, once: bool) -> bool:
    """Whether a clause speaks of a time that is over; an end that lies ahead ("jusqu'en juin") is none."""
    if _PAST.search(text, left, right) and not _PRESENT.search(text, left, right):
        return True
    if not once or _NOW.search(text, left, right):
        return False
    ends = {found.start() for found in _UNTIL.finditer(text, left, right)}
    ahead = bool(ends) and all(found.start() in ends for found in _ONCE.finditer(text, left, right))
    return not (ahead and not is_before_latest(layout, text[left:right]))


def _is_aside(layout: Layout, focus: Span, post: Post | None) -> bool:
    """Whether a load stands where no present load of teaching or CPMS is told."""
    current = post is not None and post.when.ongoing
    if _is_among_other_things(layout, focus, post) or (post is None and is_of_aims(layout, focus.start)):
        return True
    start = layout.line_at(focus.start).start
    before = fold(layout.text[start : min(focus.start, start + _HEAD)])
    if _SUBJECT.search(before.rpartition(". ")[2]) or is_of_another_time(layout, focus.start, focus.end):
        return True
    if post is None:
        return is_outside(layout.section_at(focus.start).title)
    return (_is_learnt(before) and not current) or bool(_NO_POST.search(before)) or is_over(layout, post) or post.other


def _is_among_other_things(layout: Layout, focus: Span, post: Post | None) -> bool:
    """Whether a load stands under a heading of no work: in no letter below a CV, nor in a school's post that goes on.

    A page's second column has often lost its heading, and follows what ends the first one.
    """
    if layout.in_letter(focus.start):
        return False
    current = post is not None and post.when.ongoing
    posted = post and current and not post.other and (_TEACHER.search(fold(post.head)) or is_school(post.head))
    if layout.in_subject(focus.start, "interests", "references", "publications"):
        return not posted
    if layout.in_subject(focus.start, "volunteering"):
        return True
    return layout.in_subject(focus.start, "education") and not (current and (posted or not _is_learnt_there(post)))


def _is_learnt_there(post: Post | None) -> bool:
    """Whether what goes on is a course of study: its head has a degree's name ("master …, temps plein")."""
    return post is not None and _DEGREE.search(fold(post.head)) is not None


def _is_learnt(line: str) -> bool:
    """Whether a line begins with a degree: a fraction in it is a mark."""
    return bool(leading_title(line) or _DEGREE.match(line))
