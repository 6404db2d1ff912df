"""Step 5 of a message's way: its derived rows, replaced as a whole whenever it is read, ids kept."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import undefer

from parsers.values.dispositions import Disposition
from parsers.values.documents import Agreement, Box, Document, Doubt, Doubted, Method, Page
from parsers.values.problems import Problem
from store.database.codec import decode, encode, fields_of
from store.database.models import BodyRow, ClaimRow, ClaimToken, DocumentRow, MessageRow, PageRow
from store.database.sessions import StorePart, there
from store.errors import ValueRefused
from store.ledger import dispositions, judging_inputs, message_content
from store.reviews import kinds
from store.search import index_of
from store.search.words import index_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.values.dispositions import Verdict
    from parsers.values.documents import Document
    from parsers.values.evidence import JSON
    from parsers.values.headers import Authentication
    from parsers.values.messages import Message
    from parsers.values.readings import ReadDocument, Reading
    from store.values import IdentityClaims, Readers

IDS_PER_MESSAGE = 10_000
"""A document's id is its message's id times this, plus its number in it; number 0 is the body."""
LONGEST_TOKEN = 1_000
"""Bytes of a token that stands in the index as it is."""


_Page: TypeAlias = "tuple[Any, ...]"
"""A page's columns, as `_OF_A_PAGE` names them."""
_OF_A_PAGE = ("number", "text_start", "text_end", "method", "kind", "agreement", "sure", "doubts", "boxes")

# Put together once, for each mail that is read sends them.
_DOCUMENTS = (
    select(DocumentRow).where(DocumentRow.message_id == bindparam("message")).options(undefer(DocumentRow.text))
)
_PAGES = (
    select(PageRow.document_id, *(getattr(PageRow, name) for name in _OF_A_PAGE))
    .join(DocumentRow, DocumentRow.id == PageRow.document_id)
    .where(DocumentRow.message_id == bindparam("message"))
    .order_by(PageRow.document_id, PageRow.number)
)
_PUT_PAGES, _PUT_TOKENS = insert(PageRow), insert(ClaimToken)


