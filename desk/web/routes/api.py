"""The JSON API: the same read models, words and roles as the page. Described by /api/openapi.json.

Programs log in with HTTP Basic (RFC 7617) over TLS or loopback; scripts of the page with the session and its CSRF
token.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import Depends, HTTPException, Query
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from desk.export.json_files import application_json, message_json
from desk.interviews.board import board_of
from desk.interviews.json_files import board_json
from desk.web.access import watched_router
from desk.web.components import typed_values
from desk.web.components.joining import Changed, keep_to, merged
from desk.web.components.lists.state import LAST_PAGE, criteria_keys, listing_of
from desk.web.ids import Id
from desk.web.login import password_check
from desk.web.protection import SAFE
from desk.web.request import AnyVisit, LoginNeeded, Refused, Visit, of_user
from desk.web.routes.letters.letters import asked_notice
from store.accounts.accounts import Login
from store.accounts.roles import Right

if TYPE_CHECKING:
    from desk.web.components.joining import Joining
    from store.accounts.accounts import User
    from store.views.values import ApplicationRow

router = watched_router(prefix="/api", tags=["candidatures"])

JSON = dict[str, Any]
TextField = Annotated[str, Field(min_length=1, max_length=20_000)]
ReasonField = Annotated[str, Field(max_length=20_000)]
StateField = Literal["found", "contrary", "not_found", "to_verify"]


Awaits = Literal[
    "any",
    "failed",
    "waiting",
    "unreadable",
    "duplicate",
    "late",
    "no_longer_matches",
    "missing",
    "to_verify",
    "problem",
    "withdrawal",
    "newer_mail",
]
Standing = Literal["active", "withdrawn", "excluded"]


class Wanted(BaseModel):
    """Which applications to list. What is left out does not limit."""

    notice: str | None = None
    q: str | None = Field(None, max_length=300, description='words, "phrases", begin*, -without')
    name: str | None = Field(None, max_length=300)
    time: Literal["yes", "no"] | None = Field(None, description="in time or late")
    missing: Literal["any", "cv", "letter", "none"] | None = None
    decision: Literal["none", "shortlist", "discuss", "reject", "select", "reserve"] | None = None
    awaits: Awaits | None = None
    standing: Standing | None = Field(None, description="without: all but what is no application")
    years: float | None = Field(None, ge=0, le=100, description="years of service at least")
    load: float | None = Field(None, ge=0, le=100, description="load in hundredths of a full time, at least")
    language: str | None = Field(None, pattern="^[a-z]{2}$", description="a language that the papers tell (ISO 639-1)")
    level: Literal["A1", "A2", "B1", "B2", "C1", "C2", "native", "none"] | None = Field(
        None, description="of that language, at least; none: without a level that can be compared"
    )
    tag: str | None = Field(None, max_length=300)
    assignee: str | None = Field(None, max_length=300, description="an account; - for nobody")
    seen: Literal["new", "opened"] | None = Field(None, description="by the caller, since its last mail")
    applied: Literal["any", "merged"] | None = Field(
        None, description="more than once: merged by a person, or any (that, or a possible duplicate)"
    )
    town: str | None = Field(None, max_length=300, description="a town, a postcode, the beginning of one; 6700-6799")
    state: list[str] = Field(default=[], max_length=50, description="criterion:state, as tenure:found")
    order: str | None = Field(None, description="arrival, last, name, city, decision, missing or a criterion; -turned")
    size: Literal["25", "50", "100", "200"] = "50"
    page: int = Field(1, ge=1, le=LAST_PAGE)

    def pairs(self) -> list[tuple[str, str]]:
        """As the list's address has them."""
        given = self.model_dump(exclude={"state"}, exclude_none=True)
        states = [(f"c.{key}", state) for key, _, state in (item.partition(":") for item in self.state)]
        return [*((name, f"{v:g}" if isinstance(v, float) else str(v)) for name, v in given.items()), *states]


class NoteIn(BaseModel):
    """A note."""

    text: TextField


class DecisionIn(BaseModel):
    """A decision with its reason; null takes it back."""

    decision: Literal["shortlist", "reject", "discuss", "select", "reserve"] | None
    reason: TextField


class StandingIn(BaseModel):
    """Whether an application still is one, with the reason; `kind` says what is no application."""

    standing: Standing
    kind: Literal["spam", "newsletter", "recommendation", "test", "duplicate", "no_person", "other"] | None = None
    reason: TextField


