"""Loads told as parts of a whole: "quatre cinquièmes temps", "vingt vingt-quatrièmes", "4/5"."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import PLENTY
from parsers.words.dates.numerals import NUMBER, WORD, value_of
from parsers.words.dates.ordinals import ordinal_value
from parsers.words.workload.context import DATED, NOW, ONLY, THRESHOLD
from parsers.words.workload.workload import LABEL, LOAD_NOUN, WHOLES

if TYPE_CHECKING:
    from collections.abc import Iterator

_CPMS = vocabulary("school.cpms")

_AFTER = (
    r"(?P<after>(?: (?:d'une?|d'|de (?:mon|ma|mes|la|l')|de|du|van (?:een|de|mijn|het)|van|einer|eine[sm]|meine[rs]|"
    r"of (?:an?|my|the)|of)(?:\b|(?<=')))?[ -]?(?:(?:volledige|vollen|voller|"
    r"full|complete|normale[nr]?) )?(?:temps|charge|horaire|tijds\w*|tijd|opdracht|betrekking|uurrooster|"
    r"stelle\w*|zeit\w*|"
    r"stundenplan\w*|deputat\w*|pensum|time|load|post|timetable|job|contract|position|one|etp|vte)\b)?"
)
_WORDED = re.compile(
    rf"(?<![\w/.,])(?:(?!(?:une?|een|eine?|one)\b|viertel|drittel)(?P<part>{NUMBER})[ -]?"
    rf"(?P<whole>(?:{WORD}[ -](?:et[ -])?)?[a-z]{{4,}}?)|"
    r"(?P<one>(?:un |een |one |ein )?(?:quart|tiers|kwart|derde|viertel|drittel|quarter|third)))"
    rf"{_AFTER}(?!\w)"
)
_DIGITS = re.compile(
    r"(?<![\w/.,])(?P<part>[1-9]|10)/(?P<whole>[2-9]|10)(?:emes?|iemes?|es?|des?|de|sten?|ste|ths?)?"
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

Share = tuple[int, int, float, bool]
"""Where it stands, what part of the whole it is, and whether words tell that it is of a load."""


def shares(text: str) -> Iterator[Share]:
    """The shares of a folded sentence, in words or digits, that may be of a load."""
    for pattern in (_WORDED, _DIGITS):
        for match in islice(pattern.finditer(text), PLENTY):
            value = _value(match)
            if value and (not is_threshold(text[: match.start()]) or _JOINED.search(text[: match.start()])):
                told = _told(text, match)
                if told or _may_stand_alone(text, match):
                    yield match.start(), match.end(), value, told


def is_threshold(before: str) -> bool:
    """Whether a part is only what is exceeded ("plus d'un mi-temps"); "ne … plus que" tells what is left."""
    more = THRESHOLD.search(before)
    return more is not None and not ONLY.search(before[: more.end()])


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
    groups = match.groupdict()
    if match["after"]:
        return True
    if groups.get("one"):
        return bool(_NOUN_BEFORE.search(before) or _JOINED.search(before))
    whole = denominator(groups["whole"]) if groups["whole"] else 0
    if match.re is _WORDED and (DATED.search(before[-30:]) or _POSSESSED.search(before)):
        return True
    if NOW.search(before[-45:]) and not _CLASS_AFTER.match(text, match.end()):
        return True
    return bool(LABEL.search(before) or _WORK.search(before) or whole in WHOLES)


def _may_stand_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a share that stands for itself may be a load: "4/5" is a class's years too, unless in a CPMS."""
    if match.groupdict().get("one"):
        return False
    return match.re is _WORDED or match["whole"] == "10" or bool(_CPMS.search(text))


_POSSESSED = re.compile(
    r"\b(?:mijn|mes|meinen?|my) $|\b(?:temps partiel|deeltijds\w*|teilzeit\w*|part[ -]time)[ ,:(-]{1,3}$"
)
"""Whose share it is, or that it is of part time."""
_CLASS_AFTER = re.compile(r" ?(?:primaires?|secondaires?|maternelles?|annees?|leerjaar|jaar|schuljahr|klasse)")
_JOINED = re.compile(r"(?:iemes?|\d/\d\d|temps|sten|stel|den|tijds|zeit|time) (?:plus|et|\+|en|und|and|plus encore) $")
"""Another share that one is joined to: "douze vingtièmes plus un quart"."""
_NOUN_BEFORE = re.compile(rf"\b{LOAD_NOUN} ?[:=]? ?(?:de |van |von |of )?$")
