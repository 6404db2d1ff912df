"""Two applications made one: tried out and shown first, then made as it was shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from desk.i18n.languages import message
from desk.web.ids import MOST, Id
from desk.web.request import Form, Posted, RecruiterVisit, Visit
from desk.web.routes.applications import Draft, application_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.values.evidence import JSON
    from store.transaction import Transaction
    from store.views import ApplicationDetail, ApplicationRow, DocumentView, FactView, MessageView

router = APIRouter(include_in_schema=False)

NUMBER = message("Please give the number of the other application.")
CHANGED = message("Something has changed since this was shown. Nothing was merged yet: please look again.")


@dataclass(frozen=True, kw_only=True, slots=True)
class FactChange:
    """What two applications say of one thing, each as (value, state), and what the one that they become will say."""

    key: str
    labels: dict[str, str]
    here: tuple[JSON, str]
    there: tuple[JSON, str]
    then: tuple[JSON, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Merging:
    """What a merge makes of two applications."""

    here: ApplicationRow
    there: ApplicationRow
    then: ApplicationRow
    replaced: tuple[DocumentView, ...]
    """Papers that count until then and are superseded afterwards."""
    facts: tuple[FactChange, ...]
    waiting: tuple[MessageView, ...]
    """Mails that change nothing even then, until somebody accepts them."""

    @property
    def mark(self) -> str:
        """Another one where anything that is shown is another."""
        rows = [(row.id, row.decision, row.on_time, row.missing) for row in (self.here, self.there, self.then)]
        told = (rows, [document.id for document in self.replaced], self.facts, [mail.id for mail in self.waiting])
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


class _Changed(Exception):  # noqa: N818 - reads as what happened
    """What would be made is not what was shown: nothing is kept."""


def merged(transaction: Transaction, one: int, other: int, author: str, reason: str = "") -> Merging:
    """Merges two applications and tells what that changed; the transaction decides whether it is kept.

    Raises:
        NotInStore: there is no such application.
        ReviewRefused: they are one already.
    """
    here, there = transaction.views.application(one), transaction.views.application(other)
    transaction.reviews.merge(here.row.id, there.row.id, author, reason)
    then = transaction.views.application(here.row.id)
    return Merging(
        here=here.row,
        there=there.row,
        then=then.row,
        replaced=tuple(_replaced(here, there, then)),
        facts=tuple(_facts(here, there, then)),
        waiting=tuple(mail for mail in then.messages if mail.waits),
    )


def _replaced(here: ApplicationDetail, there: ApplicationDetail, then: ApplicationDetail) -> Iterator[DocumentView]:
    counted = {document.id for before in (here, there) for document in before.documents if not document.superseded}
    return (document for document in then.documents if document.superseded and document.id in counted)


def _facts(here: ApplicationDetail, there: ApplicationDetail, then: ApplicationDetail) -> Iterator[FactChange]:
    """Those of which one of the two says something else than both together will."""
    all_three = [detail.person | detail.facts for detail in (here, there, then)]
    for key in dict.fromkeys(key for facts in all_three for key in facts):
        one, other, both = (_told(facts.get(key)) for facts in all_three)
        if both != one or (both != other and other[1] != "not_found"):
            labels = next(facts[key].labels for facts in all_three if key in facts)
            yield FactChange(key=key, labels=labels, here=one, there=other, then=both)


def _told(fact: FactView | None) -> tuple[JSON, str]:
    return (fact.value, fact.state) if fact else (None, "not_found")


@router.get("/applications/{application_id}/merge")
def preview(visit: RecruiterVisit, application_id: Id, other: str = "") -> Response:
    """What merging would change; nothing is changed yet."""
    number = int(other) if other.isascii() and other.isdecimal() and len(other) <= len(str(MOST)) else 0
    if not 0 < number <= MOST:
        draft = Draft(kind="merge", fault=visit.speech.text(NUMBER), fields={"other": other[:20]})
        return application_page(visit, application_id, draft=draft, status=422)
    return _shown(visit, application_id, number)


@router.post("/applications/{application_id}/merge")
def merge(visit: RecruiterVisit, form: Posted, application_id: Id) -> Response:
    """Two applications are one person's: made if it is what was shown."""
    other = form.number("other") or 0
    try:
        with visit.desk.store.begin() as transaction:
            made = merged(transaction, application_id, other, visit.user.name, form["reason"])
            _keep_to(form["shown"], made)
    except _Changed:
        return _shown(visit, application_id, other, form)
    return visit.go(f"/applications/{made.then.id}", "merged", "history")


def _keep_to(shown: str, made: Merging) -> None:
    if made.mark != shown:
        raise _Changed


def _shown(visit: Visit, application_id: int, other: int, form: Form | None = None) -> HTMLResponse:
    with visit.desk.store.rehearse() as transaction:
        would = merged(transaction, application_id, other, visit.user.name)
    fault = visit.speech.text(CHANGED) if form and form["shown"] else None
    reason = form["reason"] if form else ""
    return visit.page("merge.html", 409 if fault else 200, would=would, fault=fault, reason=reason)