class KindIn(BaseModel):
    """What a document is."""

    kind: Literal["cv", "letter", "cv+letter", "diploma", "recommendation", "other"]
    reason: ReasonField = ""


class TextKindIn(BaseModel):
    """What of an application stands in a mail's own text; `other`: nothing."""

    kind: Literal["cv", "letter", "cv+letter", "other"]
    reason: ReasonField = ""


class CorrectionIn(BaseModel):
    """What holds of a fact, typed as on the page (80 %, 18/22, +32…, yes)."""

    key: str = Field(max_length=100)
    value: str = Field("", max_length=20_000)
    state: StateField | None = None
    reason: ReasonField = ""


class PairIn(BaseModel):
    """Another application."""

    other: int = Field(ge=0, le=2**53)
    reason: ReasonField = ""


class MergeIn(PairIn):
    """Another application to be merged in, as the preview showed it."""

    whose: Literal["own", "third"] = Field("own", description="the candidate's, or somebody else's about them")
    shown: str = Field(max_length=100, description="the mark of the preview: made as it was shown, or not at all")


class ReasonIn(BaseModel):
    """Why."""

    reason: TextField


class Review(BaseModel):
    """The word that was added; `undo` takes its id."""

    review_id: int


def caller(visit: AnyVisit) -> Visit:
    """Who calls: by HTTP Basic, or by the page's session (whose writes carry its CSRF token)."""
    basic = visit.request.headers.get("authorization", "")
    if basic:
        return _by_password(visit, basic)
    if visit.login is None:
        raise LoginNeeded
    token = visit.request.headers.get("x-csrf-token", "")
    if visit.request.method not in SAFE and not secrets.compare_digest(token.encode(), visit.login.csrf.encode()):
        raise Refused("x-csrf-token is missing or wrong")
    return visit


def _by_password(visit: Visit, header: str) -> Visit:
    if not visit.desk.settings.password_login:
        raise Refused("passwords open nothing here: sign in on the page")
    name, password = _credentials(header)
    try:
        user = _user(visit, name) if password_check.is_right(visit, name, password) else None
    except password_check.TooOften as exc:
        raise Refused("too many attempts: wait a while") from exc
    if user is None:
        raise LoginNeeded
    if visit.desk.settings.second_factor or _has_passkey(visit, name):
        raise Refused("a password alone does not open this account: programs need one without a passkey")
    visit.request.state.visitor = user.name
    return Visit(
        request=visit.request,
        desk=of_user(visit.desk, user, Right.READ),
        login=Login(user=user, csrf=""),
        language=visit.language,
    )


def _credentials(header: str) -> tuple[str, str]:
    scheme, _, given = header.partition(" ")
    try:
        name, colon, password = base64.b64decode(given.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as exc:
        raise LoginNeeded from exc
    if scheme.lower() != "basic" or not colon:
        raise LoginNeeded
    return name.replace("\0", "")[:200], password


def _user(visit: Visit, name: str) -> User | None:
    with visit.desk.store.peek() as transaction:
        return next((user for user in transaction.accounts.users() if user.name == name), None)


def _has_passkey(visit: Visit, name: str) -> bool:
    with visit.desk.store.peek() as transaction:
        return bool(transaction.passkeys.of(name))


Known = Annotated[Visit, Depends(caller)]


def reading(visit: Known) -> Visit:
    """Somebody calls who may read."""
    return visit.limited_to(Right.READ)


Caller = Annotated[Visit, Depends(reading)]


def recruiting(visit: Known) -> Visit:
    """A recruiter calls."""
    return visit.limited_to(Right.WRITE)


Recruiter = Annotated[Visit, Depends(recruiting)]


@router.get("/openapi.json", include_in_schema=False)
def openapi(visit: Known) -> JSONResponse:
    """The API's description."""
    app = visit.request.app
    return JSONResponse(get_openapi(title="Candidatures", version="1", routes=app.routes))


@router.get("/me")
def me(visit: Known) -> JSON:
    """Who calls, and the token that a session's writes carry in `x-csrf-token`."""
    login, user = visit.login, visit.user
    return {"name": user.name, "role": user.role, "roles": dict(user.roles), "csrf": login.csrf if login else ""}


@router.get("/applications")
def applications(visit: Caller, wanted: Annotated[Wanted, Query()]) -> JSON:
    """A page of the list."""
    with visit.desk.store.read() as views:
        listing = listing_of(wanted.pairs(), criteria_keys(views.notices()), visit.user.name)
        page = views.applications(listing.filter)
    visit.shows(row.id for row in page.rows)
    return {"total": page.total, "applications": [_row(row) for row in page.rows]}


def _row(row: ApplicationRow) -> JSON:
    return asdict(row) | {"missing": list(row.missing), "awaits": list(row.awaits), "tags": list(row.tags)}


@router.get("/applications/{application_id}")
def application(visit: Caller, application_id: Id, *, with_text: bool = False) -> JSON:
    """One application, as `candidatures export` gives it."""
    with visit.desk.store.read() as views:
        return application_json(views.application(application_id, with_text=with_text), with_text=with_text)


@router.get("/applications/{application_id}/history")
def history(visit: Caller, application_id: Id) -> list[JSON]:
    """What anybody did with it, newest first."""
    with visit.desk.store.read() as views:
        current = views.application(application_id).row.id
        return [asdict(item) for item in views.history(application_id=current)]


@router.get("/messages")
def messages(visit: Caller) -> list[JSON]:
    """Every message accounted for, as `candidatures messages` gives it."""
    with visit.desk.store.read() as views:
        every = views.messages()
    visit.shows(message.application_id or message.id for message in every)
    return [message_json(message) for message in every]


@router.get("/search")
def search(
    visit: Caller,
    q: Annotated[str, Query(max_length=300)],
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=LAST_PAGE)] = 0,
) -> JSON:
    """The mails and documents that have all words."""
    with visit.desk.store.read() as views:
        found = views.search(q.replace("\0", ""), limit=limit, offset=offset)
    visit.shows(hit.application_id or hit.message_id for hit in found.hits)
    return asdict(found)


