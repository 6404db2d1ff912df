"""Which later mails may change a candidate's dossier by themselves: those that prove to be the candidate's.

The first mail opens the dossier, and its address is the candidate's. A later mail is admitted where it is proven to
come from that address itself (`Proof.PROVEN`); a colleague's forward is, as the colleague's own, if the mail that it
forwards shows that one address as its sender's. All others wait for a person; where no server is configured whose word
counts, every later mail does. What a mail that waits may not do stands in `parsers.values.acts`. Where the first mail
proves nothing and a later one proves to come from its address, the later one opens the dossier: who was quicker must
not stand in her place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.values.acts import BY_ANOTHER, ELSEWHERE, FORGED, UNPROVEN
from parsers.values.headers import Proof

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from parsers.linkage.grouping import MessageClaims


def waiting(claims: Iterable[MessageClaims], admitted: Collection[int] = ()) -> dict[int, str]:
    """The messages of one candidate that wait for a person, by number, each with the clause that says why.

    Args:
        claims: of all messages of the candidate, in the order in which they arrived.
        admitted: numbers of those that a person has accepted, whose addresses are the candidate's from then on.
    """
    ordered = list(claims)
    own = _own(ordered, admitted)
    known = {claim.email for claim in own if claim.email}
    doubts = {claim.message_id: _doubt(claim, known) for claim in ordered if claim not in own}
    return {number: doubt for number, doubt in doubts.items() if doubt}


def doubt(
    mail: MessageClaims,
    claims: Iterable[MessageClaims],
    admitted: Collection[int] = (),
    addresses: Collection[str] = (),
) -> str | None:
    """Why a mail is not taken for this candidate's when it answers a letter, as a clause; None where it is.

    It need not stand in the dossier. Having opened it proves nothing here: an answer is always a later mail.

    Args:
        mail: the mail.
        claims: of all messages of the candidate, in the order in which they arrived.
        admitted: numbers of those that a person has accepted.
        addresses: the candidate's besides, in lower case, as a person said who had a letter sent there.
    """
    if mail.message_id in admitted:
        return None
    own = _own(list(claims), admitted)
    return _doubt(mail, {*addresses, *(claim.email for claim in own if claim.email)})


def _own(ordered: Sequence[MessageClaims], admitted: Collection[int]) -> list[MessageClaims]:
    """The mails whose addresses are the candidate's."""
    opener = _opener(ordered)
    return [claim for claim in ordered if claim is opener or claim.message_id in admitted]


def _opener(ordered: Sequence[MessageClaims]) -> MessageClaims | None:
    """The mail whose address is the candidate's: the first with one, or the first that proves to come from there."""
    first = next((claim for claim in ordered if claim.email), None)
    if first is None or first.email is None:
        return next(iter(ordered), None)
    proven = (c for c in ordered if c.email == first.email == c.sender and c.proof is Proof.PROVEN)
    return first if _doubt(first, {first.email}) is None else next(proven, first)


def _doubt(claim: MessageClaims, known: Collection[str]) -> str | None:
    if claim.email is None:
        return UNPROVEN
    if claim.email and claim.email not in known:
        return ELSEWHERE
    if claim.sender != claim.email and not claim.by_colleague:
        return BY_ANOTHER
    return {Proof.PROVEN: None, Proof.FAILED: FORGED}.get(claim.proof, UNPROVEN)
