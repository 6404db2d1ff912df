"""Where the read models are asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from store.accounts.access_log import new_to
from store.database.codec import value_of
from store.database.models import Application, BodyRow, DocumentRow, Membership, PageRow, ReviewRow
from store.database.sessions import there
from store.errors import NotInStore
from store.notices import Notices
from store.reviews.belonging import application_of
from store.reviews.opinions import NOT_BEFORE, deliberations
from store.reviews.overlay import undecided_duplicates
from store.reviews.tags import tags_of
from store.views import finding, histories, lists, mails, overviews, searching
from store.views.details import Details, criteria_labels, document_view, lines
from store.views.messages import bodies, messages, messages_of
from store.views.overviews import Counts
from store.views.values import ApplicationFilter, DuplicateView, HistoryView, PageView
from store.views.zones import Zones

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from store.values import Notice
    from store.views.values import (
        ApplicationDetail,
        ApplicationLines,
        ApplicationPage,
        ApplicationRow,
        Attention,
        BodyView,
        DocumentView,
        FoundPart,
        MailFilter,
        MailPage,
        MessageView,
        Overview,
        ReviewView,
        SearchHit,
        SearchPage,
        Tallies,
        ToSort,
    )

AT_A_TIME = 200
"""How many whole applications are held at once."""

EVERY = ApplicationFilter(order="id")


_TAGS = select(Application.tags).where(Application.tags.is_not(None)).distinct()


class Views:
    """The read models, as of one moment."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._counted: dict[str | None, Counts] = {}

    @cached_property
    def _zones(self) -> Zones:
        return Zones(self._session)

    def _counts(self, notice: str | None) -> Counts:
        if notice not in self._counted:
            self._counted[notice] = Counts(self._session, notice)
        return self._counted[notice]

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

    def mails(self, wanted: MailFilter) -> MailPage:
        """Every mail that the ledger has, as far as the filter leaves it: a page of them, newest first."""
        return mails.mails(self._session, self._zones, wanted)

    def set_aside_from(self, addresses: Iterable[str]) -> int:
        """How many mails of these senders the program set aside, and no person has said anything of."""
        return mails.set_aside_from(self._session, addresses)

    def words(self, message_id: int) -> tuple[ReviewView, ...]:
        """What people said on one mail itself, oldest first, and whether it still stands."""
        return mails.words_on(self._session, self._zones, message_id)

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

    def search(self, text: str, *, limit: int = 50, offset: int = 0) -> SearchPage:
        """The mails and documents that have all words; any string is a query."""
        return searching.search(self._session, text, limit=limit, offset=offset)

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

    def hits(self, text: str, application_ids: Sequence[int], *, each: int = 2) -> list[SearchHit]:
        """Of each of these applications the first passages with any of the words."""
        return searching.hits_of(self._session, text, application_ids, each=each)

    def new_to(self, user: str, application_ids: Sequence[int]) -> frozenset[int]:
        """Of these applications those that somebody has not opened since their last mail."""
        return new_to(self._session, user, application_ids)

    def tags(self) -> tuple[str, ...]:
        """Every tag that an application has, by name."""
        return tuple(sorted({tag for one in self._session.scalars(_TAGS) for tag in tags_of(one)}, key=str.casefold))

    def tallies(self, notice: str | None = None) -> Tallies:
        """The numbers above the list."""
        return overviews.tallies(self._counts(notice))

    def attention(self, notice: str | None = None) -> Attention:
        """How much awaits a human."""
        return overviews.attention(self._session, self._counts(notice), notice)

    def overview(self, notice: str | None = None) -> Overview:
        """Totals at a glance."""
        return overviews.overview(self._session, self._zones, self._counts(notice), notice)

    def to_sort(
        self, notice: str | None = None, *, limit: int | None = None, offsets: Mapping[str, int] | None = None
    ) -> ToSort:
        """What awaits a human; of each sort (a field of `ToSort`) as many as `limit`, from its offset on."""
        return overviews.to_sort(self._session, self._zones, notice, limit=limit, offsets=offsets)

    def decisions_between(self, first: int, last: int) -> tuple[ReviewView, ...]:
        """The decisions among these words, in order, and whether each still stands."""
        return mails.decisions_between(self._session, self._zones, first, last)

    def usual_reasons(self, author: str, *, limit: int = 12) -> tuple[str, ...]:
        """Reasons of decisions to be given again, one's own last ones first."""
        return histories.usual_reasons(self._session, author, limit=limit)

    def last_review(self) -> int:
        """The id of the last word that anybody said; 0 where nobody has."""
        return self._session.scalar(select(func.max(ReviewRow.id))) or 0

    def history(
        self,
        *,
        application_id: int | None = None,
        author: str | None = None,
        action: str | None = None,
        limit: int | None = None,
    ) -> tuple[HistoryView, ...]:
        """What anybody did, newest first: everywhere, or with one application's messages."""
        return histories.history(
            self._session, self._zones, application_id=application_id, author=author, action=action, limit=limit
        )
