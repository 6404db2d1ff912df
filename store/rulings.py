"""Which disposition holds: the rules decide, and a person's word on a near miss stands above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.values import Disposition, Verdict
from store.models import NoticeRow
from store.standing import standing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from store.models import MessageRow, ReviewRow


def rule(session: Session, message: MessageRow, verdict: Verdict) -> None:
    """Keeps what the rules say, and what holds."""
    message.ruled_disposition, message.ruled_reason = verdict.disposition.value, verdict.reason
    held = _held(session, message, verdict)
    message.disposition, message.reason = held.disposition.value, held.reason


def again(session: Session, message: MessageRow) -> None:
    """What holds, after a person has spoken."""
    rule(session, message, Verdict(disposition=Disposition(message.ruled_disposition), reason=message.ruled_reason))


def _held(session: Session, message: MessageRow, verdict: Verdict) -> Verdict:
    words = [review for review in standing(session, [message.id]) if review.kind in {"accept", "dismiss"}]
    if not words:
        return verdict
    if words[-1].kind == "accept":
        return Verdict(disposition=_by_arrival(session, message), reason=_clause("accepted", words[-1]))
    return Verdict(disposition=verdict.disposition, reason=_clause("dismissed", words[-1]))


def _clause(done: str, review: ReviewRow) -> str:
    return f"{done} by {review.author}" + (f": {review.text}" if review.text else "")


def _by_arrival(session: Session, message: MessageRow) -> Disposition:
    notice = session.get(NoticeRow, message.notice) if message.notice else None
    late = notice is not None and message.received_at >= notice.closes_at
    return Disposition.LATE if late else Disposition.APPLICATION
