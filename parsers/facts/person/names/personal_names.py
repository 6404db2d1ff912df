"""Personal names as people write them: read from a line, compared, put in order.

Given and family name are told apart by capitals ("DUPONT Marie"), a comma ("Dupont, Marie"), particles ("Van den
Bossche"), or else by the usual order. Titles, functions and married names ("épouse Lambert") are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from parsers.facts.person.countries import country_of
from parsers.lexicon.patterns import spelled
from parsers.lexicon.vocabulary import Vocabulary, united, vocabulary
from parsers.text.text import fold, folded

PARTICLES, _ALSO_GIVEN, _NEVER = (frozenset(spelled(f"name.{name}")) for name in ("particles", "also_given", "never"))
_NEVER -= PARTICLES
_TITLES, _DEGREES, _MARRIED = vocabulary("name.titles"), vocabulary("name.degrees"), vocabulary("name.married")
_NICKNAME, _STATUS, _ANOTHERS = vocabulary("name.nickname"), vocabulary("name.status"), vocabulary("name.anothers")
_LABELS, _PAPERS = vocabulary("name.labels"), vocabulary("name.papers")
_BESIDE = united(_LABELS, _PAPERS, _TITLES, _DEGREES, _MARRIED, _NICKNAME)
"""What is written beside a name."""
_CALLED = re.compile(
    r"\s*\(?\s?[\"„“”«»'‘]{1,2}\s?[^\W\d_][\w. -]{0,20}?[^\W\d_]\s?[\"„“”«»'’]{1,2}\s?\)?(?=[\s,]|$)"
    r"|\s\([A-ZÀ-Þ][^\W\d_]{1,15}\)(?=\s[\w'’])",
)
"""A name used every day, in brackets or quotation marks between given and family name."""
_USED = re.compile(r"^(?:[A-ZÀ-Þ]\.[ -]?)+\(([A-ZÀ-Þ][\w-]{1,15})\)\s")
"""Initials with the name used in brackets: "J.P. (Jan) Smit"."""
_PREPOSITIONS = frozenset(spelled("name.prepositions"))
_WITHIN = str.maketrans(dict.fromkeys("'’‘.-", ""))
"""What may stand within a name, between letters."""
_SHORTENED = frozenset(apostrophe + letter for apostrophe in "'’‘" for letter in "tns")
"""Particles that begin with an apostrophe: "in 't Veld"."""
_ELIDED = tuple(word + mark for word in (*"JjCcNnSsTtMm", "Qu", "qu", "QU") for mark in "'’‘")
"""What stands before a verb and never in a name: "j'ai", "c'est", "qu'on"."""
_JOINED = re.compile(r"[dlts]['’‘][A-ZÀ-Þ]|T['’‘][A-ZÀ-Þ]{3}|[NM]['’‘][A-ZÀ-Þ][a-zà-ÿ]")
"""A particle that joins to its name: "d'Ursel", "t'Kint"."""
_INITIALS = re.compile(
    r"(?:[A-ZÀ-Þ][a-z]{0,2}\.-?)+(?:[A-ZÀ-Þ]\.?)?|[A-ZÀ-Þ](?:-[A-ZÀ-Þ])*|(?:(?![AEIOUY])[A-ZÀ-Þ]){2}"
)
"""A given name's initials: "J.", "A.-C.", "Ph.", "M-P", "JP"."""
_PREFIXED = re.compile(r"([A-Z]?[a-z]{1,2}['’]?)([A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,})")
"""A word in capitals whose prefix is not: "McALLISTER", "d'URSEL"."""
_DECORATION = " \t~*_=#|>•·–—-"
_LONGEST = 60
_LINE = 160
"""A name stands at its line's beginning, within so many characters."""
_BREAK = re.compile(r"\s[|·•–—/-]\s|\t|\s{3,}|[|·•(✉☎✆]")
_DASHED = re.compile(r"([^\W\d_])[–‐‑](?=[^\W\d_])")
"""A dash that joins two names."""
_SPACED = re.compile(r"(?:[^\W\d_] ){3,}.*[^\W\d_]|[^\W\d_](?: {1,4}[^\W\d_]){4,}")
"""Letters with a space after each."""
_HOUSE = re.compile(r"\d{1,4} ?[a-zA-Z]?(?= *(?:[,;|·•(]|$))")
"""A house's number: what stands before it is a street."""
_MARKS = " -*:;.,•·–—()"
_GAP = re.compile(r"\t|\s{2,}")
_AFTER = re.compile(r"\S*[\d@]|,(?=\s*[a-zà-ÿ])|\s:\s")
"""Where a name ends on a line that goes on: at a number, an address, a function in lower case."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonName:
    """A person's name in the order given, family; `tokens` are its folded words, initials included."""

    given: str
    family: str
    marked: bool = field(default=False, compare=False)
    """Capitals, a comma, a particle or initials tell the parts apart, and not the order of the words alone."""

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


