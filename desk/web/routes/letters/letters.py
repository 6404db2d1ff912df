"""Letters to candidates: the outbox, one letter as the candidate sees it, the selection run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, Response

from desk.dossier import letter as paper
from desk.i18n.languages import LANGUAGES, message
from desk.letters import mail
from desk.letters.kinds import KINDS, ON_INTERVIEWS, REASONED
from desk.letters.selection import STATUSES, approve, as_outcome, draft_all, faults_now, selection
from desk.letters.templates import fault_words
from desk.letters.writing import write
from desk.web.access import watched_router
from desk.web.components.downloads import attachment
from desk.web.components.overtaken import CHANGED as NONE_APPROVED
from desk.web.components.overtaken import TypedLetter, overtaken_by
from desk.web.ids import Id, number, pair
from desk.web.request import Posted, ReaderVisit, RecruiterVisit, Refused, Visit
from store.errors import LetterMoved, LetterTwice, NotInStore
from store.letters.answers import by_letter
from store.letters.states import LetterState
from store.letters.values import LetterFilter

if TYPE_CHECKING:
    from datetime import datetime

    from desk.letters.office import Office
    from desk.letters.templates import Fault
    from store.letters.values import Letter
    from store.transaction import Transaction
    from store.values import Notice

router = watched_router(include_in_schema=False)

NO_OFFICE = message(
    "No letters can be written yet: the administrator must first enter the sender in the configuration ([letters])."
)
TWICE = message("This candidate already has a letter of this kind.")
HELD_UP = message(
    "This letter waits until letter %(id)s has left or is withdrawn. Please send or withdraw that one first."
)
ALL_BUT = message("The letters you ticked are approved, except these:")
NOT_APPROVED = message("letter %(id)s (%(why)s).")
ON_PAGE = 500
"""Letters shown of the outbox, newest last."""
ACTS = ("approve", "recall", "withdraw", "confirm", "repeat", "sent_by_hand")


@router.get("/letters")
def outbox(visit: ReaderVisit, state: str | None = None, application: str | None = None) -> HTMLResponse:
    """Every letter and where it stands."""
    return _outbox(visit, state, application)


def _outbox(
    visit: Visit, state: str | None = None, application: str | None = None, status: int = 200, fault: str = ""
) -> HTMLResponse:
    chosen = next((one for one in LetterState if one == state), None)
    about = number(application or "")
    wanted = LetterFilter(states=frozenset({chosen}) if chosen else None, application_id=about)
    with visit.desk.store.peek() as transaction:
        letters = transaction.letters.all(wanted)
        counts = transaction.letters.counts()
        notices = transaction.notices.all()
        answers = transaction.answers.all(letter_ids=[letter.id for letter in letters[-ON_PAGE:]])
        waiting = transaction.answers.waiting()
    visit.shows(letter.message_id for letter in letters[-ON_PAGE:])
    return visit.page(
        "letters.html",
        status,
        fault=fault,
        letters=letters[-ON_PAGE:],
        left_out=max(0, len(letters) - ON_PAGE),
        counts=counts,
        answers=by_letter(answers),
        waiting=waiting,
        chosen=chosen,
        about=about,
        local=_local(notices),
        office=visit.desk.office,
    )


@router.post("/letters/approve")
def approve_several(visit: RecruiterVisit, form: Posted) -> Response:
    """Drafts that were looked at, each as it was shown; where one is not so any more, none of them."""
    chosen = [each for each in map(pair, form.many("letter")) if each]
    try:
        with visit.desk.store.begin() as transaction:
            _, refused = approve(transaction, office_of(visit), visit.user.name, chosen)
    except LetterMoved:
        return _outbox(visit, status=409, fault=_changed_of(visit, chosen))
    if refused:
        return _outbox(visit, status=422, fault=_refused_of(visit, refused))
    return visit.go("/letters", "letters_approved")


def _refused_of(visit: Visit, refused: dict[int, tuple[Fault, ...]]) -> str:
    """Which of the letters that were ticked are not approved, and why."""
    says = visit.speech.text(NOT_APPROVED)
    told = (says % {"id": each, "why": fault_words(faults, visit.speech)} for each, faults in refused.items())
    return " ".join((visit.speech.text(ALL_BUT), *told))


def _changed_of(visit: Visit, shown: list[tuple[int, int]]) -> str:
    """Which letters are not as they were shown, and what was done to each."""
    with visit.desk.store.peek() as transaction:
        now = [(transaction.letters.get(letter_id), revision) for letter_id, revision in shown]
        changed = [letter for letter, revision in now if letter.revision != revision]
        told = [visit.speech.text(NONE_APPROVED) % {"id": letter.id} for letter in changed[:1]]
        return " ".join([*told, *(overtaken_by(transaction, letter, visit.speech) for letter in changed)])


@router.get("/letters/selection")
def selection_page(visit: ReaderVisit, notice: str | None = None) -> HTMLResponse:
    """Who gets which letter, who has none yet, who was sent what: nothing is made by looking."""
    with visit.desk.store.peek() as transaction:
        notices = transaction.notices.all()
        asked = asked_notice(notices, notice)
        run = selection(transaction, office_of(visit), asked, visit.desk.clock())
    visit.shows(row.application.id for row in run.rows)
    return visit.page("selection.html", run=run, notices=notices, statuses=STATUSES)


@router.post("/letters/selection")
def draft_selection(visit: RecruiterVisit, form: Posted) -> Response:
    """Makes every draft that is due."""
    with visit.desk.store.begin() as transaction:
        asked = asked_notice(transaction.notices.all(), form["notice"])
        draft_all(transaction, office_of(visit), asked, visit.user.name, visit.desk.clock())
    return visit.go(f"/letters/selection?{urlencode({'notice': asked.slug})}", "letters_drafted")


@router.get("/letters/new")
def new_letter(visit: RecruiterVisit, application: int, kind: str = "", language: str = "") -> HTMLResponse:
    """A letter to one candidate: its kind is chosen, and it is shown before it is kept."""
    return _new(visit, application, kind, language, {})


@router.post("/letters/new")
def keep_letter(visit: RecruiterVisit, form: Posted) -> Response:
    """Keeps it as a draft, or shows it once more with what is the matter."""
    application, kind, language = form.number("application") or 0, form["kind"], form["language"]
    given = {"answer": form["answer"]} if form["answer"] else {}
    if form["act"] != "keep" or kind not in KINDS:
        return _new(visit, application, kind, language, given)
    try:
        with visit.desk.store.begin() as transaction:
            detail = transaction.views.application(application, with_text=True)
            notice = asked_notice(transaction.notices.all(), detail.row.notice)
            office = office_of(visit).with_kept(transaction.templates.in_force())
            written = write(detail, notice, office, kind, language=_language(language), given=given)
            draft = as_outcome(transaction, written.draft, detail.row.id)
            letter = None if written.faults else transaction.letters.draft(draft, visit.user.name)
    except LetterTwice:
        return _new(visit, application, kind, language, given, fault=TWICE)
    return (
        visit.go(f"/letters/{letter.id}", "letter_drafted")
        if letter
        else _new(visit, application, kind, language, given)
    )


@router.get("/letters/{letter_id}")
def letter_page(visit: ReaderVisit, letter_id: Id) -> HTMLResponse:
    """One letter as the candidate sees it, and what can be done with it."""
    return _letter(visit, letter_id)


@router.get("/letters/{letter_id}/mail")
def letter_mail(visit: ReaderVisit, letter_id: Id) -> Response:
    """The letter as a mail: as it was handed over, else as a draft for a program of one's own."""
    with visit.desk.store.begin() as transaction:
        letter = transaction.letters.get(letter_id, with_mail=True)
        detail = {"letter": letter.id}
        transaction.reviews.note_history(visit.user.name, "download", message_id=letter.message_id, detail=detail)
    visit.shows([letter.message_id])
    return attachment(letter.mail or mail.unsent(letter), f"{letter.kind}-{letter.id}.eml", "message/rfc822")


