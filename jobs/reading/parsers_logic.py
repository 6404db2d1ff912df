"""What `parsers` know of candidates, in the form in which `store` asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.linkage import admission, claims, grouping
from parsers.linkage.grouping import MessageClaims
from parsers.values.headers import Headers, Proof
from store.values import IdentityClaims

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from parsers.values.profiles import Profile, Source
    from parsers.values.readings import Reading
    from store.values import Notice, QueuedMessage


class ParsersLogic:
    """Groups messages and assembles applications by the rules of `parsers`."""

    def partition(self, claims: Sequence[IdentityClaims]) -> Iterable[Collection[int]]:
        """The message ids of each candidate."""
        return grouping.partition(map(_member, claims))

    def possible_duplicates(self, claims: Sequence[IdentityClaims]) -> Iterable[tuple[int, int, str]]:
        """Pairs that a human should look at, each by its groups' first messages."""
        return [
            (min(pair.first), min(pair.second), pair.reason)
            for pair in grouping.possible_duplicates(map(_member, claims))
        ]

    def waiting(self, claims: Sequence[IdentityClaims], admitted: Collection[int]) -> Mapping[int, str]:
        """The messages of one candidate that wait for a person's word, and why."""
        return admission.waiting(map(_member, claims), admitted)

    def doubt(
        self,
        mail: IdentityClaims,
        claims: Sequence[IdentityClaims],
        admitted: Collection[int],
        addresses: Collection[str],
    ) -> str | None:
        """Why a mail is not taken for the candidate's when it answers a letter."""
        return admission.doubt(_member(mail), map(_member, claims), admitted, addresses)

    def assemble(self, sources: Sequence[Source], notice: Notice) -> Profile:
        """An application's profile; years are counted to the notice's last day."""
        from parsers.profile import assemble  # noqa: PLC0415 - no command that only looks needs it

        return assemble(sources, criteria=notice.criteria, cutoff=notice.last_day)


def claims_of(
    message_id: int,
    reading: Reading,
    *,
    proof: Proof = Proof.UNCHECKED,
    internal_domains: frozenset[str] = frozenset(),
) -> IdentityClaims:
    """What a message that was read says of whose it is."""
    return _claims(claims.claims_of(message_id, reading, proof=proof, internal_domains=internal_domains))


def claims_of_headers(pending: QueuedMessage, *, proof: Proof = Proof.UNCHECKED) -> IdentityClaims:
    """The same of a message that could not be read."""
    headers = Headers(fields=(), sender=pending.sender)
    return _claims(claims.claims_of_headers(pending.message_id, headers, proof=proof))


def _claims(member: MessageClaims) -> IdentityClaims:
    return IdentityClaims(message_id=member.message_id, tokens=grouping.tokens(member), detail=claims.to_json(member))


def _member(kept: IdentityClaims) -> MessageClaims:
    if kept.detail is None:
        return MessageClaims(message_id=kept.message_id)
    return claims.from_json(kept.detail)
