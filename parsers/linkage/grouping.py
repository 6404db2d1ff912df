"""Which messages are one candidate's. Only what is certain joins two addresses; the rest is shown to a human.

Pure and independent of order: the same claims make the same groups, however they came in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations, islice, product
from typing import TYPE_CHECKING

from parsers.linkage.namesakes import agree, same_name, words_of
from parsers.linkage.senders import is_machine
from parsers.values.headers import Address, Proof

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

CROWD = 20
"""Of more candidates than this who share one thing, each is shown as a possible duplicate of the first alone."""
MOST_COMPARED = 2_500
"""Pairs of faces that one thing ties. What strangers make more of is compared with the first ones (`_compared`)."""
MOST_ADDRESSES = 50
"""Nobody writes from more of them: what would give a candidate more stays apart, as a possible duplicate."""


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
    sender: str | None = None
    """The address that sent it, in lower case: of a forward or a machine it is not the applicant's."""
    by_colleague: bool = False
    """A colleague forwarded it, and the applicant's is the one address from which the original came."""
    proof: Proof = Proof.UNCHECKED
    """What the receiving server says of the sender."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PossibleDuplicate:
    """Two groups that may be one candidate, and the clause that says why."""

    first: frozenset[int]
    second: frozenset[int]
    reason: str


def partition(claims: Iterable[MessageClaims]) -> tuple[frozenset[int], ...]:
    """The messages of each candidate, by ascending lowest message."""
    return _joined(_ordered(claims)).all()


def possible_duplicates(claims: Iterable[MessageClaims]) -> tuple[PossibleDuplicate, ...]:
    """Pairs of candidates that may be one, for a human to merge: each pair once, with the strongest reason."""
    known = _ordered(claims)
    group_of = {number: group for group in _joined(known).all() for number in group}
    found: dict[tuple[frozenset[int], frozenset[int]], str] = {}
    for reason, suspect, bond in _suspicions(known):
        for pair in _pairs(bond, suspect, group_of):
            found.setdefault(pair, reason)
    pairs = sorted(found.items(), key=lambda item: (min(item[0][0]), min(item[0][1])))
    return tuple(PossibleDuplicate(first=a, second=b, reason=reason) for (a, b), reason in pairs)


def tokens(claims: MessageClaims) -> frozenset[str]:
    """What two messages must share, one of these at least, to be compared at all."""
    addresses = {f"email {address}" for address in (*claims.emails, claims.email or "") if address}
    return frozenset(
        addresses
        | {f"phone {phone}" for phone in claims.phones}
        | {f"mail {reference}" for reference in claims.references | claims.message_ids}
        | {f"file {digest}" for digest in claims.digests}
        | _name_tokens(claims)
    )


def _name_tokens(claims: MessageClaims) -> set[str]:
    return _tokens_of(claims.names)


def _tokens_of(names: Iterable[str]) -> set[str]:
    words = {frozenset(word for word in words_of(name) if len(word) > 1) for name in names}
    return {f"name {a} {b}" for name in words for a, b in combinations(sorted(name), 2)}


def _ordered(claims: Iterable[MessageClaims]) -> list[MessageClaims]:
    return sorted(claims, key=lambda claim: claim.message_id)


# --- what ties messages together: hundreds of mails under one name are compared by their faces, which are few ---


@dataclass(frozen=True, slots=True)
class _Face:
    """What the rules look at in a message; the mails of one candidate show few different ones."""

    email: str | None
    names: tuple[str, ...]


_Faces = dict[_Face, list[int]]
"""Messages by their face."""


@dataclass(frozen=True, slots=True)
class _Bond:
    """One thing that every message of the one side shares with every message of the other."""

    one: _Faces
    other: _Faces


def _by_face(claims: Iterable[MessageClaims]) -> _Faces:
    found: _Faces = defaultdict(list)
    for claim in claims:
        found[_Face(claim.email, claim.names)].append(claim.message_id)
    return found


def _bonds(
    claims: Sequence[MessageClaims],
    one: Callable[[MessageClaims], Iterable[str]],
    other: Callable[[MessageClaims], Iterable[str]] | None = None,
) -> Iterator[_Bond]:
    """A bond for each thing that `one` names of a message and `other` (the same, if none) of another, in order."""
    left = _index(claims, one)
    right = _index(claims, other) if other else left
    for thing in sorted(left.keys() & right.keys()):
        yield _Bond(_by_face(left[thing]), _by_face(right[thing]))


def _index(
    claims: Sequence[MessageClaims], things: Callable[[MessageClaims], Iterable[str]]
) -> dict[str, list[MessageClaims]]:
    found: dict[str, list[MessageClaims]] = defaultdict(list)
    for claim in claims:
        for thing in things(claim):
            found[thing].append(claim)
    return found


def _address(claims: MessageClaims) -> tuple[str, ...]:
    return (claims.email,) if claims.email else ()


def _joined(claims: Sequence[MessageClaims]) -> _Groups:
    """The mails of one address, then the addresses that one mail ties to another, in the order in which it was said."""
    groups = _Groups(claim.message_id for claim in claims)
    for one, other in _holding_at_all([(_at_one_address, bond) for bond in _bonds(claims, _address)]):
        groups.join_all((*one, *other))
    people = _People(groups, claims)
    stated = [(_at_stated_address, bond) for bond in _bonds(claims, _address, lambda claim: claim.emails)]
    checked = {claim.message_id for claim in claims if claim.proof is not Proof.UNCHECKED}
    ties = [(one, _later(other, one, checked), True) for one, other in _holding_at_all(stated)]
    ties += [(one, other, False) for one, other in _holding_at_all(_ties(claims))]
    for one, other, states in sorted((tie for tie in ties if tie[1]), key=lambda tie: (max(map(min, tie[:2])), tie)):
        people.join(one, other, states=states)
    return groups


def _later(stating: list[int], owner: list[int], checked: Collection[int]) -> list[int]:
    """Where senders are checked, a mail that gives an address is joined to its owner's mails only if it came later.

    Else a stranger who is quicker than a candidate and gives her address would have her mails come into his dossier.
    """
    return [number for number in stating if number not in checked or number > min(owner)]


def _holding_at_all(
    ties: Iterable[tuple[Callable[[_Face, _Face], bool], _Bond]],
) -> Iterator[tuple[list[int], list[int]]]:
    for holds, bond in ties:
        for one, other in _holding(bond, cache(holds)):
            yield bond.one[one], bond.other[other]


def _ties(claims: Sequence[MessageClaims]) -> Iterator[tuple[Callable[[_Face, _Face], bool], _Bond]]:
    """The bonds that can make the mails of two addresses one candidate's, and under which condition."""
    yield from ((_under_one_name, bond) for bond in _bonds(claims, lambda c: c.message_ids, lambda c: c.references))
    yield from ((_under_one_name, bond) for bond in _bonds(claims, lambda claim: claim.phones))
    yield from ((_under_one_name, bond) for bond in _bonds(claims, lambda claim: claim.digests))


