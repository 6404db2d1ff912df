"""How far two names may be one person's, and how much of a name an e-mail address holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.person.names.personal_names import PARTICLES, PersonName
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable


def likeness(one: PersonName, other: PersonName) -> float:
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


def abbreviates(short: PersonName, full: PersonName) -> bool:
    """Whether one name has the initials of the other's double given name in its place: "AC", "Jo"."""
    for written in short.tokens:
        rest = [token for token in short.tokens if token != written]
        given = [token for token in full.tokens if token not in rest]
        if len(given) > 1 and len(given) + len(rest) == len(full.tokens) and written == "".join(w[0] for w in given):
            return True
    return False


def in_address(name: PersonName, email: str) -> float:
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


def confirmed_by(name: PersonName, email: str) -> bool:
    """Whether an address holds a name: each word, or its initial where another word stands whole."""
    parts = [part for part in re.split(r"[\W\d_]+", fold(email.partition("@")[0])) if part]
    local = "".join(parts)
    words = [token for token in name.tokens if len(token) > 1 and token not in PARTICLES]
    whole = [word for word in words if len(word) > 2 and word in local]
    initials = {part[0] for part in parts}
    return len(words) > 1 and bool(whole) and all(word in whole or word[0] in initials for word in words)


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


def completed(name: PersonName, addresses: Iterable[str]) -> PersonName:
    """A name told by initials only, with the given name that an address spells out: "marc.dupont@…"."""
    initials = re.findall(r"[^\W\d_]+", name.given)
    if name.is_full or not initials or any(len(initial) > 3 for initial in initials):
        return name
    family = re.sub(r"[^a-z]", "", fold(name.family))
    for address in addresses:
        first, *rest = [part for part in re.split(r"[._-]", address.partition("@")[0]) if part]
        if "".join(rest) == family and len(first) > 3 and first.startswith(fold(initials[0])):
            return PersonName(given=first.capitalize(), family=name.family)
    return name