@lru_cache(maxsize=1024)
def read_name(line: str, *, lenient: bool = False) -> PersonName | None:
    """The name that a line is or begins with, or None where it is none.

    `lenient` takes words that are hardly ever a name's, or are written small: for what something else confirms.
    """
    line = _DASHED.sub(r"\1-", line)
    written = _unspaced(_without_stray(line.strip(_DECORATION))[:_LINE])
    beside = _BESIDE.may_say(folded(written).text)
    bare = without_other_names(_without_label(written)) if beside else written
    bare = _CALLED.sub(" ", _USED.sub(r"\1 ", bare))
    pieces = _BREAK.split(bare)
    name = next((name for piece in pieces[:2] if (name := _read_piece(piece, lenient=lenient))), None)
    return name if name and not is_anothers(written) else None


def _without_stray(line: str) -> str:
    """A line without one letter that stands apart before it."""
    apart = line[:1].isalpha() and line.startswith("  ", 1)
    rest = line[1:].lstrip(" ") if apart else line
    return rest if rest[:1].isalpha() and rest[1:2].isalpha() else line


def _unspaced(line: str) -> str:
    """A line that is written with a space after each letter ("M A R I E   D U P O N T") without those spaces."""
    if not _SPACED.fullmatch(line):
        return line
    return " ".join(word.replace(" ", "") for word in re.split(r"\s{2,}", line))


def is_anothers(line: str) -> bool:
    """Whether a line tells by a label who somebody else is: a spouse, a reference."""
    head, *cells = _GAP.split(line, maxsplit=1)
    flat = fold(head).lstrip(_MARKS)
    if _STATUS.match(flat):
        return True
    label = _ANOTHERS.match(flat)
    if label is None:
        return False
    rest = " : ".join([flat[label.end() :], *cells]).strip()
    return not rest or rest[0] in ":(=-" or (_TITLES.match(rest) is not None and len(rest.split()) > 1)


def _without_label(line: str) -> str:
    """A line without what announces a name, and without titles."""
    for words, mark in ((_LABELS, True), (_PAPERS, False)):
        cut = _after(line, words)
        rest = line[cut:].lstrip() if cut else ""
        if rest and (rest[0] in ":–—-" or not mark):
            line = rest.lstrip(" :–—-")
            line = re.sub(r"^(?:de |d'|van |von |of )", "", line) if not mark else line
    while (cut := _after(line, _TITLES)) and re.match(r"\.? ", line[cut:]):
        line = line[cut:].lstrip(". ")
    return line


def _after(line: str, words: Vocabulary) -> int:
    """Where a phrase that a line begins with ends, or 0."""
    flat = folded(line)
    found = words.match(flat.text)
    return flat.offsets[found.end()] if found else 0


def without_other_names(line: str) -> str:
    """A line without the degrees, married names and nicknames that follow a name."""
    flat = folded(line)
    for words in (_DEGREES, _MARRIED, _NICKNAME):
        for found in words.finditer(flat.text, 1):
            before = line[: flat.offsets[found.start()]]
            parted = before.endswith((",", ", ", "  ", "(", " (", "\t")) or words is not _DEGREES
            dotted = "." in line[flat.offsets[found.start()] : flat.offsets[found.end()]] or found.group() == "phd"
            if before.endswith((" ", "(", ",", "-")) and (parted or dotted):
                return without_other_names(before.rstrip(" ,(-"))
    return line


def _read_piece(piece: str, *, lenient: bool) -> PersonName | None:
    """The name that a piece of a line is, what follows it on the line cut off."""
    cut = _AFTER.search(piece)
    if cut and _HOUSE.match(piece, cut.start()) and not lenient:
        return None
    bare = re.sub(r"\s+", " ", piece[: cut.start()] if cut else piece).strip(' ,;:.-–—«»"')
    if _after(bare, _TITLES):
        bare = _without_label(bare)
    if not 3 <= len(bare) <= _LONGEST or (not lenient and any(country_of(part) for part in bare.split(",")[1:])):
        return None
    return _with_comma(bare, lenient=lenient) if bare.count(",") == 1 else _in_a_row(bare, lenient=lenient)


def _with_comma(bare: str, *, lenient: bool) -> PersonName | None:
    """A family name, a comma and a given name; more given names may follow a family name in capitals."""
    family, given = (part.strip() for part in bare.split(","))
    whole = _ordered(family.split()) if " " in family else None
    if whole and _has_family_in_capitals(family) and _is_name(family) and _is_name(given):
        return whole
    named = _is_name(given, lenient=lenient) and _is_name(family, lenient=lenient)
    return PersonName(given=given, family=family, marked=True) if named else None


def _in_a_row(bare: str, *, lenient: bool) -> PersonName | None:
    """The name that words in a row are; commas part further given names from those in capitals."""
    words = bare.replace(",", " ").split()
    listed = "," in bare and not _has_family_in_capitals(bare)
    if listed or any(_is_preposition(word, after) for word, after in pairwise(words)):
        return None
    if not 2 <= len(words) <= 6 or not all(_is_name(word, lenient=lenient) for word in words):
        return None
    if not _is_cased(words, lenient=lenient) or not any(len(word) > 2 for word in words):
        return None
    return _ordered([word.capitalize() if word.islower() and not _is_particle(word) else word for word in words])


