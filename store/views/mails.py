"""Every mail that the ledger has, a page at a time; and the mails that have certain words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, select

from parsers.values.dispositions import SET_ASIDE
from store.applications.documents import IDS_PER_MESSAGE
from store.database.models import MessageRow, SightingRow
from store.search import index_of
from store.search.words import parse
from store.views.messages import messages_of, words
from store.views.values import MailPage
from store.views.zones import ReadModels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from store.search.words import Term
    from store.views.values import MailFilter


_MAILBOXES = select(SightingRow.mailbox).distinct().order_by(SightingRow.mailbox)


class Mails(ReadModels):
    """The mails of the ledger."""

    def mails(self, wanted: MailFilter) -> MailPage:
        """Every mail that the ledger has, as far as the filter leaves it: a page of them, newest first."""
        limits = _limits(self._session, wanted)
        order = (MessageRow.received_at.desc(), MessageRow.id.desc())
        query = select(MessageRow.id).where(*limits).order_by(*order).limit(wanted.limit).offset(wanted.offset)
        ids = list(self._session.scalars(query))
        found = {message.id: message for message in messages_of(self._session, self._zones, ids)}
        counted = select(MessageRow.disposition, func.count()).group_by(MessageRow.disposition)
        return MailPage(
            rows=tuple(found[one] for one in ids),
            total=_count(self._session, *limits),
            set_aside=_count(self._session, _is_set_aside(self._session)),
            dispositions=dict(self._session.execute(counted.order_by(MessageRow.disposition)).all()),
            mailboxes=tuple(self._session.scalars(_MAILBOXES)),
        )

    def set_aside_from(self, addresses: Iterable[str]) -> int:
        """How many mails of these senders the program set aside. Addresses are in lower case."""
        theirs = func.lower(MessageRow.sender_email).in_(sorted(addresses))
        return _count(self._session, _is_set_aside(self._session), theirs)


def _count(session: Session, *limits: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(MessageRow).where(*limits)) or 0


def _is_set_aside(session: Session) -> ColumnElement[bool]:
    """As `MessageView.is_set_aside` has it."""
    return and_(MessageRow.disposition.in_(sorted(SET_ASIDE)), MessageRow.id.not_in([*words(session)]))


def having(session: Session, text: str) -> ColumnElement[bool]:
    """The mails that have all terms: each in subject or sender, or in a text of the mail."""
    return having_terms(session, parse(text))


def having_terms(session: Session, terms: tuple[Term, ...], *, itself: bool = False) -> ColumnElement[bool]:
    """The same; with `itself` what its documents say does not count."""
    if not any(not term.excluded for term in terms):
        return false()
    return and_(*(_has(session, term, itself=itself) for term in terms))


def _has(session: Session, term: Term, *, itself: bool) -> ColumnElement[bool]:
    texts = index_of(session).matching((replace(term, excluded=False),)).subquery()
    there: ColumnElement[bool] = MessageRow.id.in_(select(texts.c[0] // IDS_PER_MESSAGE))
    if itself:
        there = (MessageRow.id * IDS_PER_MESSAGE).in_(select(texts.c[0]))
    if term.words:
        said = f" {' '.join(term.words)}" + ("" if term.prefix else " ")
        # First what the index tells: what a mail is called stands at the end of its long row.
        there = or_(there, func.coalesce(MessageRow.folded, "").contains(said, autoescape=True))
    return not_(there) if term.excluded else there


def _limits(session: Session, wanted: MailFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.text and wanted.text.strip():
        found.append(having(session, wanted.text))
    if wanted.disposition is not None:
        found.append(MessageRow.disposition == wanted.disposition)
    if wanted.set_aside:
        found.append(_is_set_aside(session))
    if wanted.mailbox is not None:
        shown = exists().where(SightingRow.message_id == MessageRow.id, SightingRow.mailbox == wanted.mailbox)
        found.append(shown)
    if wanted.word is not None:
        said = words(session).items()
        found.append(MessageRow.id.in_([number for number, word in said if wanted.word in {word, "any"}]))
    return found
