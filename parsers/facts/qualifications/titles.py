"""The grammar of titles: the word of a degree, what it is in, and where its words end.

A degree's word leads what it is in ("licence en droit", "CAP coiffure"), or stands behind it as a word of its own
("« Conseiller en orientation », certificat, ULiège", "Didactique (diplôme, 2010)").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.layout.dates.dates import YEAR
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import mark_at, past_bracket

if TYPE_CHECKING:
    from parsers.lexicon.vocabulary import Mention

TITLE = vocabulary("qualifications.title", "qualifications.named", "qualifications.holder")
"""The words of degrees, and what they make of who holds one."""
HOLDER = vocabulary("qualifications.holder")
LEVEL = vocabulary("qualifications.level")
STUDIED = vocabulary("qualifications.studied")
PROFESSION = vocabulary("qualifications.studied", "qualifications.holder")
BY_TRAINING = vocabulary("qualifications.by_training")
HIGHER = vocabulary("qualifications.higher")
INSTITUTION = vocabulary("qualifications.institution", "qualifications.higher")
_GRANTS = vocabulary(*INSTITUTION.names, "school.places", "school.universities")
GRANTED_BY = vocabulary("qualifications.granted_by")
GOES_ON = vocabulary("qualifications.goes_on")
COURSE = vocabulary("qualifications.course")
_SPECIALITY = vocabulary("qualifications.speciality")
_STOP = vocabulary("qualifications.stop")
ITEM_LIMIT = 150
"""No title has more characters."""
_ASIDE = 60
"""A bracket of more characters is no part of a title."""


def leading_title(text: str, start: int = 0, *, most: int = 2) -> Mention | None:
    """The title that leads a folded text from `start` on, behind at most so many words."""
    found = TITLE.search(text, start)
    before = text[start : found.start()] if found else ""
    plain = not before or (before.endswith(" ") and before.replace(" ", "a").isalnum())
    return found if plain and len(before.split()) <= most else None


_ENDING = frozenset(',;:)(|/."-')
"""Marks behind a degree's word that is said alone."""


def is_bare(flat: str, end: int) -> bool:
    """Whether a degree's word that ends at `end` is said without what it is in: a mark, a year or a school follows."""
    after = end + flat.startswith(" ", end)
    if after == len(flat) or flat[after] in _ENDING or YEAR.match(flat, after):
        return True
    joined = GRANTED_BY.match(flat, end)
    return _GRANTS.match(flat, joined.end() if joined else end) is not None


def phrase_end(flat: str, at: int) -> int:
    """Where the words of a title that go on at `at` end: at a mark, or at a word that leads on.

    A bracket that tells no year and no school belongs to it, and so does a speciality told behind a comma.
    """
    most = min(len(flat), at + ITEM_LIMIT)
    stop = _STOP.search(flat, at, most)
    most = stop.start() if stop else most
    end = mark_at(flat, ",;!?:()", at, most)
    while end < most:
        after = past_bracket(flat, end, min(most, end + _ASIDE))
        if special := _SPECIALITY.match(flat, after + 1) if flat[after : after + 1] == "," else None:
            after = special.end()
        elif after == end or (TITLE.match(flat, end + 1) is None and is_of_study(flat, end, after)):
            break
        end = mark_at(flat, ",;!?:()", after, most)
    return at + len(flat[at:end].rstrip(" ."))


def is_of_study(flat: str, start: int, end: int) -> bool:
    """Whether a bracket tells where and when a title was taken."""
    return bool(YEAR.search(flat, start, end) or INSTITUTION.search(flat, start, end))
