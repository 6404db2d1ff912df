"""Which later mails may change a candidate's dossier by themselves: those that prove to be the candidate's.

The first mail opens the dossier, and its address is the candidate's. A later mail is admitted where it comes from that
address itself and, if a server's word counts (`Proof`), is proven to; a colleague's forward is, as the colleague's own.
All others wait for a person: they supersede, correct and withdraw nothing. Where the first mail proves nothing and a
later one proves to come from its address, the later one opens the dossier: who was quicker must not stand in her place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.values.headers import Proof

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from parsers.linkage.grouping import MessageClaims

ELSEWHERE = "it comes from another address"
BY_ANOTHER = "somebody else sent it in this person's name"
FORGED = "the mail server says that its sender is forged (DMARC)"
UNPROVEN = "nothing proves its sender"


def waiting(claims: Iterable[MessageClaims], admitted: Collection[int] = ()) -> dict[int, str]:
    """The messages of one candidate that wait for a person, by number, each with the clause that says why.

    Args:
        claims: of all messages of the candidate, in the order in which they arrived.
        admitted: numbers of those that a person has accepted, whose addresses are the candidate's from then on.
    """
    ordered = list(claims)
    opener = _opener(ordered)
    own = [claim for claim in ordered if claim is opener or claim.message_id in admitted]
    known = {claim.email for claim in own if claim.email}
    doubts = {claim.message_id: _doubt(claim, known) for claim in ordered if claim not in own}
    return {number: doubt for number, doubt in doubts.items() if doubt}


def _opener(ordered: Sequence[MessageClaims]) -> MessageClaims | None:
    """The mail whose address is the candidate's: the first with one, or the first that proves to come from there."""
    first = next((claim for claim in ordered if claim.email), None)
    if first is None or first.email is None:
        return next(iter(ordered), None)
    proven = (c for c in ordered if c.email == first.email == c.sender and c.proof is Proof.PROVEN)
    return first if _doubt(first, {first.email}) is None else next(proven, first)


def _doubt(claim: MessageClaims, known: Collection[str]) -> str | None:
    if claim.email is None and not claim.by_colleague:
        return UNPROVEN
    if claim.email and claim.email not in known:
        return ELSEWHERE
    if claim.sender != claim.email and not claim.by_colleague:
        return BY_ANOTHER
    return {Proof.FAILED: FORGED, Proof.UNPROVEN: UNPROVEN}.get(claim.proof)
