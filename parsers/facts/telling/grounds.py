"""Of which work a passage is: its post or its own words prove it to be of a school, of other work, or of none."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from parsers.facts.career.career import career_of
from parsers.facts.career.sectors import SERVICE
from parsers.facts.context.assertion import assertion_of
from parsers.facts.context.present_time import has_ended, is_of_closed_range
from parsers.facts.telling.service import CVS, LENT, PERSON, PLACE, names_function, proves
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold, folded
from parsers.values.evidence import State

if TYPE_CHECKING:
    from parsers.facts.career.post import Post
    from parsers.layout.sections import Layout
    from parsers.values.evidence import Evidence, Finding

OF_POSTS = frozenset({"tenure", "workload", "experience_years", "current_employer"})
"""Facts that a post must be proven for."""
OF_TODAY = frozenset({"tenure", "workload"})
"""Facts of the post of today."""
DETAIL = "ground"
"""In a finding's detail: the ground of its best passage."""
_PLACED = frozenset({"workload", "current_employer", "orientation"})
"""Facts whose readers know best under which heading they may stand."""
_ASIDE = ("references", "publications", "interests", "projects", "volunteering", "annexes")
_OTHER, _NOW = vocabulary("work.places", "work.jobs"), vocabulary("time.now")


class Ground(StrEnum):
    """What a passage proves of the work that it tells of, the best first."""

    SCHOOL = "school"
    """It is in a school or a centre."""
    PAST = "past"
    """It was, in a post that is over."""
    OPEN = "open"
    """Nothing near says where."""
    ELSEWHERE = "elsewhere"
    """It is other work."""
    NOTHING = "nothing"
    """It is no work of now at all: a heading, a publication, a referee, a pastime, a load that is over."""


def grounded(layout: Layout, fact: Finding) -> Finding | None:
    """A finding with the ground of its best passage, those of no work left out; None where none is left."""
    if not fact.evidence or fact.key not in OF_POSTS | {"orientation"}:
        return fact
    grounds = [(piece, ground_of(layout, piece, fact.key)) for piece in fact.evidence]
    kept = [(piece, ground) for piece, ground in grounds if ground is not Ground.NOTHING]
    if not kept:
        return None
    best = next(ground for ground in Ground if any(ground is told for _, told in kept))
    doubted = fact.key in OF_TODAY and best is Ground.OPEN and _is_of_unsorted_post(layout, fact, kept[0][0])
    return replace(
        fact,
        evidence=tuple(piece for piece, _ in kept),
        detail={**fact.detail, DETAIL: best.value},
        state=State.TO_VERIFY if doubted else fact.state,
    )


def _is_of_unsorted_post(layout: Layout, fact: Finding, piece: Evidence) -> bool:
    """Whether a passage stands in a dated post at an employer of which nobody knows whether it is a school.

    Somebody seconded there keeps what is found.
    """
    post = career_of(layout).at(piece.start)
    unsorted = post is not None and post.held and post.employer is not None and post.sector == "unknown"
    return unsorted and (fact.state is State.CONTRARY or not LENT.search(fold(piece.quote)))


def ground_of(layout: Layout, piece: Evidence, key: str) -> Ground:
    """The ground of one passage: of its post, else of its own words, else of a CV's lines around it.

    A load in a dated post has no others': a teacher's past post proves nothing of a library's in the line above.
    """
    flat = folded(layout.text, piece.start, piece.end).text
    post = career_of(layout).at(piece.start)
    if _is_of_no_work(layout, piece, flat, key) or (
        key == "workload" and post is None and _is_over(layout, piece, flat)
    ):
        return Ground.NOTHING
    if post is not None and (told := _ground_of_post(layout, post, piece, key)):
        return told
    if (claim := proves(flat)) and not (claim.once and key == "workload"):
        return Ground.SCHOOL
    if key == "workload" and _is_of_other_work(flat):
        return Ground.ELSEWHERE
    own = key == "workload" and post is not None
    return Ground.SCHOOL if not own and _is_beside_school(layout, piece) else Ground.OPEN


def _ground_of_post(layout: Layout, post: Post, piece: Evidence, key: str) -> Ground | None:
    """The ground that a passage's post gives it, if any."""
    if post.held and post.sector in SERVICE:
        return Ground.PAST if has_ended(layout, post.when) else Ground.SCHOOL
    elsewhere = post.other and (key in _PLACED or "\n\n" not in layout.text[post.line : piece.start])
    return Ground.ELSEWHERE if elsewhere else None


def _is_of_other_work(flat: str) -> bool:
    """Whether a folded sentence claims other work, and names no school."""
    return PLACE.search(flat) is None and any(assertion_of(flat, *one.span()).plain for one in _OTHER.finditer(flat))


def _is_of_no_work(layout: Layout, piece: Evidence, flat: str, key: str) -> bool:
    """Whether a passage is a heading, a referee, of a pastime or a publication."""
    if _is_heading(layout, piece):
        return True
    if layout.in_letter(piece.start):  # it may follow a CV's last heading
        return False
    if layout.kind in CVS and PERSON.match(flat):
        return True
    return key not in _PLACED and layout.in_subject(piece.start, *_ASIDE)


def _is_over(layout: Layout, piece: Evidence, flat: str) -> bool:
    """Whether a passage tells from when to when, and nothing of now."""
    return is_of_closed_range(layout, piece.start, piece.end) and _NOW.search(flat) is None


def _is_heading(layout: Layout, piece: Evidence) -> bool:
    """Whether a passage is a heading and nothing else."""
    heading = layout.section_at(piece.start).heading
    return heading is not None and heading.start <= piece.start and piece.end <= heading.end


def _is_beside_school(layout: Layout, piece: Evidence) -> bool:
    """Whether a CV's lines around a passage, up to an empty one, are a post in a school that has lost its dates."""
    if layout.kind not in CVS or layout.in_letter(piece.start):
        return False
    text, near = layout.text, max(0, piece.start - _BLOCK)
    opens = max(text.rfind("\n\n", near, piece.start), text.find("\n", near, piece.start))
    start = near if opens < 0 else opens + 1
    end = text.find("\n\n", piece.end, piece.end + _BLOCK)
    if end < 0:
        end = max(piece.end, text.rfind("\n", 0, piece.end + _BLOCK))
    return names_function(fold(text[start:end]))


_BLOCK = 200
"""So many characters of a post's lines are read before and after a passage."""
