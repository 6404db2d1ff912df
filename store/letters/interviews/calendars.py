"""Calendars, within one transaction: what candidates' answer, and the addresses that the jury's ask.

Each mail's answer is put once at its interview, or shown for a person. An address is made, looked up by its secret,
revoked.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from parsers.values.acts import MailAct, Shown, refused
from store.applications.later_mails import AnsweringMail
from store.database.codec import fields_of, value_of
from store.database.ids import next_id
from store.database.models import FeedRow, InterviewRow, LetterRow, Membership, MessageRow, ReplyRow
from store.database.sessions import DatedPart, there
from store.errors import InterviewMoved, NotInStore
from store.letters.interviews.values import Attendance, CalendarFeed, CalendarReply, ReadReply, ReplyVerdict
from store.values import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from store.letters.interviews.interviews import Interviews
    from store.letters.interviews.values import Interview

OFTEN = timedelta(hours=1)
"""Calendars ask every few minutes: that one asked is kept to the hour."""


class Replies(DatedPart):
    """What calendars answered."""

    def __init__(
        self,
        session: Session,
        interviews: Interviews,
        clock: Callable[[], datetime],
        doubts: Callable[[Sequence[AnsweringMail]], list[str | None]],
    ) -> None:
        super().__init__(session, clock)
        self._interviews = interviews
        self._doubts = doubts
        """Why mails are not taken for the candidates': `Applications.doubts`."""

    def take(self, reply: CalendarReply, senders: frozenset[str]) -> ReadReply:
        """Puts an answer at its interview; `senders` is who the mail is from, beside whom the calendar names.

        It counts if the UID is ours, who answers and who sent it is whom we invited, the mail may do that
        (`MailAct.CALENDAR`), nothing was changed since and nothing newer is noted; else it is kept for a person. A mail
        that is read again changes nothing, unless it waits for proof.
        """
        known = self._session.scalar(select(ReplyRow).where(ReplyRow.message_id == reply.message_id))
        if known is not None:
            self._take_again(known, reply.stamped_at)
            return _value(known)
        interview = self._interviews.by_uid(reply.uid)
        verdict = self._verdict(reply, interview, senders)
        row = ReplyRow(
            **fields_of(reply, "message_id", "uid", "sequence", "attendee"),
            notice=interview.notice if interview else reply.notice,
            answer=reply.answer.value,
            interview_id=interview.id if interview else None,
            verdict=verdict.value,
            read_at=self._clock(),
        )
        self._session.add(row)
        if verdict is ReplyVerdict.TAKEN:
            self._put(row, reply.stamped_at)
        self._session.flush()
        return _value(row)

    def take_again(self, application_ids: Sequence[int]) -> None:
        """Puts answers that waited for proof at their interviews, where their mails count as the candidate's by now."""
        query = select(ReplyRow).join(InterviewRow, InterviewRow.id == ReplyRow.interview_id)
        query = query.join(Membership, Membership.message_id == InterviewRow.message_id)
        waiting = (ReplyRow.verdict == ReplyVerdict.UNPROVEN, ReplyRow.settled_by.is_(None))
        for row in self._session.scalars(query.where(Membership.application_id.in_(application_ids), *waiting)).all():
            self._put(row)
        self._session.flush()

    def _take_again(self, row: ReplyRow, stamped_at: datetime | None) -> None:
        if row.verdict == ReplyVerdict.UNPROVEN and row.settled_by is None:
            self._put(row, stamped_at)
            self._session.flush()

    def _put(self, row: ReplyRow, stamped_at: datetime | None = None) -> None:
        """Puts an answer of whom we invited at its interview, if the mail may do that; its row tells the outcome."""
        interview = self._interviews.get(row.interview_id or 0)
        mail = AnsweringMail(
            message_id=row.message_id, about_id=interview.message_id, addresses=self._invited(interview)
        )
        (doubt,) = self._doubts([mail])
        row.doubt = refused(MailAct.CALENDAR, Shown(doubt=doubt))
        row.verdict = (ReplyVerdict.UNPROVEN if row.doubt else self._answer(row, stamped_at)).value

    def _answer(self, row: ReplyRow, stamped_at: datetime | None) -> ReplyVerdict:
        number, told, said_at = row.interview_id or 0, Attendance(row.answer), self._said_at(row, stamped_at)
        try:
            self._interviews.answer(number, told, PROGRAM, sequence=row.sequence, at=said_at)
        except InterviewMoved:
            held = self._interviews.get(number)
            is_same = held.holds and held.sequence == row.sequence
            return ReplyVerdict.OLDER if is_same else ReplyVerdict.OUTDATED
        return ReplyVerdict.TAKEN

    def _said_at(self, row: ReplyRow, stamped_at: datetime | None) -> datetime:
        """When an answer was given: as the calendar says, and no later than its mail arrived."""
        received_at = self._session.scalar(select(MessageRow.received_at).where(MessageRow.id == row.message_id))
        latest = received_at or self._clock()
        return min(stamped_at or latest, latest)

    def all(self, notice: str) -> tuple[ReadReply, ...]:
        """Those of a notice, oldest first."""
        rows = self._session.scalars(
            select(ReplyRow).where(ReplyRow.notice == notice).order_by(ReplyRow.read_at, ReplyRow.message_id)
        )
        return tuple(_value(row) for row in rows)

    def waiting(self) -> int:
        """How many wait for a person, over all notices."""
        query = select(func.count()).select_from(ReplyRow)
        return (
            self._session.scalar(query.where(ReplyRow.verdict != ReplyVerdict.TAKEN, ReplyRow.settled_by.is_(None)))
            or 0
        )

    def settle(self, message_id: int, author: str) -> None:
        """A person has dealt with one that was not taken. Raises NotInStore."""
        row = self._session.scalar(select(ReplyRow).where(ReplyRow.message_id == message_id))
        if row is None:
            raise NotInStore(f"mail {message_id} has no calendar's answer")
        row.settled_at, row.settled_by = self._clock(), author
        self._session.flush()

    def _verdict(self, reply: CalendarReply, interview: Interview | None, senders: frozenset[str]) -> ReplyVerdict:
        if interview is None:
            return ReplyVerdict.UNKNOWN
        invited = self._invited(interview)
        if not invited or any(address.lower() not in invited for address in (reply.attendee, *senders)):
            return ReplyVerdict.STRANGER
        if not interview.holds:
            return ReplyVerdict.CANCELLED
        return ReplyVerdict.TAKEN if reply.sequence == interview.sequence else ReplyVerdict.OUTDATED

    def _invited(self, interview: Interview) -> frozenset[str]:
        """The addresses to which a calendar entry of the interview went or may have gone."""
        query = select(LetterRow.to_email).where(
            LetterRow.interview_id == interview.id,
            LetterRow.state.in_(("sent", "sending", "doubtful")),
        )
        return frozenset(address.lower() for address in self._session.scalars(query))