def _suspicions(
    claims: Sequence[MessageClaims],
) -> Iterator[tuple[str, Callable[[_Face, _Face], bool], _Bond]]:
    """The bonds that make two candidates suspect of being one; the strongest reason first."""
    for bond in _bonds(claims, _name_tokens):
        yield "the same name at two addresses", _have_one_name, bond
    for bond in _bonds(claims, lambda claim: claim.phones):
        yield "the same telephone number", _always, bond
    for bond in _bonds(claims, _address):
        yield "one address, but two names", _always, bond
    for bond in _bonds(claims, _address, lambda claim: claim.emails):
        yield "one gives the other's address", _always, bond


def _holding(bond: _Bond, holds: Callable[[_Face, _Face], bool]) -> Iterator[tuple[_Face, _Face]]:
    return ((one, other) for one, other in _compared(bond) if holds(one, other))


def _compared(bond: _Bond) -> Iterable[tuple[_Face, _Face]]:
    """Each face of the one side with each of the other.

    Whoever writes many mails under ever other names would have all of them compared with all, at each mail anew: in
    such a crowd each is compared with the first ones, and with the first ones that share its name.
    """
    if len(bond.one) * len(bond.other) <= MOST_COMPARED:
        return product(bond.one, bond.other)
    ones, others, named = list(islice(bond.one, CROWD)), list(islice(bond.other, CROWD)), _by_name(bond.other)
    near = ((one, other) for one in bond.one for other in dict.fromkeys((*others, *_alike(one, named))))
    return chain(near, ((one, other) for other in bond.other for one in ones))


def _by_name(faces: Iterable[_Face]) -> dict[str, list[_Face]]:
    """The first faces of each two words that stand in one name."""
    found: dict[str, list[_Face]] = defaultdict(list)
    for face in faces:
        for token in _tokens_of(face.names):
            if len(found[token]) < CROWD:
                found[token].append(face)
    return found


def _alike(face: _Face, named: dict[str, list[_Face]]) -> Iterator[_Face]:
    """The first faces that share a name with one."""
    return islice((other for token in sorted(_tokens_of(face.names)) for other in named.get(token, ())), 5 * CROWD)


def _pairs(
    bond: _Bond, suspect: Callable[[_Face, _Face], bool], group_of: dict[int, frozenset[int]]
) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
    """The candidates on both sides that are suspect of being one; of a crowd each with the first."""
    ones, others = _by_group(bond.one, group_of), _by_group(bond.other, group_of)
    together = sorted(ones.keys() | others.keys(), key=min)
    pairs = ((first, second) for first in together[:1] for second in together[1:])
    for first, second in combinations(together, 2) if len(together) <= CROWD else pairs:
        if _any(suspect, ones[first], others[second]) or _any(suspect, ones[second], others[first]):
            yield first, second


