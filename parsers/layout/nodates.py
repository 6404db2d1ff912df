"""What looks like a date of a career and is none: a date of birth, a postal code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.layout.dates import DateRange

_BIRTH = re.compile(
    r"\b(?:n[ée]{1,2}(?:\(e\)|\.e|·e)?s?|naissance|geb(?:oren|oortedatum|urtsdatum|\.)?|geburt\w*|geboorte\w*|"
    r"born|birth)\b"
    r"[^\n.;]{0,60}$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:rue|avenue|av\.|place|chauss[ée]e|chemin|boulevard|bd|clos|all[ée]e|route|quai|impasse|square|bte|"
    r"bo[iî]te|bus"
    r"|\w*straat|\w*laan|\w*weg|\w*plein|\w*steenweg|\w*stra(?:ß|ss)e|\w*str\.|\w*gasse|\w*platz)\b",
    re.IGNORECASE,
)
_POSTAL = re.compile(r"\s+[A-ZÀ-Ý][\wà-ÿ'’-]+")


_ACT = re.compile(
    r"\b(?:d[ée]crets?|arr[êe]t[ée]s?(?: royal| du gouvernement)?|lois?|circulaires?|a\.?r\.?(?= du)|agcf|"
    r"accords?|avis|annonce|"
    r"appel|offre|courr?iel|courrier|lettre|mail|decreet|wet|besluit|omzendbrief|bericht|vacature|dekrets?|"
    r"gesetz(?:es)?|"
    r"erlass(?:es)?|rundschreibens?|anzeige|ausschreibung|act|decree|law|circular|notice|advert\w*)\b"
    r"[^\n.;,:]{0,40}?[ \t(]*$",
    re.IGNORECASE,
)
"""A law, or a message, that its day names: "le décret du 24 juin 1996"."""


def is_misleading(text: str, span: DateRange) -> bool:
    """Whether the date is one of birth, that of a law or a message, or the year a postal code."""
    line = text.rfind("\n", 0, span.start) + 1
    before = text[max(line, span.start - 80) : span.start]
    if span.point and span.precision == "day" and _ACT.search(before):
        return True
    if (span.point or span.precision == "day") and _BIRTH.search(before):
        return True
    if span.point and span.precision == "year" and _POSTAL.match(text, span.end):
        return bool(_ADDRESS.search(before)) or before.rstrip().endswith(("B-", "L-", "D-", "BE-", "NL-", "F-"))
    return False