@router.get("/find")
def find(
    visit: Caller, q: Annotated[str, Query(max_length=300)], limit: Annotated[int, Query(ge=1, le=200)] = 10
) -> list[JSON]:
    """Files, mails to sort, notes, documents and mails of any kind that have the words, or the telephone number."""
    with visit.desk.store.read() as views:
        found = views.find(q.replace("\0", ""), limit=limit)
    visit.shows(hit.application_id or hit.message_id for part in found for hit in part.hits)
    return [asdict(part) for part in found]


@router.get("/overview")
def overview(visit: Caller) -> JSON:
    """Totals at a glance."""
    with visit.desk.store.read() as views:
        return asdict(views.overview())


@router.get("/interviews")
def interviews(visit: Caller, notice: str | None = None) -> JSON:
    """The interview board: hours, interviews, who waits for one, calendars' answers that wait for a person."""
    with visit.desk.store.peek() as transaction:
        board = board_of(transaction, asked_notice(transaction.notices.all(), notice))
    visit.shows(board.shown)
    return board_json(board)


@router.get("/to-sort")
def to_sort(visit: Caller) -> JSON:
    """What awaits a human."""
    with visit.desk.store.read() as views:
        waiting = views.to_sort()
    visit.shows(sorted(waiting.whose))
    return {
        "near_misses": [message_json(message) for message in waiting.near_misses],
        "failed": [message_json(message) for message in waiting.failed],
        "later": [row.id for row in waiting.later],
        "unreadable": [asdict(item) for item in waiting.unreadable],
        "incomplete": [row.id for row in waiting.incomplete],
        "contradictory": [row.id for row in waiting.contradictory],
        "standing": [row.id for row in waiting.standing],
        "duplicates": [{"ids": [one.id, other.id], "reason": reason} for one, other, reason in waiting.duplicates],
    }


@router.post("/applications/{application_id}/notes", status_code=201)
def note(visit: Recruiter, application_id: Id, given: NoteIn) -> Review:
    """Adds a note."""
    with visit.desk.store.begin() as transaction:
        return Review(review_id=transaction.reviews.note(application_id, visit.user.name, given.text))


@router.post("/applications/{application_id}/decision", status_code=201)
def decide(visit: Recruiter, application_id: Id, given: DecisionIn) -> Review:
    """Decides, or takes the decision back. A person does, through this."""
    with visit.desk.store.begin() as transaction:
        review = transaction.reviews.decide(application_id, visit.user.name, given.decision, given.reason)
    return Review(review_id=review)


@router.post("/applications/{application_id}/standing", status_code=201)
def set_aside(visit: Recruiter, application_id: Id, given: StandingIn) -> Review:
    """Sets an application aside (withdrawn, or none), or says that it stands. A person does, through this."""
    with visit.desk.store.begin() as transaction:
        review = transaction.reviews.set_aside(
            application_id, visit.user.name, given.standing, given.reason, kind=given.kind
        )
    return Review(review_id=review)


