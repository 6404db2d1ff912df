"""Personal names as people write them: read from a line, compared, put in order.

Given and family name are told apart by capitals ("DUPONT Marie"), a comma ("Dupont, Marie"), particles ("Van den
Bossche"), or else by the usual order. Titles, functions and married names ("épouse Lambert") are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.text.text import fold
from parsers.words.person.name import (
    ALSO_GIVEN,
    CALLED,
    DEGREE,
    LABEL,
    MARRIED,
    NICKNAME,
    NOT_NAMES,
    PARTICLES,
    RELATION,
    TITLE,
    USED,
)

_WORD = re.compile(r"^(?:['’‘][tns]|[^\W\d_](?:[^\W\d_]|['’‘.-])*)$")
_ELIDED = re.compile(r"(?:[JjCcNnSsTtMm]|[Qq]u|QU)['’‘]")
"""What stands before a verb and never in a name: "j'ai", "c'est", "qu'on"."""
_JOINED = re.compile(r"[dlts]['’‘][A-ZÀ-Þ]|T['’‘][A-ZÀ-Þ]{3}|[NM]['’‘][A-ZÀ-Þ][a-zà-ÿ]")
"""A particle th joins to its name: "d'Ursel", "t'Kint"."""
_INITIALS = re.compile(
    r"(?:[A-ZÀ-Þ][a-z]{0,2}\.-?)+(?:[A-ZÀ-Þ]\.?)?|[A-ZÀ-Þ](?:-[A-ZÀ-Þ])*|[A-ZÀ-Þ]{2}(?<![AEIOUY].)(?<![AEIOUY])"
)
"""A given name's initials: "J.", "A.-C.", "Ph.", "M-P", "JP"."""
_DECORATION = " \t~*_=#|>•·–—-"
_LONGEST = 60
_LINE = 160
"""A name stands at its line's beginning, within so many characters."""
_BREAK = re.compile(r"\s[|·•–—/-]\s|\t|\s{3,}|[|·•(✉☎✆]")
_GAP = re.compile(r"\t|\s{2,}")
_AFTER = re.compile(r"\S*[\d@]|,(?=\s*[a-zà-ÿ])|\s:\s")
"""Where a name ends on a line that goes on: at a number, an address, a function in lower case."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonName:
    """A person's name in the order given, family; `tokens` are its folded words, initials included."""

    given: str
    family: str

    @property
    def text(self) -> str:
        """The name as one reads it."""
        return f"{self.given} {self.family}".strip()

    @property
    def tokens(self) -> tuple[str, ...]:
        """Its words, folded; hyphens and apostrophes part them."""
        return tuple(re.findall(r"[^\W\d_]+", fold(self.text)))

    @property
    def is_full(self) -> bool:
        """Whether both parts are told, neither by an initial only."""
        parts = (re.findall(r"[^\W\d_]+", part) for part in (self.given, self.family))
        return all(any(_is_whole(word) for word in words) for words in parts)


def _is_whole(word: str) -> bool:
    """Whether a word is a name and no initials, alone or written together ("JP")."""
    return len(word) > 2 or (len(word) == 2 and bool(re.search("[aeiouy]", fold(word))))


def read_name(line: str) -> PersonName | None:
    """The name that a line is or begins with, or None where it is none."""
    if RELATION.match(fold(_GAP.sub(" : ", line.strip()[:_LINE]))):
        return None
    bare = NICKNAME.sub(
        "", MARRIED.sub("", DEGREE.sub("", TITLE.sub("", LABEL.sub("", line.strip(_DECORATION)[:_LINE]))))
    )
    bare = CALLED.sub(" ", USED.sub(r"\1 ", bare))
    pieces = _BREAK.split(bare)
    return next((name for piece in pieces[:2] if (name := _read_piece(piece))), None)


def _read_piece(piece: str) -> PersonName | None:
    """The name that a piece of a line is, what follows it on the line cut off."""
    cut = _AFTER.search(piece)
    bare = TITLE.sub("", re.sub(r"\s+", " ", piece[: cut.start()] if cut else piece)).strip(' ,;:.-–—«»"')
    if not 3 <= len(bare) <= _LONGEST:
        return None
    if bare.count(",") == 1:
        family, given = (part.strip() for part in bare.split(","))
        whole = _ordered(family.split()) if " " in family else None
        if whole and _has_family_in_capitals(family) and _is_name(family) and _is_name(given):
            return whole
        return PersonName(given=given, family=family) if _is_name(given) and _is_name(family) else None
    words = bare.replace(",", " ").split()
    return _ordered(words) if 2 <= len(words) <= 6 and all(map(_is_name, words)) and _is_cased(words) else None


