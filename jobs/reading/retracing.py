"""An application's stored texts read again with the tracer on, in workers: for who asks why its facts are so.

Nothing is kept of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jobs.sandbox.answers import TaskFailed
from jobs.sandbox.tasks import trace_body_task, trace_document_task
from parsers.profile import current
from parsers.values.dispositions import is_late
from parsers.values.documents import Agreement, Box, Document, Doubt, Doubted, Kind, Method, Page
from parsers.values.explanations import LeftOut, Trace
from parsers.values.headers import Address, Headers
from parsers.values.messages import Body, Message, Stretch, Voice
from parsers.values.profiles import Source
from store.reviews.kinds import RECOMMENDATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from jobs.sandbox.pool import Pool
    from parsers.values.criteria import Criterion
    from store.values import Notice
    from store.views.values import ApplicationDetail, BodyView, DocumentView, PageView
    from store.views.views import Views

SECONDS = 30.0
"""Wall time of one text: reading it again takes a part of a second."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredText:
    """A stored text of an application, as its reader takes it."""

    message_id: int
    document_id: int | None
    content: Document | Message


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """An application with its texts that count, out of the store."""

    detail: ApplicationDetail
    criteria: tuple[Criterion, ...]
    texts: tuple[StoredText, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TracedText:
    """A stored text, read again."""

    text: StoredText
    trace: Trace


def case_of(views: Views, application_id: int) -> Case:
    """What explaining an application needs of the store."""
    detail = views.application(application_id, with_text=True)
    notice = next(notice for notice in views.notices() if notice.slug == detail.row.notice)
    texts, left_out = [], []
    for text, reason in _texts(views, detail, notice):
        if reason is None:
            texts.append(text)
        else:
            left_out.append(LeftOut(message_id=text.message_id, document_id=text.document_id, reason=reason))
    return Case(detail=detail, criteria=notice.criteria, texts=tuple(texts), left_out=tuple(left_out))


def _texts(views: Views, detail: ApplicationDetail, notice: Notice) -> Iterator[tuple[StoredText, str | None]]:
    """Every text, and why it does not count if it does not."""
    reasons = _left_out(detail, notice)
    for body in detail.bodies:
        text = StoredText(message_id=body.message_id, document_id=None, content=_message(body))
        yield text, reasons.get((body.message_id, None))
    for document in detail.documents:
        content = _document(document, views.pages(document.id))
        text = StoredText(message_id=document.message_id, document_id=document.id, content=content)
        yield text, reasons.get((document.message_id, document.id))


def _left_out(detail: ApplicationDetail, notice: Notice) -> dict[tuple[int, int | None], str]:
    """The texts that do not count, each with why: those that merging leaves out (`current`), and those that wait."""
    bodies = [
        Source(
            message_id=message.id,
            document_id=None,
            received_at=message.received_at,
            in_time=not is_late(message.received_at, notice.closes_at),
            admitted=not message.waits,
        )
        for message in detail.messages
    ]
    told = {body.message_id: body for body in bodies}
    papers = [
        replace(told[paper.message_id], document_id=paper.id, in_time=paper.in_time, superseded=paper.superseded)
        for paper in detail.documents
    ]
    others = _others(detail)
    own = [one for one in (*bodies, *papers) if (one.message_id, one.document_id) not in others]
    counted = {(one.message_id, one.document_id) for one in current([one for one in own if one.admitted])}
    return dict.fromkeys(others, "third_party") | {
        (one.message_id, one.document_id): "waiting" if not one.admitted else "superseded" if one.superseded else "late"
        for one in own
        if (one.message_id, one.document_id) not in counted
    }


def _others(detail: ApplicationDetail) -> set[tuple[int, int | None]]:
    """The texts that somebody else wrote about the candidate: whole mails, and recommendations."""
    mails = {message.id for message in detail.messages if message.third_party}
    papers = {
        (paper.message_id, paper.id)
        for paper in detail.documents
        if paper.message_id in mails or paper.kind == RECOMMENDATION
    }
    return papers | {(mail, None) for mail in mails}


def _message(body: BodyView) -> Message:
    stretches = tuple(Stretch(voice=Voice(voice), start=start, end=end) for voice, start, end in body.stretches)
    return Message(
        headers=Headers(fields=()),
        applicant=Address(name=body.applicant_name, email=body.applicant_email),
        body=Body(text=body.text, stretches=stretches),
        language=body.language,
    )


def _document(view: DocumentView, pages: Iterable[PageView]) -> Document:
    return Document(
        place=view.place,
        filename=view.filename,
        media_type=view.media_type,
        sha256=view.sha256,
        size=view.size,
        kind=Kind(view.read_kind or view.kind),
        language=view.language,
        text=view.text or "",
        pages=tuple(_page(page) for page in pages),
        readable=view.readable,
    )


def _page(view: PageView) -> Page:
    return Page(
        number=view.number,
        start=view.start,
        end=view.end,
        method=Method(view.method),
        boxes=tuple(Box(*box) for box in view.boxes),
        kind=Kind(view.kind) if view.kind else None,
        agreement=Agreement(view.agreement),
        sure=view.sure,
        doubts=tuple(Doubted(start, end, Doubt(why)) for start, end, why in view.doubts),
    )


def retrace(case: Case, pool: Pool) -> tuple[list[TracedText], list[LeftOut]]:
    """The texts read again, several at a time, and those that could not be."""
    pending = [(text, _submitted(text, case.criteria, pool)) for text in case.texts]
    traced, failed = [], []
    for text, future in pending:
        try:
            traced.append(TracedText(text=text, trace=future.result()))
        except TaskFailed:
            failed.append(LeftOut(message_id=text.message_id, document_id=text.document_id, reason="failed"))
    return traced, failed


def _submitted(text: StoredText, criteria: tuple[Criterion, ...], pool: Pool) -> Future[Trace]:
    if isinstance(text.content, Document):
        return pool.submit(trace_document_task, text.content, criteria, seconds=SECONDS)
    return pool.submit(trace_body_task, text.content, criteria, seconds=SECONDS)