def _value(row: ReplyRow) -> ReadReply:
    reply = value_of(CalendarReply, row, answer=Attendance(row.answer), stamped_at=None)
    return value_of(ReadReply, row, reply=reply)


class Feeds(DatedPart):
    """The addresses; of each secret its hash alone is kept."""

    def all(self, notice: str) -> tuple[CalendarFeed, ...]:
        """Those of a notice, the revoked ones too, oldest first."""
        rows = self._session.scalars(select(FeedRow).where(FeedRow.notice == notice).order_by(FeedRow.id))
        return tuple(value_of(CalendarFeed, row) for row in rows)

    def make(self, notice: str, jury: str | None, author: str) -> tuple[CalendarFeed, str]:
        """Create a feed. Returns it with its secret, which the store does not keep."""
        token = secrets.token_urlsafe(32)
        row = FeedRow(
            id=next_id(self._session, "feed"),
            notice=notice,
            jury=jury or None,
            token_sha256=_digest(token),
            created_at=self._clock(),
            created_by=author,
        )
        self._session.add(row)
        self._session.flush()
        return value_of(CalendarFeed, row), token

    def revoke(self, feed_id: int) -> None:
        """From now on it leads nowhere. Raises NotInStore."""
        row = there(self._session.scalar(select(FeedRow).where(FeedRow.id == feed_id)), f"calendar address {feed_id}")
        row.revoked_at = row.revoked_at or self._clock()
        self._session.flush()

    def by_token(self, token: str) -> CalendarFeed:
        """The address with that secret. Raises NotInStore where there is none, or it was revoked."""
        query = select(FeedRow).where(FeedRow.token_sha256 == _digest(token), FeedRow.revoked_at.is_(None))
        row = there(self._session.scalar(query), "such calendar")
        return value_of(CalendarFeed, row)

    def is_noted(self, feed: CalendarFeed) -> bool:
        """Whether it is known already that a calendar asked within the last hour."""
        return feed.read_at is not None and self._clock() - feed.read_at < OFTEN

    def note(self, feed_id: int) -> None:
        """A calendar asked for it now."""
        row = self._session.scalar(select(FeedRow).where(FeedRow.id == feed_id))
        if row is not None:
            row.read_at = self._clock()
            self._session.flush()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