def _has_family_in_capitals(words: str) -> bool:
    """Whether some words are in capitals and others are not: "DUPONT Marie", whom further given names follow."""
    return words != words.upper() and any(len(word) > 1 and word == word.upper() for word in words.split())


def _is_name(words: str) -> bool:
    """Whether every word may be part of a name."""
    return bool(words) and all(
        _WORD.match(word)
        and fold(word).strip(".") not in NOT_NAMES
        and (_JOINED.match(word) or not _ELIDED.match(word))
        for word in words.split()
    )


def _is_particle(word: str) -> bool:
    return fold(word).strip(".") in PARTICLES


def _is_cased(words: list[str]) -> bool:
    """Whether words are written as names are: capitals first, but for particles."""
    proper = [word for word in words if not _is_particle(word)]
    return len(proper) >= 2 and all(word[0].isupper() or _JOINED.match(word) for word in proper)


def _ordered(words: list[str]) -> PersonName:
    """Given and family name of words in a row: told apart by initials, capitals, particles, or by their order."""
    return _by_initials(words) or _by_capitals(words) or _by_first_particle(words) or _by_order(words)


def _by_initials(words: list[str]) -> PersonName | None:
    """Initials, before or behind the family name, are those of the given one."""
    known = [bool(_INITIALS.fullmatch(word)) and not _is_particle(word) for word in words]
    if all(known) or not (known[0] or known[-1]):
        return None
    if known[0]:
        cut = known.index(False)
        return PersonName(given=" ".join(words[:cut]), family=_cased(words[cut:]))
    cut = len(words) - known[::-1].index(False)
    return PersonName(given=" ".join(words[cut:]), family=_cased(words[:cut]))


def _by_capitals(words: list[str]) -> PersonName | None:
    """The words in capitals, where others are not, are the family name."""
    capitals = [word for word in words if len(re.sub(r"\W", "", word)) > 1 and word == word.upper()]
    if not capitals or len(capitals) == len(words):
        return None
    first = next(n for n, word in enumerate(words) if word in capitals)
    last = max(n for n, word in enumerate(words) if word in capitals)
    while first > 0 and _is_particle(words[first - 1]):
        first -= 1
    family = words[first : last + 1]
    given = _given([*words[:first], *words[last + 1 :]], families_first=first == 0)
    return PersonName(given=given, family=_cased(family)) if given else None


def _by_first_particle(words: list[str]) -> PersonName | None:
    """A name that a particle begins stands family first: "Van de Walle Marie", "t'Kint Anne"."""
    if _JOINED.match(words[0]) and words[0][0].islower():
        return PersonName(given=_cased(words[1:]), family=_cased(words[:1]))
    if not _is_particle(words[0]) or fold(words[0]) in ALSO_GIVEN:
        return None
    stop = next((n for n, word in enumerate(words) if not _is_particle(word)), len(words)) + 1
    return PersonName(given=_cased(words[stop:]), family=_cased(words[:stop])) if stop < len(words) else None


def _by_order(words: list[str]) -> PersonName:
    """The given name first, up to a particle."""
    cut = next((n for n, word in enumerate(words) if n and (_is_particle(word) or _JOINED.match(word))), 1)
    return PersonName(given=_cased(words[:cut]), family=_cased(words[cut:]))


def _given(words: list[str], *, families_first: bool) -> str:
    """The given name used: after a family name in capitals further given names may follow, as on identity cards."""
    return _cased(words[:1] if families_first and len(words) > 2 else words)


def _cased(words: list[str]) -> str:
    """Words in the usual case: capitals become a capital first; within a name in capitals particles become small."""
    return " ".join(_word_case(word, first=not number) for number, word in enumerate(words))


def _word_case(word: str, *, first: bool) -> str:
    if word != word.upper() or len(re.sub(r"\W", "", word)) < 2:
        return word
    if _is_particle(word) and not first:
        return word.lower()
    return re.sub(r"(^|[-'’])(\w)", lambda found: found[1] + found[2].upper(), word.lower())


def titled(shown: str) -> str:
    """A display name with capitals where somebody writes none."""
    if shown != shown.lower():
        return shown
    return re.sub(r"(^|[\s'’-])(\w)", lambda found: found[1] + found[2].upper(), shown)
