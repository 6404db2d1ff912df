"""What people say that a document is (CV, letter, …), or that stands in a mail's own text: above what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import BindParameter, bindparam, select

from store.database.models import BodyRow, DocumentRow
from store.reviews.belonging import belonging
from store.reviews.in_force import in_force_on

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from store.database.models import ReviewRow

RECOMMENDATION = "recommendation"
"""What somebody else wrote about the candidate: said by a person alone, no reading gives it."""
BODY_KINDS = ("letter", "cv", "cv+letter", "other")
"""What may stand in a mail's own text; `other`: neither letter nor CV."""


_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_DOCUMENTS = select(DocumentRow).where(DocumentRow.message_id.in_(_IDS))
_BODIES = select(BodyRow).where(BodyRow.message_id.in_(_IDS))


def about(document: DocumentRow) -> dict[str, str]:
    """How a word names its document: it outlives that the mail is read again."""
    return {"place": document.place, "sha256": document.sha256}


def lay(session: Session, message_ids: Collection[int]) -> None:
    """Puts the words in force on the documents and texts of these mails.

    What somebody else sent about the candidate is filed as a recommendation, unless a person says otherwise.
    """
    said = {
        (word.message_id, _named(word)): word.key for word in in_force_on(session, message_ids) if word.kind == "kind"
    }
    thirds, these = belonging(session).thirds, {"ids": list(message_ids)}
    for document in session.scalars(_DOCUMENTS, these):
        filed = RECOMMENDATION if document.message_id in thirds and document.kind != "diploma" else None
        document.said_kind = said.get((document.message_id, (document.place, document.sha256)), filed)
    for body in session.scalars(_BODIES, these):
        body.said_kind = said.get((body.message_id, None))
    session.flush()


def _named(word: ReviewRow) -> tuple[str, str] | None:
    return (word.value["place"], word.value["sha256"]) if word.value else None