@router.get("/letters/{letter_id}/pdf")
def letter_pdf(visit: ReaderVisit, letter_id: Id) -> Response:
    """The letter on paper."""
    with visit.desk.store.begin() as transaction:
        letter, notices = transaction.letters.get(letter_id), transaction.notices.all()
        detail = {"letter": letter.id}
        transaction.reviews.note_history(visit.user.name, "download", message_id=letter.message_id, detail=detail)
    visit.shows([letter.message_id])
    at = _local(notices)(letter, letter.dated_at or letter.approved_at or visit.desk.clock())
    content = paper.pdf(letter, visit.desk.office.name if visit.desk.office else "", at.date())
    return attachment(content, f"{letter.kind}-{letter.id}.pdf", "application/pdf")


@router.post("/letters/{letter_id}/edit")
def edit(visit: RecruiterVisit, form: Posted, letter_id: Id) -> Response:
    """Another text, of the revision that was shown; else what was typed stands beside the letter as it is now."""
    typed = TypedLetter(subject=form["subject"], text=form["text"] + "\n", to_email=form["to"])
    try:
        with visit.desk.store.begin() as transaction:
            words = {"subject": typed.subject, "text": typed.text, "to_email": typed.to_email}
            transaction.letters.edit(letter_id, visit.user.name, revision=form.number("revision") or 0, **words)
    except LetterMoved:
        return _letter(visit, letter_id, 409, typed=typed)
    return visit.go(f"/letters/{letter_id}", "letter_changed")


