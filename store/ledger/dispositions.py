"""Which disposition holds: the rules decide, what was once kept is never forgotten by them, a person's word is above.

A message that was an application stays one's until a person takes it out; where the rules as they are now say
otherwise, it is a near miss that "no longer matches". What was kept as anything else is not forgotten either.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists, select

from parsers.values.dispositions import Disposition, Verdict, by_arrival
from store.database.models import NoticeRow, ReviewRow
from store.reviews.in_force import in_force_on

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from store.database.models import MessageRow

APPLYING = frozenset({Disposition.APPLICATION.value, Disposition.LATE.value})
JUNK = "it lies in a junk folder"
NO_LONGER = "no longer matches: "


def doubted(verdict: Verdict) -> Verdict:
    """What a verdict comes to for a message that lies in a junk folder and nowhere else: a person is to say. Pure."""
    if verdict.disposition not in APPLYING:
        return verdict
    return Verdict(disposition=Disposition.NEAR_MISS, reason=f"{JUNK}: {verdict.reason}", specific=verdict.specific)


def remembered(
    verdict: Verdict, was: str | None, *, spoken: bool = False, in_junk: bool = False
) -> tuple[Verdict, bool]:
    """What a verdict comes to for a message that once `was` something else, and whether it has lapsed by it. Pure.

    Args:
        verdict: the rules' own.
        was: the closest that the rules ever had it for; None where it was never read and its headers tell nothing.
        spoken: a person has said something on it.
        in_junk: only junk folders ever showed it.
    """
    if in_junk and was not in APPLYING:
        verdict = doubted(verdict)
    applied = was in APPLYING and verdict.disposition not in APPLYING
    forgotten = verdict.disposition is Disposition.UNRELATED and (was is not None or spoken)
    if not applied and not forgotten:
        return verdict, False
    return Verdict(disposition=Disposition.NEAR_MISS, reason=NO_LONGER + verdict.reason), True


def never_forgotten(session: Session, message: MessageRow) -> bool:
    """Whether only erasure and retention may take the message's content away."""
    return message.was is not None or spoken_on(session, message)


_SPOKEN_ON = select(exists().where(ReviewRow.message_id == bindparam("message")))


def spoken_on(session: Session, message: MessageRow) -> bool:
    """Whether a person ever said something on the message, taken back or not."""
    return bool(session.scalar(_SPOKEN_ON, {"message": message.id}))


def rule(session: Session, message: MessageRow, verdict: Verdict) -> None:
    """Keeps what the rules say, and what holds."""
    verdict, message.lapsed = remembered(
        verdict, message.was, spoken=spoken_on(session, message), in_junk=message.in_junk
    )
    message.ruled_disposition, message.ruled_reason = verdict.disposition.value, verdict.reason
    again(session, message)


def note(message: MessageRow) -> None:
    """It is kept, and not read yet."""
    message.was = message.was or known_as(message.ruled_disposition)


def known_as(ruled: str) -> str | None:
    """What an application by its headers is never forgotten as: no more than a near miss, for it was not read. Pure."""
    return Disposition.NEAR_MISS.value if ruled in APPLYING else None


def settle(message: MessageRow) -> None:
    """It was read, or given up: what the rules have it for is told from now on, and never forgotten by them."""
    if message.ruled_disposition != Disposition.UNRELATED and message.was not in APPLYING:
        message.was = message.ruled_disposition


def again(session: Session, message: MessageRow) -> None:
    """What holds, after a person has spoken."""
    ruled = Verdict(disposition=Disposition(message.ruled_disposition), reason=message.ruled_reason)
    words = [review for review in in_force_on(session, [message.id]) if review.kind in {"accept", "dismiss"}]
    held = _spoken(session, message, ruled, words[-1]) if words else ruled
    message.disposition, message.reason = held.disposition.value, held.reason
    stays = message.lapsed and message.was in APPLYING and not words
    message.applies = message.disposition in APPLYING or stays


def _spoken(session: Session, message: MessageRow, ruled: Verdict, word: ReviewRow) -> Verdict:
    """A mail whose original is not kept is an application once that was fetched: till then it is asked for."""
    if word.kind == "accept" and message.sha256 is None:
        return replace(ruled, reason=_clause("asked for", word))
    if word.kind == "accept":
        return Verdict(disposition=_by_arrival(session, message), reason=_clause("accepted", word))
    applied = ruled.disposition.value in APPLYING
    held = Disposition.NEAR_MISS if applied else ruled.disposition
    return replace(ruled, disposition=held, reason=_clause("dismissed", word))


def _clause(done: str, review: ReviewRow) -> str:
    return f"{done} by {review.author}" + (f": {review.text}" if review.text else "")


def _by_arrival(session: Session, message: MessageRow) -> Disposition:
    notice = session.get(NoticeRow, message.notice) if message.notice else None
    return by_arrival(message.received_at, notice.closes_at) if notice else Disposition.APPLICATION