def _by_group(faces: _Faces, group_of: dict[int, frozenset[int]]) -> dict[frozenset[int], set[_Face]]:
    """The faces of each candidate, the first ones of a crowd."""
    found: dict[frozenset[int], set[_Face]] = defaultdict(set)
    for face, numbers in faces.items():
        for number in numbers:
            known = found[group_of[number]]
            if len(known) < CROWD:
                known.add(face)
    return found


def _any(suspect: Callable[[_Face, _Face], bool], ones: Iterable[_Face], others: Iterable[_Face]) -> bool:
    return any(suspect(one, other) for one in ones for other in others)


# --- the rules ---


def _always(one: _Face, other: _Face) -> bool:
    del one, other
    return True


def _at_one_address(one: _Face, other: _Face) -> bool:
    return not _are_two_people(one, other)


def _at_stated_address(one: _Face, other: _Face) -> bool:
    return one.email != other.email and not _are_known_as_two(one, other)


def _under_one_name(one: _Face, other: _Face) -> bool:
    elsewhere = not one.email or one.email != other.email  # at one address the address decides
    return elsewhere and _have_one_name(one, other) and not _are_known_as_two(one, other)


def _are_two_people(one: _Face, other: _Face) -> bool:
    """At one address: only where each is clearly named, in two sources, and the names do not agree.

    At an address that only a machine has, any two names that do not agree.
    """
    enough = 1 if is_machine(Address(email=one.email)) else 2
    if not (_clearly_named(one, enough) and _clearly_named(other, enough)):
        return enough == 1 and not _have_one_name(one, other)
    return _are_known_as_two(one, other)


def _clearly_named(face: _Face, sources: int) -> bool:
    """Whether enough sources name one person, and none another."""
    full = [name for name in face.names if len(words_of(name)) >= 2]
    return len(full) >= sources and all(agree(a, b) for a, b in combinations(full, 2))


def _have_one_name(one: _Face, other: _Face) -> bool:
    return any(same_name(a, b) for a in one.names for b in other.names)


def _are_known_as_two(one: _Face, other: _Face) -> bool:
    """Whether both are named and no name of one agrees with a name of the other."""
    if not one.names or not other.names:
        return False
    return not any(agree(a, b) for a in one.names for b in other.names)


class _People:
    """Addresses that are joined, one tie after the other, as long as nobody stands between two persons.

    Two addresses that only a third one ties are one person's where both bear one full name: else a stranger who names
    two candidates' addresses would put one into the other's dossier. Who gives another's address comes to it alone.
    """

    def __init__(self, groups: _Groups, claims: Iterable[MessageClaims]) -> None:
        self._groups = groups
        self._home = {number: groups.root(number) for number in groups.numbers()}
        self._names: dict[int, tuple[str, ...]] = {}
        self._homes = {home: {home} for home in self._home.values()}
        for claim in claims:
            if claim.names:
                self._names.setdefault(self._home[claim.message_id], claim.names)

    def join(self, one: Sequence[int], other: Sequence[int], *, states: bool) -> None:
        """The mails of two addresses are one candidate's, unless that would join others who are not surely one.

        Args:
            one: mails of a face.
            other: mails of another one.
            states: they give the first's address.
        """
        for number in one[1:]:
            self._join(one[0], number, states=False)
        for number in other:
            self._join(one[0], number, states=states)

    def _join(self, one: int, other: int, *, states: bool) -> None:
        low, high = sorted((self._groups.root(one), self._groups.root(other)))
        tied = {self._home[one], self._home[other]}
        pairs = ((a, b) for a in self._homes[low] for b in self._homes[high] if {a, b} != tied)
        if low == high or len(self._homes[low]) + len(self._homes[high]) > MOST_ADDRESSES:
            return
        alone = states and len(self._homes[self._groups.root(other)]) == 1
        if not (alone or all(self._are_one(a, b) for a, b in pairs)):
            return
        self._groups.join_all((one, other))
        self._homes[low] |= self._homes.pop(high)

    def _are_one(self, one: int, other: int) -> bool:
        return any(same_name(a, b) for a in self._names.get(one, ()) for b in self._names.get(other, ()))


class _Groups:
    """Disjoint sets of message numbers."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._parent = {number: number for number in numbers}

    def join_all(self, numbers: Sequence[int]) -> None:
        """All of these are one candidate's."""
        for number in numbers:
            low, high = sorted((self.root(numbers[0]), self.root(number)))
            self._parent[high] = low

    def all(self) -> tuple[frozenset[int], ...]:
        members: dict[int, set[int]] = defaultdict(set)
        for number in self._parent:
            members[self.root(number)].add(number)
        return tuple(frozenset(members[root]) for root in sorted(members))

    def numbers(self) -> Iterable[int]:
        """All of them."""
        return self._parent.keys()

    def root(self, number: int) -> int:
        """The lowest of those that a number is joined with."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number
