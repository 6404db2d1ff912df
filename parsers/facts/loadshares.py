"""Loads told as parts of a whole: "quatre cinquièmes temps", "vingt vingt-quatrièmes", "4/5"."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from parsers.text import PLENTY
from parsers.words.load import LABEL, THRESHOLD, WHOLES
from parsers.words.numerals import NUMBER, WORD, value_of
from parsers.words.ordinals import ordinal_value

if TYPE_CHECKING:
    from collections.abc import Iterator

_AFTER = (
    r"(?P<after>(?: (?:d'une?|de|du|van (?:een|de)|van|einer|eine[sm]|of an?|of)\b)?[ -]?(?:(?:volledige|vollen|voller|"
    r"full|complete|normale[nr]?) )?(?:temps|charge|horaire|tijds\w*|tijd|opdracht|betrekking|uurrooster|"
    r"stelle\w*|zeit\w*|"
    r"stundenplan\w*|deputat\w*|pensum|time|load|post|timetable|job|contract|position|etp|vte)\b)?"
)
_WORDED = re.compile(
    rf"(?<![\w/.,])(?:(?!(?:une?|een|eine?|one)\b)(?P<part>{NUMBER})[ -]?(?P<whole>(?:{WORD}[ -](?:et[ "
    rf"-])?)?[a-z]{{4,}}?)|"
    r"(?P<one>(?:un |een |one |ein )?(?:quart|tiers|kwart|derde|viertel|drittel|quarter|third)))"
    rf"{_AFTER}(?!\w)"
)
_DIGITS = re.compile(
    r"(?<![\w/.,])(?P<part>[1-9])/(?P<whole>[2-9]|10)(?:emes?|iemes?|es?|des?|de|sten?|ste|ths?)?"
    rf"{_AFTER}(?![\w/]|[.,]\d)"
)
_WORK = re.compile(
    r"\b(?:werke?|arbeite|travaille|preste|work|occupee?|unterrichte|enseigne|teach)(?: (?!pas|niet|nicht|"
    r"not)[\w']+){0,2} $"
)
"""A verb of work that stands right before a share, which needs no further word then."""
_THIRDS = {"tiers": 3, "quart": 4, "quarts": 4, "kwart": 4, "kwarts": 4, "derde": 3, "derden": 3, "drittel": 3} | {
    "viertel": 4,
    "quarter": 4,
    "quarters": 4,
    "third": 3,
    "thirds": 3,
}
_CLASSES = frozenset({"troisieme", "quatrieme", "troisiemes", "quatriemes"})
"""Years of school, never fractions."""
_SMALL = frozenset({3, 4, 5, 10})

Share = tuple[int, int, float]
"""Where it stands, and what part of the whole it is."""


def shares(text: str) -> Iterator[Share]:
    """The shares that a folded sentence tells of a load, in words or digits."""
    for pattern in (_WORDED, _DIGITS):
        for match in islice(pattern.finditer(text), PLENTY):
            value = _value(match)
            if value and _told(text, match):
                yield match.start(), match.end(), value


def _value(match: re.Match[str]) -> float | None:
    groups = match.groupdict()
    if groups.get("one"):
        return 1 / _THIRDS[groups["one"].split()[-1]]
    part, whole = value_of(match["part"]), denominator(match["whole"])
    return part / whole if part and whole and part <= whole else None


def denominator(word: str) -> int | None:
    """The whole that a folded word or number divides by: "cinquiemes" 5, "vierundzwanzigstel" 24, "vijfden" 5."""
    if word.isdigit():
        return int(word)
    if word in _CLASSES:
        return None
    word = re.sub(r"teln$", "tel", word)
    known = _THIRDS.get(word)
    if known is None and word.endswith("tel"):
        stem = word.removesuffix("tel")
        known = int(value_of(stem) or value_of(stem.removesuffix("s")) or 0)
    if known is None and re.search(r"(?:iemes?|den?|sten?|ths?)$", word):
        known = ordinal_value(re.sub(r"(?<=ieme)s$|(?<=th)s$|(?<=[dt]e)n$", "", word))
    return known if known in _SMALL or known in WHOLES else None


def _told(text: str, match: re.Match[str]) -> bool:
    """Whether a share is of a load: the words around say so, or a whole that only loads have."""
    before = text[: match.start()]
    if THRESHOLD.search(before):
        return False
    groups = match.groupdict()
    whole = denominator(groups["whole"]) if groups["whole"] else 0
    return bool(
        match["after"] or LABEL.search(before) or _WORK.search(before) or (whole in WHOLES and not groups.get("one"))
    )