class Papers(StorePart):
    """What originals say, within one transaction."""

    def replace(  # noqa: PLR0913 - all that a reading comes to
        self,
        message_id: int,
        reading: Reading,
        verdict: Verdict,
        claims: IdentityClaims,
        authentication: Authentication | None = None,
        *,
        readers: Readers | None = None,
    ) -> Disposition:
        """Puts all that was read in place of what was known of the message; its state is then `parsed`.

        A document keeps its id as long as its place and bytes stay. Should the message prove unrelated when it is
        first read, nothing of it is kept. The applications concerned are brought up to date by
        `Applications.refresh`. `authentication` is what the receiving server says of the sender, where one is trusted;
        `readers` tell what the reading depended on. Returns the disposition that holds.
        """
        row = self._row(message_id)
        dispositions.rule(self._session, row, verdict)
        if row.disposition == Disposition.UNRELATED:
            message_content.forget(self._session, row)
            return Disposition.UNRELATED
        dispositions.settle(row)
        row.state, row.error = "parsed", None
        row.sorting = judging_inputs.kept(reading.message, readers)
        message_content.describe(row, reading.message.headers)
        self._session.flush()
        self._replace_body(message_id, reading, authentication)
        self._replace_documents(message_id, reading.documents)
        kinds.lay(self._session, [message_id])
        self._replace_claims(message_id, claims)
        return Disposition(row.disposition)

    def texts_by(self, message_id: int, text_by: str) -> tuple[Document, ...]:
        """The readable files of a message with their pages, if these very readers read them; kind unset.

        They are understood anew without reading the files. `text_by` tells what a file's text depends on
        (`jobs/reading/reading_fingerprint.py`).
        """
        if judging_inputs.text_by(self._session, message_id) != text_by:
            return ()
        query = select(DocumentRow).where(DocumentRow.message_id == message_id, DocumentRow.readable)
        rows = self._session.scalars(query.options(undefer(DocumentRow.text)).order_by(DocumentRow.position)).all()
        pages: dict[int, list[PageRow]] = {row.id: [] for row in rows}
        kept = (
            select(PageRow)
            .where(PageRow.document_id.in_(pages))
            .options(undefer(PageRow.boxes), undefer(PageRow.doubts))
        )
        for page in self._session.scalars(kept.order_by(PageRow.document_id, PageRow.number)):
            pages[page.document_id].append(page)
        return tuple(_kept_document(row, pages[row.id]) for row in rows)

    def give_up(self, message_id: int, error: str, claims: IdentityClaims) -> None:
        """The message can't be read: `failed`, listed, its original kept, and its application there all the same.

        `claims` come from what the headers alone tell.
        """
        row = self._row(message_id)
        row.state, row.error = "failed", error
        dispositions.settle(row)
        self._session.flush()
        self._replace_claims(message_id, claims)

    def with_unreadable(self) -> tuple[int, ...]:
        """Ids of the messages that hold a document that could not be read, in ledger order."""
        query = select(DocumentRow.message_id).where(DocumentRow.readable.is_(False)).distinct()
        return tuple(self._session.scalars(query.order_by(DocumentRow.message_id)))

    def _row(self, message_id: int) -> MessageRow:
        return there(self._session.get(MessageRow, message_id), f"message {message_id}")

    def _replace_body(self, message_id: int, reading: Reading, authentication: Authentication | None) -> None:
        message = reading.message
        self._session.execute(delete(BodyRow).where(BodyRow.message_id == message_id))
        row = _body(message_id, message, encode(reading.body_findings))
        row.authentication = encode(authentication) if authentication else None
        self._session.add(row)
        sender = message.headers.sender
        said = [message.headers.subject, message.applicant.name, message.applicant.email, sender.name, sender.email]
        text = "\n".join([*filter(None, dict.fromkeys(said)), message.body.text])
        index_of(self._session).put(self._session, message_id * IDS_PER_MESSAGE, index_text(text))

    def _replace_documents(self, message_id: int, documents: Sequence[ReadDocument]) -> None:
        known = {(row.place, row.sha256): row for row in self._session.scalars(_DOCUMENTS, {"message": message_id})}
        number = max((row.id for row in known.values()), default=message_id * IDS_PER_MESSAGE)
        pages: dict[int, list[_Page]] = {}
        said_anew = []
        for position, read in enumerate(_distinct(documents)):
            document = read.document
            row = known.pop((document.place, document.sha256), None)
            if row is None:
                number += 1
                if number >= (message_id + 1) * IDS_PER_MESSAGE:
                    raise ValueRefused(f"message {message_id} has more documents than ids")
                row = DocumentRow(id=number, message_id=message_id, in_time=True, superseded=False)
                self._session.add(row)
                said_anew.append(row)
            elif (row.filename, row.text) != (document.filename, document.text):
                said_anew.append(row)
            _fill(row, position, read)
            pages[row.id] = _numbered(document)
        self._session.flush()
        self._replace_pages(message_id, pages)
        for row in said_anew:  # the index has the others as they are: to fold a text costs more than to keep it
            index_of(self._session).put(self._session, row.id, index_text(f"{row.filename or ''}\n{row.text}"))
        self._remove_documents([row.id for row in known.values()])

    def _replace_pages(self, message_id: int, pages: Mapping[int, list[_Page]]) -> None:
        """Those of documents that have others now."""
        there: dict[int, list[_Page]] = {}
        for document_id, *page in self._session.execute(_PAGES, {"message": message_id}):
            there.setdefault(document_id, []).append(tuple(page))
        changed = {id_: told for id_, told in pages.items() if told != there.get(id_, [])}
        if stale := changed.keys() & there.keys():
            self._session.execute(delete(PageRow).where(PageRow.document_id.in_(stale)))
        if rows := [_page(id_, page) for id_, told in changed.items() for page in told]:
            self._session.execute(_PUT_PAGES, rows)

    def _remove_documents(self, ids: list[int]) -> None:
        if ids:
            index_of(self._session).remove(self._session, ids)
            self._session.execute(delete(DocumentRow).where(DocumentRow.id.in_(ids)))

    def _replace_claims(self, message_id: int, claims: IdentityClaims) -> None:
        for table in (ClaimRow, ClaimToken):
            self._session.execute(delete(table).where(table.message_id == message_id))
        self._session.add(ClaimRow(message_id=message_id, detail=encode(claims.detail)))
        if claims.tokens:
            tokens = [{"message_id": message_id, "token": _indexed(token)} for token in sorted(claims.tokens)]
            self._session.execute(_PUT_TOKENS, tokens)
        self._session.flush()


