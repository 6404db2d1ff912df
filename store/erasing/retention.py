"""What the clocks of retention are told by: of each application its outcome and when its time begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from parsers.values.dispositions import Disposition
from store.database.models import Application, Membership, MessageRow, NoticeRow, ReviewRow, StatisticRow
from store.database.sessions import StorePart
from store.errors import NotInStore
from store.notices import notice_of
from store.reviews.in_force import not_undone
from store.reviews.standing import ACTIVE

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from store.values import Notice

SELECTED, NOT_SELECTED, INCOMPLETE = "selected", "not_selected", "incomplete"
RETAINED = frozenset({"shortlist", "select", "reserve"})
"""Decisions after which somebody may still be appointed, or is."""
WORDS = ("decision", "standing", "hold", "consent")


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptApplication:
    """An application as retention sees it."""

    id: int
    notice: str
    outcome: str
    month: str
    """In which it came, as 2026-03."""
    since: datetime
    """The closing, the last mail or the last decision: the last of them."""
    hold: str | None
    """Why it is not to be taken away, by a person's word."""
    consented: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptMail:
    """A mail of no application of which something is kept."""

    id: int
    notice: str | None
    since: datetime
    """When it came, or when its notice closed: the later of both."""


class Retention(StorePart):
    """What is kept, within one transaction."""

    def applications(self, ids: Collection[int] | None = None) -> tuple[KeptApplication, ...]:
        """Every application (or these), by number."""
        query = select(Application).order_by(Application.id)
        rows = self._session.scalars(query if ids is None else query.where(Application.id.in_(ids))).all()
        words = self._words(ids)
        notices = {slug: notice_of(self._session, slug) for slug in {row.notice for row in rows}}
        return tuple(_kept(row, notices[row.notice], words.get(row.id, [])) for row in rows)

    def mails(self) -> tuple[KeptMail, ...]:
        """What is kept of mails that are in no application, by number: all but the row of what is unrelated."""
        closes = dict(self._session.execute(select(NoticeRow.slug, NoticeRow.closes_at)).all())
        query = select(MessageRow.id, MessageRow.notice, MessageRow.received_at).where(
            MessageRow.id.not_in(select(Membership.message_id)),
            MessageRow.disposition != Disposition.UNRELATED.value,
            MessageRow.state != "archived",
        )
        return tuple(
            KeptMail(id=number, notice=notice, since=max(received, closes.get(notice or "", received)))
            for number, notice, received in self._session.execute(query.order_by(MessageRow.id))
        )

    def messages(self, application_id: int) -> tuple[int, ...]:
        """The mails of an application. Raises NotInStore."""
        query = select(Membership.message_id).where(Membership.application_id == application_id)
        found = tuple(self._session.scalars(query.order_by(Membership.message_id)))
        if not found:
            raise NotInStore(f"there is no application {application_id}")
        return found

    def count(self, kept: KeptApplication) -> None:
        """One more in the statistics, which say nothing of anybody."""
        key = (kept.notice, kept.month, kept.outcome)
        row = self._session.get(StatisticRow, key)
        if row is None:
            row = StatisticRow(notice=kept.notice, month=kept.month, outcome=kept.outcome, count=0)
            self._session.add(row)
        row.count += 1
        self._session.flush()

    def statistics(self) -> tuple[tuple[str, str, str, int], ...]:
        """(notice, month, outcome, how many) of what is no longer kept."""
        query = select(StatisticRow.notice, StatisticRow.month, StatisticRow.outcome, StatisticRow.count)
        order = (StatisticRow.notice, StatisticRow.month, StatisticRow.outcome)
        return tuple((a, b, c, d) for a, b, c, d in self._session.execute(query.order_by(*order)))

    def _words(self, ids: Collection[int] | None) -> dict[int, list[ReviewRow]]:
        """By application (all, or these), what people said that counts here and is in force."""
        query = (
            select(Membership.application_id, ReviewRow)
            .join(ReviewRow, ReviewRow.message_id == Membership.message_id)
            .where(ReviewRow.kind.in_((*WORDS, "undo")))
        )
        if ids is not None:
            query = query.where(Membership.application_id.in_(ids))
        found: dict[int, list[ReviewRow]] = {}
        for application_id, word in self._session.execute(query):
            found.setdefault(application_id, []).append(word)
        return {number: not_undone(said) for number, said in found.items()}


def _kept(row: Application, notice: Notice, words: list[ReviewRow]) -> KeptApplication:
    said = {word.kind: word for word in words}
    decided = [word.at for word in words if word.kind in {"decision", "standing"}]
    return KeptApplication(
        id=row.id,
        notice=row.notice,
        outcome=_outcome(row),
        month=f"{row.first_received_at.astimezone(notice.zone):%Y-%m}",
        since=max(notice.closes_at, row.last_received_at, *decided),
        hold=(said["hold"].text or "") if "hold" in said else None,
        consented="consent" in said,
    )


def _outcome(row: Application) -> str:
    if row.decision in RETAINED and row.standing == ACTIVE:
        return SELECTED
    return NOT_SELECTED if row.standing == ACTIVE and row.has_cv and row.has_letter else INCOMPLETE
