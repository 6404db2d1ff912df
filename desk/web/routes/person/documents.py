"""Documents and mails as a person reads them: pictures of pages beside their text, and originals to be saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import Query
from starlette.responses import HTMLResponse, Response

from desk.errors import DeskError
from desk.i18n.languages import message
from desk.web.access import watched_router
from desk.web.components.downloads import attachment, is_dangerous
from desk.web.components.downloads import wrapped as wrap
from desk.web.components.lists.mail_state import mail_listing_of_query
from desk.web.components.passages import CHOSEN, OTHER, PageRectangle, TextPiece, passages_in, pieces, rectangles
from desk.web.ids import MOST, Id, Number
from desk.web.request import ReaderVisit, Visit
from desk.web.services import DocumentPlace
from store.accounts.roles import Right

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk.web.components.passages import MarkedPassage
    from store.views import ApplicationDetail, BodyView, DocumentView, MessageView, PageView, Views

router = watched_router(include_in_schema=False)

NAMELESS = message("file without a name")
WARNING = message(
    "What is in this archive is a program, a script or a page that runs one, and no paper. "
    "Do not open it; hand it to whoever looks after your computers. It was sent under the name:"
)
Offset = Annotated[int | None, Query(ge=0, le=MOST)]
PICTURE_KEPT = "private, max-age=600"
PICTURED = frozenset({"application/pdf", "image/jpeg", "image/png", "image/tiff", "image/webp", "image/heic"})
"""Formats whose pages are drawn; of the others the text is shown alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    """One page of a document as it is shown."""

    number: int
    count: int
    text: list[TextPiece]
    marks: list[PageRectangle]
    method: str
    agreement: str | None = None


@router.get("/documents/{document_id}")
def document_page(
    visit: ReaderVisit, document_id: Id, page: Offset = None, start: Offset = None, end: Offset = None
) -> HTMLResponse:
    """A document: the page asked for, with the passage marked."""
    with visit.desk.store.read() as views:
        document = views.document(document_id)
        sheets = views.pages(document_id)
        mail = views.message(document.message_id)
        detail = views.application(mail.application_id) if mail.application_id is not None else None
    passages = passages_in(detail, document_id=document_id, message_id=document.message_id) if detail else []
    chosen = (start, end) if start is not None and end is not None and start < end else None
    return visit.page(
        "document.html",
        document=document,
        mail=mail,
        detail=detail,
        passages=passages,
        chosen=chosen,
        leaf=_leaf(document, sheets, page, chosen, passages),
        pictured=document.media_type in PICTURED,
        may_write=_may_write(visit, detail),
    )


def _leaf(
    document: DocumentView,
    sheets: Sequence[PageView],
    number: int | None,
    chosen: tuple[int, int] | None,
    passages: Sequence[MarkedPassage],
) -> Leaf:
    text = document.text or ""
    sheet = _sheet(sheets, number, chosen)
    spans = [(passage.evidence.start, passage.evidence.end) for passage in passages]
    others = [span for span in spans if span != chosen]
    if sheet is None:
        wanted = min(max(number or 1, 1), document.pages or 1)
        whole = pieces(text, 0, len(text), chosen, others) if not sheets else []
        return Leaf(number=wanted, count=document.pages or 1, text=whole, marks=[], method=document.method)
    marked = [(*chosen, CHOSEN)] if chosen else []
    return Leaf(
        number=sheet.number,
        count=max(document.pages or 1, *(other.number for other in sheets)),
        text=pieces(text, sheet.start, sheet.end, chosen, others),
        marks=rectangles(sheet, marked or [(*span, OTHER) for span in others]),
        method=sheet.method,
        agreement=sheet.agreement,
    )


def _sheet(sheets: Sequence[PageView], number: int | None, chosen: tuple[int, int] | None) -> PageView | None:
    """The page asked for, else the one where the passage begins, else the first."""
    if number is not None:
        return next((sheet for sheet in sheets if sheet.number == number), None)
    if chosen:
        return next((sheet for sheet in sheets if sheet.start <= chosen[0] < sheet.end), None)
    return sheets[0] if sheets else None


@router.get("/documents/{document_id}/pages/{number}.webp")
def picture(visit: ReaderVisit, document_id: Id, number: Number, small: bool = False) -> Response:  # noqa: FBT001, FBT002 - a query parameter
    """A page's picture, drawn in a confined process."""
    with visit.desk.store.read() as views:
        paper = paper_of(views, document_id)
    try:
        drawn = visit.desk.originals.picture(paper, number, small=small)
    except DeskError:
        return Response(status_code=404)
    return Response(drawn, media_type="image/webp", headers={"cache-control": PICTURE_KEPT})


@router.get("/documents/{document_id}/original")
def document_original(visit: ReaderVisit, document_id: Id, wrapped: bool = False) -> Response:  # noqa: FBT001, FBT002 - a query parameter
    """The file as it was sent, to be saved; one that does something when it is opened after a warning, and wrapped."""
    with visit.desk.store.read() as views:
        document, paper = views.document(document_id), paper_of(views, document_id)
    if is_dangerous(document):
        back = f"/documents/{document_id}"
        return _dangerous(visit, [document], back, lambda: visit.desk.originals.file(paper), wrapped=wrapped)
    content = visit.desk.originals.file(paper)
    _note_download(visit, document.message_id, document.filename)
    return attachment(content, document.filename)


