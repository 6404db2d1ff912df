"""Telephone numbers as people write them, in E.164: Belgian unless a prefix or the address says otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGIT = r"[\dOoIl]"
_CANDIDATE = re.compile(
    r"(?<![\w+.,/@-])(?:\+|\((?=[+0])|(?=[0O]))\s?\(?"
    rf"{_DIGIT}(?:{_DIGIT}|(?! ?[-–/] ?(?:[0O]\d{{2,3}}|\+))[ \u00a0().\-/–](?! {{2}})){{6,22}}{_DIGIT}(?![\w@])"
)
"""A number as written, from its 0 or +; a second one after a dash or stroke is another."""
_MOST = 200
"""A person's papers hold a few numbers; what holds more is a list."""
_DATE = re.compile(r"^\(?\d{1,2}[/.-](?:\d{1,2}[/.-])?(?:19|20)\d\d(?!\d)")
_TRUNK = re.compile(r"\(0\)|\( 0 \)")
_NOT_OWN = re.compile(
    r"\b(?:fax|telefax|telecopie|iban|compte|bic|tva|btw|registre national|rijksregister|niss|n° national|"
    r"numero national|ecole|secretariat|direction|directeur|directrice|"
    r"prefete?|athenee|institut|carrefour|reference|garant|employeur|chef|bureau du|accueil|standard|school|"
    r"schule|bce|matricule)\b"
)
_OWN = re.compile(
    r"\b(?:joign\w+|appel\w+|gsm|portable|mobile?|mobil|tel|telephone|telefoon|telefon|handy|bereik\w+|"
    r"erreich\w+|reach me|phone|au)\b"
)
_PRIVATE = re.compile(
    r"\b(?:privee?|perso|personnel|maison|domicile|chez moi|thuis|prive|privat|zu hause|home|private)\b"
)
"""The number at home, on whatever line."""
_NAMED = re.compile(
    r"\b(?:mme|mlle|m\.|mr|monsieur|madame|mevr\w*|mevrouw|dhr|de heer|herrn?|frau|mrs|ms|dr|prof|inspect\w+|abbe|"
    r"soeur|"
    r"frere|mari|epouse|epoux|collegue|demander|voisine?|zus|broer|collega|kolleg\w+|schwester|bruder|wife|husband|"
    r"sister|brother|colleague)\b"
)
_ASIDE = re.compile(r" ?\(([^()\n]{2,40})\)")
_REGIONS = ("BE", "FR", "NL")
"""Countries whose numbers without a prefix are told apart by their length and first digits."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Phone:
    """A number in E.164, where it stands, whether it is a mobile's, and whether its line says it is somebody else's."""

    number: str
    start: int
    end: int
    mobile: bool
    foreign: bool
    """Of a school, a reference, a fax."""
    named: bool
    """Behind somebody's name with a title: another's, in running text."""
    asked: bool
    """The line says that the writer can be reached there."""


def phones(text: str, *, region: str = "BE") -> Iterator[Phone]:
    """Every telephone number of `text`, in order; `region` is that of numbers without a prefix."""
    before = 0
    for match in islice(_CANDIDATE.finditer(text), _MOST):
        parsed = _parse(match.group(), region)
        if parsed is None:
            continue
        line = fold(text[max(before, text.rfind("\n", 0, match.start()) + 1) : match.end()])
        aside = _ASIDE.match(text, match.end())
        told = f"{line[-80:]} {fold(aside[1]) if aside else ''}"
        before = match.end()
        yield Phone(
            number=phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164),
            start=match.start(),
            end=match.end(),
            mobile=phonenumbers.number_type(parsed) == PhoneNumberType.MOBILE,
            foreign=bool(_NOT_OWN.search(told)) and not _PRIVATE.search(told),
            named=bool(_NAMED.search(told)),
            asked=bool(_OWN.search(line[-40:])),
        )


def _parse(written: str, region: str) -> phonenumbers.PhoneNumber | None:
    """The valid number that characters spell, first as one of `region`, or None."""
    if _DATE.match(written.strip()):
        return None
    digits = _TRUNK.sub("", written).translate(str.maketrans("OoIl", "0011"))
    if "(0" in digits and not digits.strip().startswith(("+", "00")):
        digits = digits.replace("(", "").replace(")", "")
    for country in dict.fromkeys((region, *_REGIONS)):
        try:
            parsed = phonenumbers.parse(digits, country)
        except NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return parsed
    return None
