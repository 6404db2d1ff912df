"""What recruiters say and decide: each of these adds a word to the store, and leads back to where it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from jinja2.utils import htmlsafe_json_dumps
from starlette.responses import Response

from desk.errors import PasswordWrong
from desk.i18n import code_labels
from desk.i18n.languages import message
from desk.web.access import watched_router
from desk.web.components import typed_values
from desk.web.components.lists.position import neighbours
from desk.web.ids import Id
from desk.web.request import Form, Posted, RecruiterVisit, Visit, own_path
from desk.web.routes.person.applications import Draft, application_page
from desk.web.routes.person.documents import paper_of
from store.reviews.reviews import DECISIONS
from store.reviews.standing import ACTIVE, STANDINGS
from store.reviews.tags import tag_of

if TYPE_CHECKING:
    from store.transaction import Transaction
    from store.views.values import ReviewView
    from store.views.views import Views

router = watched_router(include_in_schema=False)

REASON = message(
    "Please choose a decision and give the reason: it is part of the file, and the candidate may ask for it."
)
NO_TAG = message("Please type a tag.")
EMPTY_NOTE = message("The note is empty.")
DECIDED_FIRST = message(
    "%(author)s has just decided on this file. Your entry has not been saved yet: "
    "please check, and send it again if you still want to."
)
OVERTAKEN = message(
    "%(author)s has just changed this file. Your entry has not been saved yet: "
    "please check, and send it again if you still want to."
)


@router.post("/applications/{application_id}/notes")
def note(visit: RecruiterVisit, form: Posted, application_id: Id) -> Response:
    """A note on an application."""
    if not form["text"]:
        return _again(visit, form, application_id, EMPTY_NOTE, "note")
    with visit.desk.store.begin() as transaction:
        transaction.reviews.note(application_id, visit.user.name, form["text"])
    return _back(visit, application_id, "noted", "notes")


@router.post("/applications/{application_id}/decision")
def decide(visit: RecruiterVisit, form: Posted, application_id: Id) -> Response:
    """A decision with its reason. A person takes it, the program never does."""
    decision = form["decision"] or None
    if decision not in {None, *DECISIONS} or not form["reason"]:
        return _again(visit, form, application_id, REASON, "decision")
    with visit.desk.store.begin() as transaction:
        overtaken = _overtaken(transaction, visit, form, application_id, "decision", None)
        if not overtaken:
            transaction.reviews.decide(application_id, visit.user.name, decision, form["reason"])
    if overtaken:
        return _again(visit, form, application_id, _overtaken_by(visit, overtaken), "decision", 409)
    told = "decided" if decision else "withdrawn"
    return (
        _on(visit, application_id, told) if form["then"] == "next" else _back(visit, application_id, told, "decision")
    )


def _on(visit: Visit, application_id: int, told: str) -> Response:
    """To the next application of the list; after the last one, back to the list."""
    with visit.desk.store.read() as views:
        current = views.application(application_id).row.id
        around = neighbours(views, visit.position, current, visit.user.name)
    if around is None:
        return visit.go("/", told)
    if around.after is None:
        return visit.go(f"/?{around.query}", told, f"row-{around.row}" if around.row else "")
    row, way = around.after
    return visit.go(f"/applications/{row.id}?{urlencode({'of': current, 'way': way})}", told, "decision")


@router.post("/applications/{application_id}/standing")
def set_aside(visit: RecruiterVisit, form: Posted, application_id: Id) -> Response:
    """Whether an application still is one: withdrawn, none (`as` is then excluded:why), or that it stands."""
    standing, _, kind = form["as"].partition(":")
    if standing not in STANDINGS or not form["reason"]:
        return _again(visit, form, application_id, REASON, "standing")
    with visit.desk.store.begin() as transaction:
        overtaken = _overtaken(transaction, visit, form, application_id, "standing", None)
        if not overtaken:
            transaction.reviews.set_aside(application_id, visit.user.name, standing, form["reason"], kind=kind or None)
    if overtaken:
        return _again(visit, form, application_id, _overtaken_by(visit, overtaken), "standing", 409)
    return _back(visit, application_id, "stands" if standing == ACTIVE else "set_aside", "standing")


@router.post("/applications/{application_id}/tags")
def tag(visit: RecruiterVisit, form: Posted, application_id: Id) -> Response:
    """A tag is put on, or taken off (`off`)."""
    named, off = form["tag"], form["off"]
    if not tag_of(named or off):
        return _again(visit, form, application_id, NO_TAG, "tag")
    with visit.desk.store.begin() as transaction:
        transaction.reviews.tag(application_id, visit.user.name, off or named, on=not off)
    return _back(visit, application_id, "untagged" if off else "tagged", "followed")


@router.post("/applications/{application_id}/assignee")
def assign(visit: RecruiterVisit, form: Posted, application_id: Id) -> Response:
    """Who looks after an application; nobody, where none is chosen."""
    with visit.desk.store.begin() as transaction:
        transaction.reviews.assign(application_id, visit.user.name, form["assignee"] or None)
    return _back(visit, application_id, "assigned", "followed")


@router.post("/applications/{application_id}/corrections")
def correct(visit: RecruiterVisit, form: Posted, application_id: Id) -> Response:
    """What holds of a fact, whatever was read."""
    key = form["key"]
    with visit.desk.store.begin() as transaction:
        known = typed_values.known(transaction, application_id)
        if key not in known:
            return _again(visit, form, application_id, message("There is no such field."), "correction")
        try:
            value = typed_values.read(key, form["value"], visit.speech, known[key])
        except typed_values.Misread as exc:
            return _again(visit, form, application_id, str(exc), "correction")
        overtaken = _overtaken(transaction, visit, form, application_id, "correction", key)
        state = typed_values.state_of(value, form["state"], known[key])
        if not overtaken:
            transaction.reviews.correct(application_id, visit.user.name, key, value, state=state, reason=form["reason"])
    if overtaken:
        return _again(visit, form, application_id, _overtaken_by(visit, overtaken), "correction", 409)
    return _back(visit, application_id, "corrected", f"fact-{key}")


@router.post("/applications/{application_id}/checked")
def confirm(visit: RecruiterVisit, form: Posted, application_id: Id) -> Response:
    """What was read of a fact is right: somebody has looked. Its state is the one that the value has by the notice.

    It is said of the value that was shown: a mail may have brought another one since.
    """
    key = form["key"]
    with visit.desk.store.begin() as transaction:
        detail = transaction.views.application(application_id)
        fact = (detail.facts | detail.person).get(key)
        if fact is None or fact.value is None:
            return _again(visit, form, application_id, message("There is no such field."), "correction")
        overtaken = _overtaken(transaction, visit, form, application_id, "correction", key)
        if not overtaken and form["shown"] != htmlsafe_json_dumps(fact.value, sort_keys=True):  # as `tojson` writes it
            return _again(visit, form, application_id, code_labels.REFUSALS["changed"], "correction", 409)
        state = typed_values.state_of(fact.value, "", typed_values.known(transaction, application_id).get(key))
        if not overtaken:
            transaction.reviews.correct(application_id, visit.user.name, key, fact.value, state=state)
    if overtaken:
        return _again(visit, form, application_id, _overtaken_by(visit, overtaken), "correction", 409)
    return _back(visit, application_id, "checked", f"fact-{key}")


def _overtaken(  # noqa: PLR0913, PLR0917 - what is looked for, and where
    transaction: Transaction, visit: Visit, form: Form, application_id: int, kind: str, key: str | None
) -> ReviewView | None:
    """What somebody else said on the same thing since the form was shown."""
    seen = form.number("seen")
    if seen is None:
        return None
    newer = [review for review in transaction.views.application(application_id).reviews if review.id > seen]
    others = [review for review in newer if review.kind == kind and review.author != visit.user.name]
    return next((review for review in others if key is None or review.key == key), None)


def _overtaken_by(visit: Visit, review: ReviewView) -> str:
    told = DECIDED_FIRST if review.kind == "decision" else OVERTAKEN
    return visit.speech.text(told) % {"author": review.author[:1].upper() + review.author[1:]}


@router.post("/applications/{application_id}/apart")
def keep_apart(visit: RecruiterVisit, form: Posted, application_id: Id) -> Response:
    """Two applications are not one person's, though they may look so."""
    with visit.desk.store.begin() as transaction:
        transaction.reviews.keep_apart(application_id, form.number("other") or 0, visit.user.name, form["reason"])
    return visit.go(own_path(form["back"]) if form["back"] else f"/applications/{application_id}", "apart")


