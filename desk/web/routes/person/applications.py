"""One application: who, what is there, what the papers say and where, what people said, and the history of it all."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from desk.i18n.code_labels import BESIDE_CRITERIA
from desk.web.access import watched_router
from desk.web.components import typed_values
from desk.web.components.charts import career_chart
from desk.web.components.lists.position import neighbours
from desk.web.components.paper import beside
from desk.web.ids import Id, number
from desk.web.request import ReaderVisit, Visit
from desk.web.routes.jury.presiding import hearing, sitting
from parsers.values.profiles import PERSON
from store.accounts.roles import Right
from store.errors import NotInStore, StoreError
from store.letters.answers import by_letter
from store.letters.values import LetterFilter
from store.reviews.opinions import OF_THE_CHAIR

if TYPE_CHECKING:
    from desk.web.routes.jury.presiding import Hearing
    from store.transaction import Transaction
    from store.values import Notice
    from store.views.values import ApplicationDetail, ApplicationRow, FactView, HistoryView
    from store.views.views import Views

router = watched_router(include_in_schema=False)

PARTS_OF_NAME = ("given_name", "family_name")
"""They are read with the name, and have a row of their own only where they are doubtful or were corrected."""


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


@router.get("/applications/{application_id}")
def page(visit: ReaderVisit, application_id: Id) -> Response:
    """One application. An old number (of a mail, or before a merge) leads to what it became.

    So does that of a mail which is an application no longer, as after a word was taken back: to the mail.
    """
    try:
        answer = application_page(visit, application_id)
    except NotInStore:
        return visit.go(_mail_of(visit, application_id), visit.request.query_params.get("told"))
    _opened(visit, application_id)
    return answer


def _mail_of(visit: Visit, application_id: int) -> str:
    """Where the mail is read whose application had this number. Raises NotInStore."""
    with visit.desk.store.read() as views:
        mail = views.message(application_id)
    if mail.sha256 is None:
        raise NotInStore(f"there is no application {application_id}")
    return f"/mails/{mail.id}"


@router.get("/applications/{application_id}/why/{key}")
def why(visit: ReaderVisit, application_id: Id, key: str) -> HTMLResponse:
    """One fact explained, in the reader's language; the application's texts are read again for it."""
    with visit.desk.store.read() as views:
        detail = views.application(application_id)
    kinds = {f"kind_{document.id}" for document in detail.documents}
    if visit.desk.explaining is None or key not in {*detail.facts, *detail.person, *kinds}:
        raise NotInStore(f"application {application_id} has no fact {key!r} to explain")
    told = visit.desk.explaining.explain(detail.row.id, key, visit.language)
    return visit.page("why.html", detail=detail, key=key, fact=told.facts[0], left_out=told.left_out)


def _opened(visit: Visit, application_id: int) -> None:
    """Notes that somebody has opened it, unless that is known; a busy store learns it the next time."""
    with visit.desk.store.read() as views:
        new = views.new_to(visit.user.name, views.current([application_id]))
    for one in new:
        with suppress(StoreError), visit.desk.store.begin() as transaction:
            transaction.openings.note(visit.user.id, one)


def application_page(
    visit: Visit, application_id: int, *, draft: Draft | None = None, status: int = 200
) -> HTMLResponse:
    """The page, with a form as it was filled in where one was not taken."""
    with visit.desk.store.read() as views:
        detail = views.application(application_id)
        notices = {notice.slug: notice for notice in views.notices()}
        history = views.history(application_id=detail.row.id)
        tags = views.tags()
        reasons = views.usual_reasons(visit.user.name)
        around = neighbours(views, visit.position, detail.row.id, visit.user.name)
        decided = _decided(visit, views)
        shown = beside(views, detail)
        set_aside = views.set_aside_from([detail.row.email]) if detail.row.email else 0
    with visit.desk.store.peek() as transaction:
        people = transaction.accounts.recruiters(detail.row.notice)
        letters = transaction.letters.all(LetterFilter(application_id=detail.row.id))
        answers = transaction.answers.all(letter_ids=[letter.id for letter in letters])
        interviews = [each for each in transaction.interviews.of_application(detail.row.id) if each.holds]
        heard = _heard(visit, transaction, detail.row)
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
        bare={criterion.key for criterion in notice.criteria if criterion.is_passages},
        eliminating={criterion.key for criterion in notice.criteria if criterion.eliminates},
        alike={criterion.key: criterion.alike for criterion in notice.criteria},
        person_keys=PERSON,
        parts_of_name=PARTS_OF_NAME,
        opened=visit.request.query_params.get("fact", ""),
        paper=shown,
        choices=typed_values.CHOICES,
        bodies={body.message_id: body for body in detail.bodies},
        later={message.id for message in detail.messages if message.waits},
        replacing=_replacing(detail),
        career=career_chart(detail.career, notice),
        history=history,
        undoable=_undoable(detail, history),
        neighbours=around,
        tags=tags,
        reasons=reasons,
        people=people,
        letters=letters,
        answers=by_letter(answers),
        interviews=interviews,
        decided=decided,
        set_aside=set_aside,
        seen=max((review.id for review in detail.reviews), default=0),
        may_write=visit.may(Right.WRITE, notice.slug),
        may_keep=visit.may(Right.KEEP, notice.slug),
        criterion_labels={criterion.key: criterion.labels for criterion in notice.criteria},
        hearing=heard,
        draft=draft or Draft(),
    )


def _heard(visit: Visit, transaction: Transaction, row: ApplicationRow) -> Hearing | None:
    """How it stands before the jury, for its chair alone."""
    if not visit.may(Right.PRESIDE, row.notice):
        return None
    members = sitting(transaction.accounts.users(), row.notice)
    return hearing(transaction.jury.of(row.id), members)


def _decided(visit: Visit, views: Views) -> ApplicationRow | None:
    """The application that was decided on just before one went on to this one."""
    given = number(visit.request.query_params.get("of", ""))
    if given is None:
        return None
    with suppress(NotInStore):
        return views.application(given).row
    return None


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


NOT_HERE = frozenset({"undo", "unlock", *OF_THE_CHAIR})
"""Words that are not taken back under History: the chair takes back the chair's, in the jury's part of the page."""


def _undoable(detail: ApplicationDetail, history: tuple[HistoryView, ...]) -> frozenset[int]:
    """The words that can be taken back."""
    standing = {review.id for review in detail.reviews if review.standing and review.kind not in NOT_HERE}
    return frozenset(standing & {item.review_id for item in history if item.review_id is not None})
