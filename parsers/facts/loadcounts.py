"""Periods a week without their whole ("24 périodes", "36 h/semaine"), where the post tells its full load."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from parsers.text import PLENTY
from parsers.words.numerals import NUMBER, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_COUNT = re.compile(
    rf"(?<![\w/.,+-])(?P<number>{NUMBER}) ?(?:(?P<lesson>periodes?|p\.|lestijden|lesuren|unterrichtsstunden|"
    rf"periods|lessons)"
    r"|(?:heures?|h|uren|uur|stunden|std\.?|hours))"
    r"(?P<week>(?: de cours)?(?: ?(?:par semaine|/ ?semaine|/ ?sem\b\.?|semaine|hebdomadaires?|per week|"
    r"pro woche|in der woche|"
    r"a week)))?(?! ?(?:/|sur\b|op\b|von\b|of\b|par an|annuel|de (?:formation|stage|ntpp|coordination)|ntpp|\d))(?!\w)"
)
_FULL_LOADS = (
    (re.compile(r"maternel|prescolaire|kleuter|kindergarten|nursery"), 26),
    (re.compile(r"primaire|instituteur|institutrice|lager onderwijs|lagere school|primarschul|grundschul|primary"), 24),
    (re.compile(r"\bc?\.?p\.?m\.?s\b|psycho-medico|internat\b|educat(?:eur|rice)"), 36),
    (re.compile(r"degre superieur|\baess\b|secondaire superieur|(?:2|3)e degre|upper secondary|oberstufe"), 20),
    (
        re.compile(r"degre inferieur|\baesi\b|secondaire inferieur|1er degre|premier degre|lower secondary|unterstufe"),
        22,
    ),
)
"""What a post's words tell of its full load (notice, paragraph 4)."""


_STATED = re.compile(
    r"(?<![\d.,])(?P<whole>\d\d)(?: ?(?:h|p|heures?|periodes?|uur|uren|u|std|stunden|hours|periods)\.?)?"
    r"(?: ?/ ?semaine| par semaine| per week| pro woche| a week)? ?(?:=|:|est|is|ist) ?(?:un |une |een |eine? |a )?"
    r"(?:temps[ -]plein|horaire complet|charge complete|voltijds\w*|vollzeit\w*|full[ -]time)"
)


def full_load_of(post: str) -> int | None:
    """The full load of a post, in periods or hours a week, by its folded words; None where they tell no level."""
    stated = _STATED.search(post)
    if stated:
        return int(stated["whole"])
    return next((whole for level, whole in _FULL_LOADS if level.search(post)), None)


def counts(text: str, whole: int) -> Iterator[tuple[int, int, float]]:
    """The counts of periods a week of a folded sentence, as parts of `whole`, each with its place."""
    for match in islice(_COUNT.finditer(text), PLENTY):
        value = value_of(match["number"])
        if value and 4 <= value <= whole and (match["lesson"] or match["week"]):
            yield match.start(), match.end(), value / whole
