"""Personal names as people write them: read from a line, compared, put in order.

Given and family name are told apart by capitals ("DUPONT Marie"), a comma ("Dupont, Marie"), particles ("Van den
Bossche"), or else by the usual order. Titles, functions and married names ("épouse Lambert") are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.text import fold
from parsers.words.name import LABEL, MARRIED, NICKNAME, NOT_NAMES, PARTICLES, TITLE

_WORD = re.compile(r"^(?:[^\W\d_](?:[^\W\d_]|['’.-])*)$")
_ELIDED = re.compile(r"(?:j|c|n|s|t|m|qu)'")
"""What stands before a verb and never in a name: "j'ai", "c'est", "qu'on"."""
_DECORATION = " \t~*_=#|>•·–—-"
_LONGEST = 60
_LINE = 160
"""A name stands at its line's beginning, within so many characters."""
_BREAK = re.compile(r"\s[|·•–—/-]\s|\t|\s{3,}|[|·•(✉☎✆]")
_AFTER = re.compile(r"\S*[\d@]|,(?=\s*[a-zà-ÿ])|\s:\s")
"""Where a name ends on a line that goes on: at a number, an address, a function in lower case."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
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


def read_name(line: str) -> Name | None:
    """The name that a line is or begins with, or None where it is none."""
    bare = NICKNAME.sub("", MARRIED.sub("", TITLE.sub("", LABEL.sub("", line.strip(_DECORATION)[:_LINE]))))
    pieces = _BREAK.split(bare)
    return next((name for piece in pieces[:2] if (name := _read_piece(piece))), None)


def _read_piece(piece: str) -> Name | None:
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
        return Name(given=given, family=family) if _is_name(given) and _is_name(family) else None
    words = bare.replace(",", " ").split()
    return _ordered(words) if 2 <= len(words) <= 6 and all(map(_is_name, words)) and _is_cased(words) else None


def _has_family_in_capitals(words: str) -> bool:
    """Whether some words are in capitals and others are not: "DUPONT Marie", whom further given names follow."""
    return words != words.upper() and any(len(word) > 1 and word == word.upper() for word in words.split())


def _is_name(words: str) -> bool:
    """Whether every word may be part of a name."""
    return bool(words) and all(
        _WORD.match(word) and fold(word).strip(".") not in NOT_NAMES and not _ELIDED.match(fold(word))
        for word in words.split()
    )


def _is_cased(words: list[str]) -> bool:
    """Whether words are written as names are: capitals first, but for particles."""
    proper = [word for word in words if fold(word) not in PARTICLES]
    return len(proper) >= 2 and all(
        word[0].isupper() or word[:2] in {"d'", "d’"} or word[:2] == "l'" for word in proper
    )


def _ordered(words: list[str]) -> Name:
    """Given and family name of words in a row."""
    capitals = [word for word in words if len(re.sub(r"\W", "", word)) > 1 and word == word.upper()]
    if capitals and len(capitals) < len(words):
        first = next(n for n, word in enumerate(words) if word in capitals)
        last = max(n for n, word in enumerate(words) if word in capitals)
        while first > 0 and fold(words[first - 1]) in PARTICLES:
            first -= 1
        family = words[first : last + 1]
        return Name(
            given=_given([*words[:first], *words[last + 1 :]], families_first=first == 0), family=_cased(family)
        )
    cut = next((n for n, word in enumerate(words) if n and fold(word) in PARTICLES), 1)
    return Name(given=_cased(words[:cut]), family=_cased(words[cut:]))


def _given(words: list[str], *, families_first: bool) -> str:
    """The given name used: after a family name in capitals further given names may follow, as on identity cards."""
    return _cased(words[:1] if families_first and len(words) > 2 else words)


def _cased(words: list[str]) -> str:
    """Words in the usual case: capitals become a capital first; within a name in capitals particles become small."""
    return " ".join(_word_case(word, first=not number) for number, word in enumerate(words))


def _word_case(word: str, *, first: bool) -> str:
    if word != word.upper() or len(re.sub(r"\W", "", word)) < 2:
        return word
    if fold(word) in PARTICLES and not first:
        return word.lower()
    return re.sub(r"(^|[-'’])(\w)", lambda found: found[1] + found[2].upper(), word.lower())


def likeness(one: Name, other: Name) -> float:
    """How far two names may be one person's: 1 the same words, 0.6 one within the other or initials, 0 neither."""
    if sorted(one.tokens) == sorted(other.tokens):
        return 1.0
    small, large = sorted((one.tokens, other.tokens), key=len)
    return 0.6 if _fits(small, large) or _fits(_spelled_out(small), large) or _fits(_spelled_out(large), small) else 0.0


def _fits(small: tuple[str, ...], large: tuple[str, ...]) -> bool:
    """Whether each word of one name is a word or initial of the other, at least one of them whole."""
    rest = list(large)
    whole = 0
    for token in small:
        same = next((other for other in rest if other == token), None)
        match = same or next((o for o in rest if o[0] == token[0] and 1 in {len(o), len(token)}), None)
        if match is None:
            return False
        whole += same is not None and len(token) > 2
        rest.remove(match)
    return whole > 0


def _spelled_out(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Initials written together, "JP", as two."""
    return tuple(letter for token in tokens for letter in (token if len(token) == 2 else (token,)))


def in_address(name: Name, email: str) -> float:
    """The share of a name's words that stand in the local part of an address; of a double name one half is enough."""
    user, _, host = email.partition("@")
    local, domain = re.sub(r"[^a-z]", "", fold(user)), fold(host)
    words = [
        [token for token in re.findall(r"[^\W\d_]+", fold(word)) if len(token) > 1 and token not in PARTICLES]
        for word in name.text.split()
    ]
    told = [tokens for tokens in words if tokens]
    if not told or not local:
        return 0.0
    return sum(max(_is_in(token, local, domain) for token in tokens) for tokens in told) / len(told)


def _is_in(token: str, local: str, domain: str) -> float:
    spelt = _spelt(token, local)
    return 1.0 if spelt in local else 0.5 if spelt in domain else 0.0


def _spelt(token: str, local: str) -> str:
    """A word as an address spells it: German umlauts may be written out."""
    written = next(
        (
            w
            for w in (token, token.replace("a", "ae"), token.replace("o", "oe"), token.replace("u", "ue"))
            if w in local
        ),
        None,
    )
    return written or token