def _has_family_in_capitals(words: str) -> bool:
    """Whether some words are in capitals and others are not: "DUPONT Marie", whom further given names follow."""
    return words != words.upper() and any(len(word) > 1 and word == word.upper() for word in words.split())


def _is_name(words: str, *, lenient: bool = False) -> bool:
    """Whether every word may be part of a name."""
    return bool(words) and all(
        (word in _SHORTENED or (word[0].isalpha() and word.translate(_WITHIN).isalpha()))
        and (lenient or fold(word).strip(".") not in _NEVER)
        and (_JOINED.match(word) or not word.startswith(_ELIDED))
        for word in words.split()
    )


def _is_preposition(word: str, following: str) -> bool:
    """Whether a word that may be a particle before another one ("in 't Veld") stands before none."""
    return word in _PREPOSITIONS and not _is_particle(following)


def _is_particle(word: str) -> bool:
    return fold(word).strip(".") in PARTICLES


def _is_cased(words: list[str], *, lenient: bool) -> bool:
    """Whether words are written as names are: capitals first, but for particles."""
    proper = [word for word in words if not _is_particle(word)]
    cased = [word for word in proper if word[0].isupper() or _JOINED.match(word)]
    return len(proper) >= 2 and len(cased) >= (1 if lenient else len(proper))


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
        return PersonName(given=" ".join(words[:cut]), family=_cased(words[cut:]), marked=True)
    cut = len(words) - known[::-1].index(False)
    if cut == 1 and len(words[-1].strip(".")) == 1 and words[0] != words[0].upper():
        return None  # "Fanny W.", "Lambert J.": either part is shortened
    return PersonName(given=" ".join(words[cut:]), family=_cased(words[:cut]))


def _by_capitals(words: list[str]) -> PersonName | None:
    """The words in capitals, where others are not, are the family name."""
    capitals = [word for word in words if _is_in_capitals(word)]
    if not capitals or len(capitals) == len(words):
        return None
    first = next(n for n, word in enumerate(words) if word in capitals)
    last = max(n for n, word in enumerate(words) if word in capitals)
    while first > 0 and _is_particle(words[first - 1]):
        first -= 1
    family = words[first : last + 1]
    given = _given([*words[:first], *words[last + 1 :]], families_first=first == 0)
    return PersonName(given=given, family=_cased(family), marked=True) if given else None


def _by_first_particle(words: list[str]) -> PersonName | None:
    """A name that a particle begins stands family first: "Van de Walle Marie", "t'Kint Anne"."""
    if _JOINED.match(words[0]) and words[0][0].islower():
        return PersonName(given=_cased(words[1:]), family=_cased(words[:1]), marked=True)
    if not _is_particle(words[0]) or fold(words[0]) in _ALSO_GIVEN:
        return None
    stop = next((n for n, word in enumerate(words) if not _is_particle(word)), len(words)) + 1
    if stop >= len(words):
        return None
    return PersonName(given=_cased(words[stop:]), family=_cased(words[:stop]), marked=True)


def _by_order(words: list[str]) -> PersonName:
    """The given name first, up to a particle, which marks the family name where one word follows."""
    cut = next((n for n, word in enumerate(words) if n and (_is_particle(word) or _JOINED.match(word))), None)
    whole = [word for word in words[cut or 0 :] if not _is_particle(word)]
    parted = cut or 1
    return PersonName(given=_cased(words[:parted]), family=_cased(words[parted:]), marked=bool(cut) and len(whole) == 1)


def _given(words: list[str], *, families_first: bool) -> str:
    """The given name used: after a family name in capitals further given names may follow, as on identity cards."""
    return _cased(words[:1] if families_first and len(words) > 2 else words)


def _cased(words: list[str]) -> str:
    """Words in the usual case: capitals become a capital first; within a name in capitals particles become small."""
    return " ".join(_word_case(word, first=not number) for number, word in enumerate(words))


def _is_in_capitals(word: str) -> bool:
    return bool(_PREFIXED.fullmatch(word)) or (len(re.sub(r"\W", "", word)) > 1 and word == word.upper())


def _word_case(word: str, *, first: bool) -> str:
    if not _is_in_capitals(word):
        return word
    if prefixed := _PREFIXED.fullmatch(word):
        return prefixed[1] + _word_case(prefixed[2], first=True)
    if _is_particle(word) and not first:
        return word.lower()
    return re.sub(r"(^|[-'’])(\w)", lambda found: found[1] + found[2].upper(), word.lower())


def titled(shown: str) -> str:
    """A display name with capitals where somebody writes none."""
    if shown != shown.lower():
        return shown
    return re.sub(r"(^|[\s'’-])(\w)", lambda found: found[1] + found[2].upper(), shown)
