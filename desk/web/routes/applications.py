"""One application: who, what is there, what the papers say and where, what people said, and the history of it all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from desk.i18n.code_labels import BESIDE_CRITERIA
from desk.web.components import typed_values
from desk.web.components.career_chart import career_chart
from desk.web.components.list_state import listing_of_query
from desk.web.ids import Id
from desk.web.request import ReaderVisit, Visit
from desk.web.routes.lists import is_bare
from parsers.values.profiles import PERSON

if TYPE_CHECKING:
    from desk.web.components.list_state import Listing
    from store.values import Notice
    from store.views import ApplicationDetail, ApplicationRow, FactView, HistoryView, Views

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A form that was not taken: what is the matter, and what was filled in."""

    kind: str = ""
    fault: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    def get(self, kind: str, name: str, otherwise: str = "", key: str | None = None) -> str:
        """What a field of the form `kind` (about `key`) shows."""
        mine = self.kind == kind and (key is None or self.fields.get("key") == key)
        return self.fields.get(name, otherwise) if mine else otherwise

    def fault_of(self, kind: str, key: str | None = None) -> str:
        """What is the matter with the form `kind` (about `key`)."""
        return self.fault if self.kind == kind and (key is None or self.fields.get("key") == key) else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Neighbours:
    """Where one stands in the list one came from."""

    query: str
    position: int
    total: int
    before: ApplicationRow | None
    after: ApplicationRow | None


@router.get("/applications/{application_id}")
def page(visit: ReaderVisit, application_id: Id) -> Response:
    """One application. An old number (of a mail, or before a merge) leads to what it became."""
    return application_page(visit, application_id)


def application_page(
    visit: Visit, application_id: int, *, draft: Draft | None = None, status: int = 200
) -> HTMLResponse:
    """The page, with a form as it was filled in where one was not taken."""
    with visit.desk.store.read() as views:
        detail = views.application(application_id)
        notices = {notice.slug: notice for notice in views.notices()}
        history = views.history(application_id=detail.row.id)
        neighbours = _neighbours(visit, views, detail.row.id)
    notice = notices[detail.row.notice]
    return visit.page(
        "application.html",
        status,
        detail=detail,
        row=detail.row,
        notice=notice,
        criteria=_criteria(detail, notice),
        others={key: detail.facts.get(key) for key in BESIDE_CRITERIA if key in {*detail.facts, *typed_values.FACTS}},
        correctable=typed_values.FACTS,
        bare={criterion.key for criterion in notice.criteria if is_bare(criterion)},
        person_keys=PERSON,
        choices=typed_values.CHOICES,
        bodies={body.message_id: body for body in detail.bodies},
        later={message.id for message in detail.messages if message.waits},
        replacing=_replacing(detail),
        career=career_chart(detail.career, notice),
        history=history,
        undoable=_undoable(detail, history),
        neighbours=neighbours,
        seen=max((review.id for review in detail.reviews), default=0),
        draft=draft or Draft(),
    )


def _criteria(detail: ApplicationDetail, notice: Notice) -> list[tuple[str, dict[str, str], FactView | None]]:
    """(key, labels, fact) as the notice lists its criteria; a criterion that no fact speaks of is there as well."""
    known = {criterion.key: criterion.labels for criterion in notice.criteria}
    rest = {key: fact.labels for key, fact in detail.facts.items() if key not in {*known, *typed_values.FACTS}}
    return [(key, labels, detail.facts.get(key)) for key, labels in (known | rest).items()]


def _replacing(detail: ApplicationDetail) -> frozenset[int]:
    """The documents in force of a kind of which an earlier mail brought another version."""
    old = [document for document in detail.documents if document.superseded]
    return frozenset(
        document.id
        for document in detail.documents
        if not document.superseded
        and any(document.message_id > other.message_id and document.kind == other.kind for other in old)
    )


def _undoable(detail: ApplicationDetail, history: tuple[HistoryView, ...]) -> frozenset[int]:
    """The words that can be taken back."""
    standing = {review.id for review in detail.reviews if review.standing and review.kind not in {"undo", "unlock"}}
    return frozenset(standing & {item.review_id for item in history if item.review_id is not None})


def _neighbours(visit: Visit, views: Views, application_id: int) -> Neighbours | None:
    """The applications before and after, in the list that the reader came from (`list`, `at` in the address)."""
    query, at = visit.request.query_params.get("list"), visit.request.query_params.get("at", "")
    if query is None or not (at.isascii() and at.isdecimal() and len(at) <= 7):
        return None
    keys = [criterion.key for notice in views.notices() for criterion in notice.criteria]
    listing, position = listing_of_query(query, keys), int(at)
    total, before = _row_at(views, listing, position - 1)
    _, after = _row_at(views, listing, position + 1)
    around = (before, after)
    if any(row is not None and row.id == application_id for row in around):
        return None  # the list has changed since: better no neighbours than wrong ones
    return Neighbours(query=listing.query, position=position, total=total, before=before, after=after)


def _row_at(views: Views, listing: Listing, position: int) -> tuple[int, ApplicationRow | None]:
    page = views.applications(listing.at(max(0, position)))
    return page.total, page.rows[0] if position >= 0 and page.rows else None