@router.post("/applications/{application_id}/corrections", status_code=201)
def correct(visit: Recruiter, application_id: Id, given: CorrectionIn) -> Review:
    """Says what holds of a fact."""
    with visit.desk.store.begin() as transaction:
        known = typed_values.known(transaction, application_id)
        if given.key not in known:
            raise HTTPException(422, "there is no such fact")
        try:
            value = typed_values.read(given.key, given.value.strip(), visit.speech, known[given.key])
        except typed_values.Misread as exc:
            raise HTTPException(422, str(exc)) from exc
        state = typed_values.state_of(value, given.state or "", known[given.key])
        review = transaction.reviews.correct(
            application_id, visit.user.name, given.key, value, state=state, reason=given.reason
        )
    return Review(review_id=review)


@router.get("/applications/{application_id}/merge")
def merge_preview(
    visit: Recruiter,
    application_id: Id,
    other: Annotated[int, Query(ge=0, le=2**53)],
    whose: Literal["own", "third"] = "own",
) -> JSON:
    """What merging would change, and the mark `shown` that merging asks for; nothing is changed."""
    with visit.desk.store.rehearse() as transaction:
        would = merged(transaction, application_id, other, visit.user.name, "", whose)
    visit.shows([would.here.id, would.there.id])
    return _joining(would)


@router.post("/applications/{application_id}/merge", status_code=201)
def merge(visit: Recruiter, application_id: Id, given: MergeIn) -> JSON:
    """Makes two applications one, as the preview showed it; 409 where it would be something else by now."""
    try:
        with visit.desk.store.begin() as transaction:
            made = merged(transaction, application_id, given.other, visit.user.name, given.reason, given.whose)
            keep_to(given.shown, made)
            word = transaction.views.history(application_id=made.then.id, limit=1)[0]
    except Changed as exc:
        raise HTTPException(409, "this is not what was shown: ask for the preview again") from exc
    return _joining(made) | {"review_id": word.review_id}


def _joining(told: Joining) -> JSON:
    return {
        "whose": told.whose,
        "shown": told.mark,
        "application": told.then.id,
        "replaced": [document.id for document in told.replaced],
        "filed_as_recommendation": [document.id for document in told.filed],
        "waiting": [mail.id for mail in told.waiting],
        "facts": [asdict(fact) for fact in told.facts],
    }


@router.post("/applications/{application_id}/apart", status_code=201)
def keep_apart(visit: Recruiter, application_id: Id, given: PairIn) -> Review:
    """Says that two applications are two persons'."""
    with visit.desk.store.begin() as transaction:
        review = transaction.reviews.keep_apart(application_id, given.other, visit.user.name, given.reason)
    return Review(review_id=review)


@router.post("/documents/{document_id}/kind", status_code=201)
def classify(visit: Recruiter, document_id: Id, given: KindIn) -> Review:
    """Says what a document is, whatever was read of it."""
    with visit.desk.store.begin() as transaction:
        review = transaction.reviews.classify(document_id, visit.user.name, given.kind, given.reason)
    return Review(review_id=review)


@router.post("/messages/{message_id}/kind", status_code=201)
def classify_text(visit: Recruiter, message_id: Id, given: TextKindIn) -> Review:
    """Says what stands in a mail's own text."""
    with visit.desk.store.begin() as transaction:
        review = transaction.reviews.classify_text(message_id, visit.user.name, given.kind, given.reason)
    return Review(review_id=review)


@router.post("/messages/{message_id}/{verdict}", status_code=201)
def sort(visit: Recruiter, message_id: Id, verdict: Literal["accept", "dismiss"], given: ReasonIn) -> Review:
    """Accepts a near miss as an application, or dismisses it."""
    with visit.desk.store.begin() as transaction:
        say = transaction.reviews.accept if verdict == "accept" else transaction.reviews.dismiss
        return Review(review_id=say(message_id, visit.user.name, given.reason))


@router.post("/reviews/{review_id}/undo", status_code=201)
def undo(visit: Recruiter, review_id: Id, given: ReasonIn) -> Review:
    """Takes a word back."""
    with visit.desk.store.begin() as transaction:
        return Review(review_id=transaction.reviews.undo(review_id, visit.user.name, given.reason))
