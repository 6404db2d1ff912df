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
from desk.web.components.paper import is_typeset, paper, parts
from desk.web.components.passages import TextPiece, passages_in, pieces
from desk.web.components.viewer import Viewing, spans_of, turn_to_upright, typeset_leaf, viewing_of
from desk.web.ids import MOST, Id, Number
from desk.web.request import PapersVisit, ReaderVisit, Visit
from desk.web.services import DocumentPlace, PictureSize
from store.accounts.roles import Right
from store.views.searching import every_place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk.web.components.passages import MarkedPassage
    from store.views.values import ApplicationDetail, BodyView, DocumentView, MessageView
    from store.views.views import Views

router = watched_router(include_in_schema=False)

WARNING = message(
    "This archive contains a program, a script or a page that runs one, and not a paper. "
    "Do not open it; give it to your IT department. It was sent under the name:"
)
Offset = Annotated[int | None, Query(ge=0, le=MOST)]
PICTURE_KEPT = "private, max-age=600"
Turn = Annotated[int, Query(ge=0, le=270, multiple_of=90)]


@router.get("/documents/{document_id}")
def document_page(
    visit: PapersVisit, document_id: Id, page: Offset = None, start: Offset = None, end: Offset = None
) -> HTMLResponse:
    """A document: the page asked for, with the passage marked."""
    viewing = viewing_of(visit.request.query_params, f"/documents/{document_id}", page, _chosen(start, end))
    with visit.desk.store.read() as views:
        mail = views.message(views.document(document_id).message_id)
        detail = views.application(mail.application_id) if mail.application_id is not None else None
        shown = paper(views, document_id, viewing, detail)
    return visit.page(
        "document.html",
        paper=shown,
        document=shown.document,
        mail=mail,
        detail=detail,
        reads=detail is None or visit.may(Right.READ, detail.row.notice),
        may_write=_may_write(visit, detail),
    )


def _chosen(start: int | None, end: int | None) -> tuple[int, int] | None:
    return (start, end) if start is not None and end is not None and start < end else None


@router.get("/documents/{document_id}/pages/{number}.webp")
def picture(
    visit: PapersVisit, document_id: Id, number: Number, size: PictureSize = "page", turn: Turn = 0
) -> Response:
    """A page's picture, drawn in a confined process: upright, then turned clockwise as somebody wants it."""
    with visit.desk.store.read() as views:
        document, paper, sheets = views.document(document_id), paper_of(views, document_id), views.pages(document_id)
    if not is_typeset(document):
        upright = next((turn_to_upright(sheet) for sheet in sheets if sheet.number == number), 0)
        whole = (upright + turn) % 360
        return _drawn(lambda: visit.desk.originals.picture(paper, number, size=size, turn=whole))
    leaf = typeset_leaf(document.text or "", parts(sheets), Viewing(path="", page=number), (), document.method)
    if leaf.number != number:
        return Response(status_code=404)
    return _drawn(lambda: visit.desk.originals.typeset(leaf.lines, size=size, turn=turn))


def _drawn(draw: Callable[[], bytes]) -> Response:
    try:
        return Response(draw(), media_type="image/webp", headers={"cache-control": PICTURE_KEPT})
    except DeskError:
        return Response(status_code=404)


@router.get("/documents/{document_id}/original")
def document_original(visit: PapersVisit, document_id: Id, wrapped: bool = False) -> Response:  # noqa: FBT001, FBT002 - a query parameter
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
    names = [visit.speech.file_name(file) for file in files]
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
    viewing = viewing_of(visit.request.query_params, f"/mails/{message_id}", None, _chosen(start, end))
    return visit.page(
        "mail.html",
        mail=mail,
        body=body,
        stretches=_stretches(body, viewing, passages) if body else [],
        documents=documents,
        detail=detail,
        passages=passages,
        chosen=viewing.chosen,
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
    body: BodyView, viewing: Viewing, passages: Sequence[MarkedPassage]
) -> list[tuple[str, list[TextPiece]]]:
    """(voice, its text in marked pieces), in order."""
    places = [(passage.evidence.start, passage.evidence.end) for passage in passages]
    spans = spans_of(viewing.chosen, every_place(body.text, viewing.words), places)
    stretches = body.stretches or (("own", 0, len(body.text)),)
    return [
        (voice, pieces(body.text, start, end, spans)) for voice, start, end in stretches if body.text[start:end].strip()
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