def _dangerous(
    visit: Visit, files: Sequence[DocumentView], back: str, read: Callable[[], bytes], *, wrapped: bool
) -> Response:
    """The warning, or what it warns of in its wrapper."""
    if not wrapped:
        return visit.page("danger.html", files=files, back=back)
    names = [file.filename or visit.speech.text(NAMELESS) for file in files]
    content = read()
    _note_download(visit, files[0].message_id, ", ".join(names))
    number = files[0].id if len(files) == 1 and back.startswith("/documents") else files[0].message_id
    return wrap(content, number, visit.speech.text(WARNING) + "\n\n" + "\n".join(names) + "\n")


def paper_of(views: Views, document_id: int) -> DocumentPlace:
    """Where a document's bytes are."""
    document = views.document(document_id)
    mail = views.message(document.message_id)
    return DocumentPlace(
        mail=mail.sha256 or "", place=document.place, sha256=document.sha256, media_type=document.media_type
    )


@router.get("/mails/{message_id}")
def mail_page(visit: ReaderVisit, message_id: Id, start: Offset = None, end: Offset = None) -> HTMLResponse:
    """A mail: its body with whose words they are, its files, where it was seen."""
    with visit.desk.store.read() as views:
        mail = views.message(message_id)
        body = views.body(message_id)
        documents = views.documents(message_id, with_text=True)
        detail = views.application(mail.application_id) if mail.application_id is not None else None
        words, notices = views.words(message_id), views.notices()
    passages = passages_in(detail, document_id=None, message_id=message_id) if detail else []
    chosen = (start, end) if start is not None and end is not None and start < end else None
    return visit.page(
        "mail.html",
        mail=mail,
        body=body,
        stretches=_stretches(body, chosen, passages) if body else [],
        documents=documents,
        detail=detail,
        passages=passages,
        chosen=chosen,
        words=words,
        notices=[notice for notice in notices if notice.closed_at is None],
        can_accept=detail is None and mail.word not in {"accepted", "asked_for"},
        can_dismiss=_is_dismissible(mail, detail),
        way=_way_back(visit, mail),
        may_write=_may_write(visit, detail),
    )


def _may_write(visit: Visit, detail: ApplicationDetail | None) -> bool:
    """Whether they may say something of it: by its notice, where it has one."""
    return visit.may_write if detail is None else visit.may(Right.WRITE, detail.row.notice)


def _is_dismissible(mail: MessageView, detail: ApplicationDetail | None) -> bool:
    """What the rules doubt and nobody has spoken on, or one mail among several of an application."""
    if detail is None or mail.ruled_disposition == "near_miss":
        return mail.ruled_disposition == "near_miss" and mail.word is None
    return len(detail.messages) > 1


@dataclass(frozen=True, kw_only=True, slots=True)
class WayBack:
    """The list of mails that one came from (empty: none), this page, and where one goes on after saying something."""

    came_from: str
    here: str
    after: str


def _way_back(visit: Visit, mail: MessageView) -> WayBack:
    query = visit.request.query_params.get("list")
    came_from = mail_listing_of_query(query).path if query is not None else ""
    here = f"/mails/{mail.id}" + (f"?{urlencode({'list': query})}" if query is not None else "")
    after = came_from or ("/sort" if mail.disposition == "near_miss" else here)
    return WayBack(came_from=came_from, here=here, after=after)


def _stretches(
    body: BodyView, chosen: tuple[int, int] | None, passages: Sequence[MarkedPassage]
) -> list[tuple[str, list[TextPiece]]]:
    """(voice, its text in marked pieces), in order."""
    spans = [(passage.evidence.start, passage.evidence.end) for passage in passages]
    others = [span for span in spans if span != chosen]
    stretches = body.stretches or (("own", 0, len(body.text)),)
    return [
        (voice, pieces(body.text, start, end, chosen, others))
        for voice, start, end in stretches
        if body.text[start:end].strip()
    ]


@router.get("/mails/{message_id}/original")
def mail_original(visit: ReaderVisit, message_id: Id, wrapped: bool = False) -> Response:  # noqa: FBT001, FBT002 - a query parameter
    """The mail as it came, to be saved; one that brings what does something when opened after a warning, wrapped."""
    with visit.desk.store.read() as views:
        mail, documents = views.message(message_id), views.documents(message_id)
    if dangers := [document for document in documents if is_dangerous(document)]:
        back, digest = f"/mails/{message_id}", mail.sha256 or ""
        return _dangerous(visit, dangers, back, lambda: visit.desk.originals.mail(digest), wrapped=wrapped)
    content = visit.desk.originals.mail(mail.sha256 or "")
    _note_download(visit, message_id, None)
    return attachment(content, f"{mail.subject or 'mail'} ({message_id}).eml")


def _note_download(visit: Visit, message_id: int, filename: str | None) -> None:
    with visit.desk.store.begin() as transaction:
        transaction.reviews.note_history(
            visit.user.name, "download", message_id=message_id, detail={"filename": filename}
        )