@router.post("/mails/{message_id}/separate")
def separate(visit: RecruiterVisit, form: Posted, message_id: Id) -> Response:
    """A mail is not of the application it was put into."""
    with visit.desk.store.begin() as transaction:
        transaction.reviews.separate(message_id, visit.user.name, form["reason"])
    return visit.go(f"/applications/{message_id}", "separated")


@router.post("/mails/{message_id}/admit")
def admit(visit: RecruiterVisit, form: Posted, message_id: Id) -> Response:
    """A later mail that nothing proved to be the candidate's is."""
    with visit.desk.store.begin() as transaction:
        transaction.reviews.admit(message_id, visit.user.name, form["reason"])
        application_id = transaction.views.message(message_id).application_id
    return _back(visit, application_id or message_id, "admitted", "history")


@router.post("/reviews/{review_id}/undo")
def undo(visit: RecruiterVisit, form: Posted, review_id: Id) -> Response:
    """Takes a word back; it stays in the history."""
    with visit.desk.store.begin() as transaction:
        transaction.reviews.undo(review_id, visit.user.name, form["reason"])
    return visit.go(own_path(form["back"]), "undone")


@router.post("/mails/{message_id}/accept")
def accept(visit: RecruiterVisit, form: Posted, message_id: Id) -> Response:
    """A mail is an application after all."""
    return _sort(visit, form, message_id, "accept")


