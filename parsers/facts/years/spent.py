"""What years of experience were spent on, by the words that follow them: schools, another trade, or nothing told."""

from __future__ import annotations

from parsers.facts.years.sectors import is_school, sector_of
from parsers.words import frame, spent
from parsers.words import stated as words
from parsers.words.sector import LEVEL, NO_SERVICE, OTHER_PLACE, TEACHER, TRAINING_BODY

ECHO = 0.3
"""The certainty of a stretch that only confirms what the dates add up to."""
_IN_SCHOOLS = 0.75


def weight_of_field(after: str, weight: float) -> float:
    """How sure it is that years were served, by the field that `after` opens with; `weight` where it tells none.

    A field nobody knows ("d'expérience dans les caves") is seldom a school's: it only confirms what the dates say.
    """
    told = spent.FIELD.match(after)
    if told is None:
        return weight
    field = told["field"]
    sector = sector_of([field])
    if sector == "other" or words.OTHER_TRADE.search(field):
        return 0.0
    if sector != "unknown" or any(said.search(field) for said in (words.SCHOOLED, LEVEL, TEACHER)) or is_school(field):
        return max(weight, _IN_SCHOOLS)
    return weight if spent.ANY_FIELD.match(field) else ECHO


def is_within(after: str) -> bool:
    """Whether a few words and a place of teaching follow: "… ans dans le bruit des classes"."""
    place = spent.WITHIN.match(after[:90])
    misleading = (words.OTHER_TRADE, frame.NOT_WORKED, words.OTHERS, OTHER_PLACE, NO_SERVICE, TRAINING_BODY)
    return place is not None and not any(said.search(place["between"]) for said in misleading)
