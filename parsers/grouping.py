"""Which messages are one candidate's. Only what is certain joins two addresses; the rest is shown to a human.

Pure and independent of order: the same claims make the same groups, however they came in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from parsers.senders import is_machine, name_words
from parsers.values import Address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageClaims:
    """What a message says of who its candidate is."""

    message_id: int
    """The message's number in the store."""
    email: str | None = None
    """The applicant's address, in lower case."""
    emails: frozenset[str] = frozenset()
    """Addresses that the candidate's own words and papers give as theirs."""
    names: tuple[str, ...] = ()
    """The candidate's name, once for each source that states it (From, signature, CV, letter)."""
    phones: frozenset[str] = frozenset()
    """E.164."""
    message_ids: frozenset[str] = frozenset()
    """Its Message-ID; of an attached forward the original's too."""
    references: frozenset[str] = frozenset()
    """The Message-IDs that it answers."""
    digests: frozenset[str] = frozenset()
    """SHA-256 of its documents."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PossibleDuplicate:
    """Two groups that may be one candidate, and the clause that says why."""

    first: frozenset[int]
    second: frozenset[int]
    reason: str


def partition(claims: Iterable[MessageClaims]) -> tuple[frozenset[int], ...]:
    """The messages of each candidate, by ascending lowest message."""
    known = _ordered(claims)
    groups = _Groups(claim.message_id for claim in known)
    for one, other in _comparable(known):
        if _is_one_candidate(one, other):
            groups.join(one.message_id, other.message_id)
    return groups.all()


def possible_duplicates(claims: Iterable[MessageClaims]) -> tuple[PossibleDuplicate, ...]:
    """Pairs of candidates that may be one, for a human to merge: each pair once, with the strongest reason."""
    known = _ordered(claims)
    group_of = {number: group for group in partition(known) for number in group}
    found: dict[tuple[frozenset[int], frozenset[int]], str] = {}
    for one, other in _comparable(known):
        first, second = sorted((group_of[one.message_id], group_of[other.message_id]), key=min)
        if first != second and (reason := _suspicion(one, other)):
            found.setdefault((first, second), reason)
    pairs = sorted(found.items(), key=lambda item: (min(item[0][0]), min(item[0][1])))
    return tuple(PossibleDuplicate(first=a, second=b, reason=reason) for (a, b), reason in pairs)


def same_name(one: str, other: str) -> bool:
    """Whether two names are surely one full name: two words or more in common, and what is missing is only in one.

    "N. Hubermont" is no full name: it agrees with "Nathalie Hubermont" (`agree`) but does not make them one person.
    """
    a, b = name_words(one), name_words(other)
    full = {word for word in a & b if len(word) > 1}
    return len(full) >= 2 and (_is_part_of(a - b, b) or _is_part_of(b - a, a))


def agree(one: str, other: str) -> bool:
    """Whether two names can be one person's: one is part of the other, or they share the given or a family name."""
    a, b = name_words(one), name_words(other)
    if not a or not b:
        return True
    if a <= b or b <= a:
        return True
    shared = {word for word in a & b if len(word) > 1}
    if not shared:
        return False
    return _is_part_of(a - b, b) or _is_part_of(b - a, a) or _first(one) == _first(other)


def _is_part_of(rest: frozenset[str], other: frozenset[str]) -> bool:
    """Whether what only one name has are initials of the other's words, or nothing."""
    return all(len(word) == 1 and any(whole.startswith(word) for whole in other) for word in rest)


def _first(name: str) -> str:
    words = name.replace("-", " ").split()
    return words[0].casefold() if words else ""


def _ordered(claims: Iterable[MessageClaims]) -> list[MessageClaims]:
    return sorted(claims, key=lambda claim: claim.message_id)


def tokens(claims: MessageClaims) -> frozenset[str]:
    """What two messages must share, one of these at least, to be compared at all."""
    addresses = {f"email {address}" for address in (*claims.emails, claims.email or "") if address}
    words = {frozenset(word for word in name_words(name) if len(word) > 1) for name in claims.names}
    return frozenset(
        addresses
        | {f"phone {phone}" for phone in claims.phones}
        | {f"mail {reference}" for reference in claims.references | claims.message_ids}
        | {f"file {digest}" for digest in claims.digests}
        | {f"name {a} {b}" for name in words for a, b in combinations(sorted(name), 2)}
    )


def _comparable(claims: Sequence[MessageClaims]) -> list[tuple[MessageClaims, MessageClaims]]:
    """Pairs that have something in common, each once: all pairs would be too many in a large mailbox."""
    sharing: dict[str, list[MessageClaims]] = defaultdict(list)
    for claim in claims:
        for token in tokens(claim):
            sharing[token].append(claim)
    pairs = {
        (one.message_id, other.message_id): (one, other)
        for together in sharing.values()
        for one, other in combinations(together, 2)
    }
    return [pairs[key] for key in sorted(pairs)]


def _is_one_candidate(one: MessageClaims, other: MessageClaims) -> bool:
    if one.email and one.email == other.email:
        return not _are_two_people(one, other)
    if _are_known_as_two(one, other):
        return False
    same = _have_one_name(one, other)
    states = one.email in other.emails or other.email in one.emails
    threaded = bool(one.references & other.message_ids or other.references & one.message_ids)
    return states or (same and (threaded or bool(one.phones & other.phones) or bool(one.digests & other.digests)))


def _are_two_people(one: MessageClaims, other: MessageClaims) -> bool:
    """At one address: only where each is clearly named, in two sources, and the names do not agree.

    At an address that only a machine has, any two names that do not agree.
    """
    enough = 1 if is_machine(Address(email=one.email)) else 2
    if not (_clearly_named(one, enough) and _clearly_named(other, enough)):
        return enough == 1 and not _have_one_name(one, other)
    return _are_known_as_two(one, other)


def _clearly_named(claims: MessageClaims, sources: int) -> bool:
    """Whether enough sources name one person, and none another."""
    full = [name for name in claims.names if len(name_words(name)) >= 2]
    return len(full) >= sources and all(agree(a, b) for a, b in combinations(full, 2))


def _have_one_name(one: MessageClaims, other: MessageClaims) -> bool:
    return any(same_name(a, b) for a in one.names for b in other.names)


def _are_known_as_two(one: MessageClaims, other: MessageClaims) -> bool:
    """Whether both are named and no name of one agrees with a name of the other."""
    if not one.names or not other.names:
        return False
    return not any(agree(a, b) for a in one.names for b in other.names)


def _suspicion(one: MessageClaims, other: MessageClaims) -> str | None:
    if _have_one_name(one, other):
        return "the same name at two addresses"
    if one.phones & other.phones:
        return "the same telephone number"
    if one.email and one.email == other.email:
        return "one address, but two names"
    if one.email in other.emails or other.email in one.emails:
        return "one gives the other's address"
    return None


class _Groups:
    """Disjoint sets of message numbers."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._parent = {number: number for number in numbers}

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self._root(one), self._root(other)))
        self._parent[high] = low

    def all(self) -> tuple[frozenset[int], ...]:
        members: dict[int, set[int]] = defaultdict(set)
        for number in self._parent:
            members[self._root(number)].add(number)
        return tuple(frozenset(members[root]) for root in sorted(members))

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number
