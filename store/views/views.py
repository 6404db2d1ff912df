"""Where the read models are asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from store.accounts.access_log import new_to
from store.database.codec import value_of
from store.database.models import Application, BodyRow, DocumentRow, Membership, PageRow
from store.database.sessions import there
from store.errors import NotInStore
from store.notices import Notices
from store.reviews.belonging import application_of
from store.reviews.opinions import NOT_BEFORE, deliberations
from store.reviews.overlay import undecided_duplicates
from store.reviews.tags import tags_of
from store.views import finding, lists
from store.views.details import Details, criteria_labels, document_view, lines
from store.views.histories import Histories
from store.views.mails import Mails
from store.views.messages import bodies, messages, messages_of
from store.views.overviews import Overviews
from store.views.searching import Searching
from store.views.values import ApplicationFilter, DuplicateView, PageView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.values import Notice
    from store.views.values import (
        ApplicationDetail,
        ApplicationLines,
        ApplicationPage,
        ApplicationRow,
        BodyView,
        DocumentView,
        FoundPart,
        MessageView,
    )

AT_A_TIME = 200
"""How many whole applications are held at once."""

EVERY = ApplicationFilter(order="id")


_TAGS = select(Application.tags).where(Application.tags.is_not(None)).distinct()


class Views(Histories, Mails, Overviews, Searching):
    """The read models, as of one moment."""

    def notices(self) -> tuple[Notice, ...]:
        """Every notice, by slug."""
        return Notices(self._session).all()

    def applications(self, wanted: ApplicationFilter = EVERY) -> ApplicationPage:
        """The applications that the filter leaves, a page of them, and how many there are."""
        return lists.applications(self._session, self._zones, wanted)

    def current(self, numbers: Sequence[int]) -> tuple[int, ...]:
        """What these numbers (of applications, or of their messages) became, each once, in their order.
        Raises NotInStore: there is no such application.
        """
        query = select(Membership.message_id, Membership.application_id).where(Membership.message_id.in_(numbers))
        known: dict[int, int] = dict(self._session.execute(query).all())
        for number in numbers:
            if number not in known:
                raise NotInStore(f"there is no application {number}")
        return tuple(dict.fromkeys(known[number] for number in numbers))

    def listed(self, wanted: ApplicationFilter) -> tuple[list[int], int]:
        """The ids of the applications that the filter leaves, a page of them in its order, and how many there are."""
        return lists.listed(self._session, wanted)

    def with_jury(self, rows: Sequence[ApplicationRow]) -> list[ApplicationRow]:
        """The same rows, each with how it stands before the jury."""
        told = deliberations(self._session, [row.id for row in rows])
        return [replace(row, jury=told[row.id].standing if row.id in told else NOT_BEFORE) for row in rows]

    def application(self, application_id: int, *, with_text: bool = False) -> ApplicationDetail:
        """One application. The id may be that of any of its messages: an old link leads to what it became."""
        current = there(application_of(self._session, application_id), f"application {application_id}")
        rows = lists.of_ids(self._session, self._zones, [current])
        (detail,) = self._whole(rows, self._duplicates(), with_text=with_text)
        return detail

    def details(self, wanted: ApplicationFilter = EVERY, *, with_text: bool = False) -> Iterator[ApplicationDetail]:
        """Whole applications, in the filter's order, a few in memory at a time."""
        rows = self.applications(wanted).rows
        duplicates = self._duplicates() if rows else {}
        for start in range(0, len(rows), AT_A_TIME):
            yield from self._whole(rows[start : start + AT_A_TIME], duplicates, with_text=with_text)

    def lines(self, wanted: ApplicationFilter = EVERY, *, with_text: bool = False) -> Iterator[ApplicationLines]:
        """Applications as the sheets of a workbook have them, in the filter's order."""
        rows = self.applications(wanted).rows
        labels = criteria_labels(self._session) if rows else {}
        for start in range(0, len(rows), AT_A_TIME):
            yield from lines(self._session, rows[start : start + AT_A_TIME], labels, with_text=with_text)

    def _whole(
        self, rows: Sequence[ApplicationRow], duplicates: dict[int, list[DuplicateView]], *, with_text: bool
    ) -> list[ApplicationDetail]:
        return Details(self._session, self._zones, rows, with_text=with_text).all(duplicates)

    def _duplicates(self) -> dict[int, list[DuplicateView]]:
        pairs = undecided_duplicates(self._session)
        if not pairs:
            return {}
        ids = {end for one, other, _ in pairs for end in (one, other)}
        query = select(Application.id, Application.name, Application.email).where(Application.id.in_(ids))
        known = {id_: (name, email) for id_, name, email in self._session.execute(query)}
        found: dict[int, list[DuplicateView]] = {}
        for pair in pairs:
            for mine, other in (pair[:2], pair[1::-1]):
                name, email = known[other]
                view = DuplicateView(application_id=other, name=name, email=email, reason=pair[2])
                found.setdefault(mine, []).append(view)
        return found

    def messages(self) -> tuple[MessageView, ...]:
        """Every message accounted for, in ledger order."""
        return messages(self._session, self._zones)

    def message(self, message_id: int) -> MessageView:
        """One message."""
        found = messages_of(self._session, self._zones, [message_id])
        if not found:
            raise NotInStore(f"there is no message {message_id}")
        return found[0]

    def is_read(self, message_id: int) -> bool:
        """Whether anything that the mail itself says is there."""
        return self._session.scalar(select(BodyRow.message_id).filter_by(message_id=message_id)) is not None

    def body(self, message_id: int) -> BodyView | None:
        """A mail's body, if the mail was read."""
        return self.bodies([message_id]).get(message_id)

    def bodies(self, message_ids: Sequence[int]) -> dict[int, BodyView]:
        """The same of many mails."""
        return bodies(self._session, message_ids)

    def documents(self, message_id: int, *, with_text: bool = False) -> tuple[DocumentView, ...]:
        """The documents of one mail, of a near miss too, copies included."""
        return tuple(self.documents_of([message_id], with_text=with_text).get(message_id, ()))

    def documents_of(self, message_ids: Sequence[int], *, with_text: bool = False) -> dict[int, list[DocumentView]]:
        """The same of many mails."""
        query = select(DocumentRow).where(DocumentRow.message_id.in_(message_ids))
        query = query.options(undefer(DocumentRow.text)) if with_text else query
        found: dict[int, list[DocumentView]] = {}
        for row in self._session.scalars(query.order_by(DocumentRow.message_id, DocumentRow.position)):
            found.setdefault(row.message_id, []).append(document_view(row, with_text=with_text))
        return found

    def document(self, document_id: int) -> DocumentView:
        """One document with its text."""
        found = self._session.get(DocumentRow, document_id, options=[undefer(DocumentRow.text)])
        return document_view(there(found, f"document {document_id}"), with_text=True)

    def pages(self, document_id: int) -> tuple[PageView, ...]:
        """A document's pages with the places of their lines."""
        query = select(PageRow).where(PageRow.document_id == document_id).order_by(PageRow.number)
        return tuple(
            value_of(
                PageView,
                row,
                start=row.text_start,
                end=row.text_end,
                doubts=tuple((start, end, why) for start, end, why in row.doubts or ()),
                boxes=tuple(tuple(box) for box in row.boxes),
            )
            for row in self._session.scalars(query.options(undefer(PageRow.boxes), undefer(PageRow.doubts)))
        )

    def agreements(self) -> dict[str, int]:
        """How many pages two readers read alike, one alone, or two differently."""
        query = select(PageRow.agreement, func.count()).group_by(PageRow.agreement)
        found: dict[str, int] = dict(self._session.execute(query).all())
        return found

    def find(self, text: str, *, limit: int = 10) -> tuple[FoundPart, ...]:
        """What every part of the store has of the words (or of a telephone number): any string is a query."""
        return tuple(finding.find(self._session, text, part, limit=limit) for part in finding.PARTS)

    def find_in(self, text: str, part: str, *, limit: int, offset: int = 0) -> FoundPart:
        """The same of one part, a page of it. Raises NotInStore: there is no such part."""
        if part not in finding.PARTS:
            raise NotInStore(f"there is no part {part}")
        return finding.find(self._session, text, part, limit=limit, offset=offset)

    def elsewhere(self, *texts: str) -> dict[str, int]:
        """How many mails have what all these queries look for and are in no application: to sort, and others."""
        return {part: finding.count_of(self._session, texts, part) for part in ("to_sort", "other_mails")}

    def new_to(self, user: str, application_ids: Sequence[int]) -> frozenset[int]:
        """Of these applications those that somebody has not opened since their last mail."""
        return new_to(self._session, user, application_ids)

    def tags(self) -> tuple[str, ...]:
        """Every tag that an application has, by name."""
        return tuple(sorted({tag for one in self._session.scalars(_TAGS) for tag in tags_of(one)}, key=str.casefold))
