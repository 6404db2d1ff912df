"""Which of a name's words are the given and which are the family name: decided once, by the best proof of all tellings.

In Belgium many write the family name first: in display names, on the first line of a CV, in names of files. So an order
of words alone proves little there. The order of proof (`OrderProof`): what marks the family name, then how the person
signs, then the head of a paper, then labels. Tellings of a stronger kind outvote all of a weaker kind.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from parsers.facts.person.names.personal_names import PersonName
from parsers.facts.person.names.similarity import likeness
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.values.evidence import Finding

_WORD = re.compile(r"[^\W\d_]+")


class OrderProof(IntEnum):
    """How well a telling proves which part of a name is which, the weakest first."""

    LABEL = 0
    """A display name, the local part of an address, the name of a file: the order of words alone."""
    HEAD = 1
    """The first lines of a CV or letter; an address that shortens the given name ("m.dupont@…")."""
    SIGNED = 2
    """A signature, or the person's own sentence ("je m'appelle …")."""
    MARKED = 3
    """Capitals, a comma, a particle, initials or the fields of a form tell the parts apart, wherever they stand."""


_OF_SOURCE = {
    "signature": OrderProof.SIGNED,
    "self": OrderProof.SIGNED,
    "field": OrderProof.MARKED,
    "handle": OrderProof.LABEL,
}
"""By the kind of place that tells a name (`name_lines`); other places are heads of papers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderedTelling:
    """A name as one place tells it, with how well that proves its order."""

    name: PersonName
    proof: OrderProof


def telling(name: PersonName, source: str | None = None) -> OrderedTelling:
    """A name that a text tells in a kind of place, or, without `source`, a label."""
    weakest = OrderProof.LABEL if source is None else _OF_SOURCE.get(source, OrderProof.HEAD)
    return OrderedTelling(name=name, proof=OrderProof.MARKED if name.marked else weakest)


def name_of(finding: Finding) -> PersonName:
    """The name that a finding of a text tells."""
    given, family = (str(finding.detail.get(part, "")) for part in ("given", "family"))
    return PersonName(given=given, family=family, marked=bool(finding.detail.get("marked")))


def in_order(name: PersonName, tellings: Sequence[OrderedTelling], addresses: Iterable[str] = ()) -> PersonName:
    """The name with its words parted as the best proof has them; its own parting stands where proofs balance.

    Args:
        name: the words, as they are spelled best.
        tellings: all that tells names, of this person or not.
        addresses: the person's e-mail addresses.
    """
    partings = _partings(name, tellings)
    votes: dict[PersonName, list[int]] = {parting: [0] * len(OrderProof) for parting in partings}
    for parting, proof in _voices(partings, tellings, addresses):
        votes[parting][-1 - proof] += 1
    return max(partings, key=lambda parting: votes[parting])


def _partings(name: PersonName, tellings: Iterable[OrderedTelling]) -> list[PersonName]:
    """Every way in which the words of a name may be parted: its own first, as others have them, its parts exchanged."""
    words = sorted(name.tokens)
    same = [one.name for one in tellings if sorted(one.name.tokens) == words]
    found: dict[tuple[str, str], PersonName] = {}
    for one in (name, *same, PersonName(given=name.family, family=name.given)):
        found.setdefault((fold(one.given), fold(one.family)), one)
    return [_spelled(one, name) for one in found.values()]


def _voices(
    partings: Sequence[PersonName], tellings: Iterable[OrderedTelling], addresses: Iterable[str]
) -> Iterable[tuple[PersonName, OrderProof]]:
    """Each telling and address that speaks for one of the partings."""
    for one in tellings:
        if likeness(one.name, partings[0]):
            yield from ((parting, one.proof) for parting in partings if _agrees(one.name, parting))
    for address in addresses:
        yield from ((parting, proof) for parting in partings if (proof := _in_address(parting, address)) is not None)


def _agrees(told: PersonName, parting: PersonName) -> bool:
    """Whether a telling has one of the two parts as they are here."""
    return fold(told.family) == fold(parting.family) or fold(told.given) == fold(parting.given)


def _in_address(name: PersonName, address: str) -> OrderProof | None:
    """What an address proves that begins with the given name, or its initial, and ends with the family name."""
    local = re.sub(r"[^a-z]", "", fold(address.partition("@")[0]))
    words = _WORD.findall(fold(name.given))
    given, family = "".join(words), "".join(_WORD.findall(fold(name.family)))
    if not given or not family:
        return None
    if local == given + family:
        return OrderProof.LABEL
    short = {f"{initials}{family}" for initials in (words[0][0], "".join(word[0] for word in words))}
    return OrderProof.HEAD if local in short or _spells_out(local, given, family) else None


def _spells_out(local: str, given: str, family: str) -> bool:
    """Whether an address has both parts of a name of which one is an initial: "fanny.wauthelet@…" of "Fanny W."."""
    if len(given) == 1:
        return local.startswith(given) and local.endswith(family)
    return len(family) == 1 and local.startswith(given + family)


def _spelled(name: PersonName, model: PersonName) -> PersonName:
    """The name with each word spelled as another one of the same words spells it."""
    spelling: dict[str, list[str]] = defaultdict(list)
    for word in _WORD.findall(model.text):
        spelling[fold(word)].append(word)

    def spell(found: re.Match[str]) -> str:
        known = spelling.get(fold(found[0]))
        return known[0] if known and _accents(known[0]) > _accents(found[0]) else found[0]

    return PersonName(given=_WORD.sub(spell, name.given), family=_WORD.sub(spell, name.family), marked=name.marked)


def _accents(word: str) -> int:
    return sum(ord(character) > 127 for character in word)