def _indexed(token: str) -> str:
    """A token as its index holds it: PostgreSQL refuses one of some kilobytes, as a stranger's Message-ID may be."""
    content = token.encode("utf-8", "surrogatepass")
    return token if len(content) <= LONGEST_TOKEN else hashlib.sha256(content).hexdigest()


def _distinct(documents: Sequence[ReadDocument]) -> list[ReadDocument]:
    """Without what stands twice at one place with the same bytes (a broken archive can list a member twice)."""
    return list({(read.document.place, read.document.sha256): read for read in reversed(documents)}.values())[::-1]


def _body(message_id: int, message: Message, findings: JSON) -> BodyRow:
    forwarded = message.forwarded_from
    headers = message.headers
    return BodyRow(
        message_id=message_id,
        text=message.body.text,
        stretches=[[stretch.voice.value, stretch.start, stretch.end] for stretch in message.body.stretches],
        language=message.language,
        is_letter=message.is_letter,
        is_cv=message.is_cv,
        applicant_name=message.applicant.name,
        applicant_email=message.applicant.email,
        forwarded_name=forwarded.name if forwarded else None,
        forwarded_email=forwarded.email if forwarded else None,
        to=encode([*headers.to, *headers.cc]),
        links=list(message.links),
        attachments=[fields_of(part, *judging_inputs.OF_A_PART) for part in message.attachments],
        problems=encode(message.problems),
        findings=findings,
    )


def _fill(row: DocumentRow, position: int, read: ReadDocument) -> None:
    document = read.document
    for name in ("place", "sha256", "filename", "media_type", "size", "container", "language", "page_count", "text"):
        setattr(row, name, getattr(document, name))
    row.position = position
    row.kind, row.method = document.kind.value, document.method.value
    row.readable, row.reason = document.readable, document.reason.value if document.reason else None
    row.problems, row.findings = encode(document.problems), encode(read.findings)


def _numbered(document: Document) -> list[_Page]:
    return [
        (
            page.number,
            page.start,
            page.end,
            page.method.value,
            page.kind.value if page.kind else None,
            page.agreement.value,
            page.sure,
            [[one.start, one.end, one.why.value] for one in page.doubts],
            [
                [box.start, box.end, *(round(side, 4) for side in (box.left, box.top, box.right, box.bottom))]
                for box in page.boxes
            ],
        )
        for page in {page.number: page for page in document.pages}.values()
    ]


def _page(document_id: int, page: _Page) -> dict[str, JSON]:
    return {"document_id": document_id, **dict(zip(_OF_A_PAGE, page, strict=True))}


def _kept_document(row: DocumentRow, pages: Sequence[PageRow]) -> Document:
    return replace(
        judging_inputs.bare_document(row),
        language=row.language,
        text=row.text,
        pages=tuple(map(_kept_page, pages)),
        page_count=row.page_count,
        method=Method(row.method),
        problems=tuple(decode(Problem, problem) for problem in row.problems),
    )


def _kept_page(row: PageRow) -> Page:
    return Page(
        number=row.number,
        start=row.text_start,
        end=row.text_end,
        method=Method(row.method),
        boxes=tuple(Box(*box) for box in row.boxes),
        agreement=Agreement(row.agreement),
        sure=row.sure,
        doubts=tuple(Doubted(start, end, Doubt(why)) for start, end, why in row.doubts or ()),
    )
