"""What a message is judged by, kept beside its derived rows: new rules judge it anew without its original."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import undefer

from parsers.values.dispositions import Disposition
from parsers.values.documents import Document, Kind
from parsers.values.messages import Attachment, Body, Message, Stretch, Voice
from store.database.codec import decode, encode, fields_of, value_of
from store.database.models import BodyRow, DocumentRow, Membership, MessageRow, ReviewRow
from store.notices import fitting
from store.values import JudgedBy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy.orm import Session

    from parsers.values.evidence import JSON
    from store.values import Readers

READ_BY = "read_by"
TEXT_BY = "text_by"
AT_A_TIME = 200
"""How many messages are held at once."""
LOOKED_AT = 20_000
"""So many characters of a file tell whose it is; a disposition looks at no more."""


OF_A_PART = ("place", "filename", "media_type", "sha256", "decorative")
"""What is kept of a MIME part that is not the body (`Attachment`)."""


def kept(message: Message, readers: Readers | None) -> JSON:
    """What is kept of a message beside its body and the list of its files, which have places of their own.

    `readers` tell what the reading depended on: by the same, the same original reads as it did.
    """
    told = {READ_BY: readers.everything, TEXT_BY: readers.text} if readers else {}
    return encode(replace(message, body=Body(), attachments=(), links=(), passwords=(), problems=())) | told


def text_by(session: Session, message_id: int) -> str | None:
    """What the texts of a message's files depended on; None where it was never read."""
    row = session.get(MessageRow, message_id)
    return (row.sorting or {}).get(TEXT_BY) if row else None


def read_otherwise(session: Session, readers: str) -> dict[int, int | None]:
    """Messages that other readers than these have read (another version or settings), each with its application."""
    query = (
        select(MessageRow.id, Membership.application_id)
        .outerjoin(Membership, Membership.message_id == MessageRow.id)
        .where(MessageRow.state == "parsed", MessageRow.sha256.is_not(None))
        .where(MessageRow.sorting[READ_BY].as_string().is_distinct_from(readers))
    )
    return dict(session.execute(query).all())


def forget_texts(session: Session, message_ids: Collection[int]) -> None:
    """The files of these messages are to be read again, whoever read them."""
    ids = sorted(message_ids)
    for start in range(0, len(ids), AT_A_TIME):
        rows = select(MessageRow).where(MessageRow.id.in_(ids[start : start + AT_A_TIME]))
        for row in session.scalars(rows.options(undefer(MessageRow.sorting))):
            if row.sorting is not None:
                row.sorting = {key: value for key, value in row.sorting.items() if key != TEXT_BY}
        session.flush()


def heard(session: Session, message_ids: Collection[int] | None = None) -> Iterator[JudgedBy]:
    """Every message with content (or these), in ledger order, as the rules judge it."""
    query = select(MessageRow.id).where(MessageRow.sha256.is_not(None)).order_by(MessageRow.id)
    ids = [one for one in session.scalars(query) if message_ids is None or one in message_ids]
    spoken = set(session.scalars(select(ReviewRow.message_id).distinct()))
    for start in range(0, len(ids), AT_A_TIME):
        yield from _some(session, ids[start : start + AT_A_TIME], spoken)


def _some(session: Session, ids: list[int], spoken: set[int]) -> Iterator[JudgedBy]:
    rows = select(MessageRow).where(MessageRow.id.in_(ids)).options(undefer(MessageRow.sorting))
    bodies = {row.message_id: row for row in session.scalars(select(BodyRow).where(BodyRow.message_id.in_(ids)))}
    members = select(Membership.message_id, Membership.application_id).where(Membership.message_id.in_(ids))
    applications: dict[int, int] = dict(session.execute(members).all())
    documents, fits = _documents(session, ids), fitting(session, ids)
    for row in session.scalars(rows.order_by(MessageRow.id)):
        yield value_of(
            JudgedBy,
            row,
            message_id=row.id,
            sha256=row.sha256 or "",
            fits=fits[row.id],
            disposition=Disposition(row.ruled_disposition),
            spoken=row.id in spoken,
            application_id=applications.get(row.id),
            message=_message(row, bodies.get(row.id)),
            documents=documents.get(row.id, ()),
            read_by=(row.sorting or {}).get(READ_BY),
            reason=row.ruled_reason,
        )


def _message(row: MessageRow, body: BodyRow | None) -> Message | None:
    if row.sorting is None or body is None:
        return None
    stretches = tuple(Stretch(voice=Voice(voice), start=start, end=end) for voice, start, end in body.stretches)
    said = Body(text=body.text, stretches=stretches)
    attached = tuple(Attachment(content=b"", **{name: part[name] for name in OF_A_PART}) for part in body.attachments)
    return replace(decode(Message, row.sorting), body=said, attachments=attached)


def bare_document(row: DocumentRow) -> Document:
    """Which file it is, without what was read in it."""
    return Document(**fields_of(row, "place", "filename", "media_type", "sha256", "size", "container"))


def _documents(session: Session, ids: list[int]) -> dict[int, tuple[Document, ...]]:
    query = select(DocumentRow).where(DocumentRow.message_id.in_(ids)).options(undefer(DocumentRow.text))
    found: dict[int, tuple[Document, ...]] = {}
    for row in session.scalars(query.order_by(DocumentRow.message_id, DocumentRow.position)):
        known = bare_document(row)
        document = replace(known, kind=Kind(row.kind), readable=row.readable, text=row.text[:LOOKED_AT])
        found[row.message_id] = (*found.get(row.message_id, ()), document)
    return found