@router.post("/letters/{letter_id}/answers/{answer_id}/{act}")
def decide_answer(visit: RecruiterVisit, form: Posted, letter_id: Id, answer_id: Id, act: str) -> Response:
    """What a person says of a report that nothing proves: the letter did not arrive, or the report is set aside."""
    del form
    if act not in {"accept", "set_aside"}:
        raise NotInStore(f"a report can't be {act}")
    try:
        with visit.desk.store.begin() as transaction:
            known = {answer.id for answer in transaction.answers.all(letter_ids=[letter_id])}
            if answer_id not in known:
                raise NotInStore(f"letter {letter_id} has no answer {answer_id}")
            getattr(transaction.answers, act)(answer_id, visit.user.name)
    except LetterMoved:
        return _letter(visit, letter_id, 409)
    return visit.go(f"/letters/{letter_id}", f"answer_{act}", "back")


@router.post("/letters/{letter_id}/{act}")
def move(visit: RecruiterVisit, form: Posted, letter_id: Id, act: str) -> Response:
    """What a person decides about a letter."""
    if act not in ACTS:
        raise NotInStore(f"a letter can't be {act}")
    author, refused = visit.user.name, False
    try:
        with visit.desk.store.begin() as transaction:
            if act == "approve":
                shown = [(letter_id, form.number("revision") or 0)]
                approved, _ = approve(transaction, office_of(visit), author, shown)
                refused = not approved
            else:
                getattr(transaction.letters, act)(letter_id, author)
    except LetterMoved:
        return _letter(visit, letter_id, 409)
    if refused:
        return _letter(visit, letter_id, 422)
    return visit.go(f"/letters/{letter_id}", f"letter_{act}")


def _letter(visit: Visit, letter_id: int, status: int = 200, *, typed: TypedLetter | None = None) -> HTMLResponse:
    """The page; with 409 it says what somebody else did meanwhile, and shows what was `typed` beside it."""
    office = visit.desk.office
    with visit.desk.store.peek() as transaction:
        letter, notices = transaction.letters.get(letter_id), transaction.notices.all()
        answers = transaction.answers.all(letter_ids=[letter_id])
        faults = faults_now(transaction, letter, office) if office and letter.state == LetterState.DRAFT else ()
        held_up_by = transaction.letters.held_up_by(letter)
        overtaken = _why_not(visit, transaction, letter, held_up_by) if status == 409 else ""
    visit.shows([letter.message_id])
    return visit.page(
        "letter.html",
        status,
        letter=letter,
        faults=faults,
        answers=answers,
        held_up_by=held_up_by,
        reasoned=REASONED,
        overtaken=overtaken,
        typed=typed,
        differences=typed.differences(letter) if typed else (),
        local=_local(notices),
        office=office,
    )


def _why_not(visit: Visit, transaction: Transaction, letter: Letter, held_up_by: int | None) -> str:
    """Why what was asked for was not done: another letter goes first, or somebody did something else meanwhile."""
    if held_up_by is not None:
        return visit.speech.text(HELD_UP) % {"id": held_up_by}
    return overtaken_by(transaction, letter, visit.speech)


def _new(  # noqa: PLR0913 - what was chosen so far
    visit: Visit, application: int, kind: str, language: str, given: dict[str, str], *, fault: str = ""
) -> HTMLResponse:
    with visit.desk.store.peek() as transaction:
        office = office_of(visit).with_kept(transaction.templates.in_force())
        detail = transaction.views.application(application, with_text=True)
        notice = asked_notice(transaction.notices.all(), detail.row.notice)
    visit.shows([detail.row.id])
    chosen = kind if kind in KINDS else None
    written = write(detail, notice, office, chosen, language=_language(language), given=given) if chosen else None
    return visit.page(
        "letter_new.html",
        422 if fault else 200,
        row=detail.row,
        kinds=[one for one in KINDS if one not in ON_INTERVIEWS],
        kind=chosen,
        language=written.draft.language if written else _language(language),
        usual=office.language,
        written=written,
        answer=given.get("answer", ""),
        fault=visit.speech.text(fault),
    )


def office_of(visit: Visit) -> Office:
    """Who writes letters. Raises Refused where nobody does."""
    if visit.desk.office is None:
        raise Refused(NO_OFFICE)
    return visit.desk.office


def asked_notice(notices: tuple[Notice, ...], slug: str | None) -> Notice:
    """The notice that is named; where none is, the one that closes last.

    Raises NotInStore where there is none, or none of that name: nothing is done to another one than was meant.
    """
    if slug:
        found = next((known for known in notices if known.slug == slug), None)
    else:
        found = max(notices, key=lambda known: known.closes_at, default=None)
    if found is None:
        raise NotInStore(f"there is no notice {slug}" if slug else "there is no notice yet")
    return found


def _language(given: str) -> str | None:
    return given if given in LANGUAGES else None


def _local(notices: tuple[Notice, ...]) -> Any:  # noqa: ANN401 - a function for templates
    zones = {notice.slug: notice.zone for notice in notices}

    def local(letter: Letter, at: datetime | None) -> datetime | None:
        """An instant of a letter in its notice's zone."""
        return at.astimezone(zones[letter.notice]) if at and letter.notice in zones else at

    return local