@router.post("/mails/{message_id}/dismiss")
def dismiss(visit: RecruiterVisit, form: Posted, message_id: Id) -> Response:
    """A near miss, or one mail of an application, is none."""
    return _sort(visit, form, message_id, "dismiss")


def _sort(visit: Visit, form: Form, message_id: int, what: str) -> Response:
    back = own_path(form["back"] or "/sort")
    if not form["reason"]:
        return visit.fault(message("Please give the reason."), back=back)
    with visit.desk.store.begin() as transaction:
        if what == "accept":
            transaction.reviews.accept(message_id, visit.user.name, form["reason"], notice=form["notice"] or None)
        else:
            transaction.reviews.dismiss(message_id, visit.user.name, form["reason"])
        told = _sorted_as(transaction.views, message_id)
    return visit.go(back, told, "near-misses" if back.startswith("/sort") else f"mail-{message_id}")


def _sorted_as(views: Views, message_id: int) -> str:
    """What became of the mail; of one that is accepted also whether its candidate has a dossier already."""
    mail = views.message(message_id)
    if mail.word != "accepted" or mail.application_id is None:
        return mail.word or ""
    return "joined" if views.application(mail.application_id).row.message_count > 1 else mail.word


@router.post("/mails/{message_id}/again")
def read_again(visit: RecruiterVisit, form: Posted, message_id: Id) -> Response:
    """A mail that could not be read is to be read once more."""
    with visit.desk.store.begin() as transaction:
        transaction.views.message(message_id)
        transaction.reviews.note_history(visit.user.name, "read_again", message_id=message_id)
    visit.desk.rereading.again(message_id)
    return visit.go(own_path(form["back"] or "/sort"), "again")


@router.post("/documents/{document_id}/kind")
def classify(visit: RecruiterVisit, form: Posted, document_id: Id) -> Response:
    """What a document is, whatever was read of it."""
    with visit.desk.store.begin() as transaction:
        transaction.reviews.classify(document_id, visit.user.name, form["kind"], form["reason"])
    return visit.go(own_path(form["back"]), "classified")


@router.post("/mails/{message_id}/kind")
def classify_text(visit: RecruiterVisit, form: Posted, message_id: Id) -> Response:
    """What stands in a mail's own text: the letter, the CV, both or neither."""
    with visit.desk.store.begin() as transaction:
        transaction.reviews.classify_text(message_id, visit.user.name, form["kind"], form["reason"])
    return visit.go(own_path(form["back"]), "classified")


@router.post("/documents/{document_id}/unlock")
def unlock(visit: RecruiterVisit, form: Posted, document_id: Id) -> Response:
    """A password for a document; it is kept as a secret, never in the store."""
    with visit.desk.store.read() as views:
        document, paper = views.document(document_id), paper_of(views, document_id)
    try:
        where = visit.desk.rereading.unlock(paper, document.message_id, form["password"])
    except PasswordWrong:
        return visit.fault(
            message("The file does not open with this password."), back=own_path(form["back"] or "/sort")
        )
    with visit.desk.store.begin() as transaction:
        transaction.reviews.unlock(document_id, visit.user.name, where)
    return visit.go(own_path(form["back"] or "/sort"), "unlocked")


def _back(visit: Visit, application_id: int, told: str, anchor: str) -> Response:
    return visit.go(f"/applications/{application_id}", told, anchor)


def _again(  # noqa: PLR0913, PLR0917 - where the form is shown once more, and with what
    visit: Visit, form: Form, application_id: int, fault: str, kind: str, status: int = 422
) -> Response:
    """The application with the form as it was filled in, and what is the matter."""
    fields = {name: form[name] for name in ("decision", "reason", "text", "key", "value", "state", "other", "as")}
    draft = Draft(kind=kind, fault=visit.speech.text(fault), fields=fields)
    return application_page(visit, application_id, draft=draft, status=status)
