"""What the originals say: derived rows, replaced whenever a message is read again."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from parsers.values.evidence import JSON  # noqa: TC001 - read at run time by the mapper
from store.database.models.base import Base, Id, StorableJSON

COPIED = sql("copy_of IS NOT NULL")


def _of_message() -> ForeignKey:
    return ForeignKey("messages.id", ondelete="CASCADE")


class BodyRow(Base):
    """A mail's body and what the message itself says."""

    __tablename__ = "bodies"

    message_id: Mapped[int] = mapped_column(Id, _of_message(), primary_key=True, autoincrement=False)
    text: Mapped[str]
    stretches: Mapped[JSON] = mapped_column(StorableJSON)
    """[[voice, start, end], …]: whose words each stretch of the text is."""
    language: Mapped[str | None]
    is_letter: Mapped[bool]
    is_cv: Mapped[bool] = mapped_column(server_default=false())
    said_kind: Mapped[str | None]
    """What a person says that stands in it: letter, cv, cv+letter, or other (neither)."""
    applicant_name: Mapped[str | None]
    applicant_email: Mapped[str | None]
    forwarded_name: Mapped[str | None]
    forwarded_email: Mapped[str | None]
    to: Mapped[JSON] = mapped_column(StorableJSON)
    """The addresses of To and Cc, for display."""
    links: Mapped[JSON] = mapped_column(StorableJSON)
    attachments: Mapped[JSON] = mapped_column(StorableJSON)
    """Every MIME leaf that is not the body, decorative ones too, without bytes."""
    problems: Mapped[JSON] = mapped_column(StorableJSON)
    findings: Mapped[JSON] = mapped_column(StorableJSON, deferred=True)
    authentication: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    """What the receiving server says of the sender (`Authentication`); NULL where nobody was asked."""

    @property
    def parts(self) -> frozenset[str]:
        """What of an application stands in it (cv, letter): by a person's word where there is one."""
        if self.said_kind is not None:
            return frozenset({"cv", "letter"} & set(self.said_kind.split("+")))
        return frozenset(part for part, there in (("cv", self.is_cv), ("letter", self.is_letter)) if there)


class ClaimRow(Base):
    """What tells whose message it is, as the grouping rules want it back."""

    __tablename__ = "claims"

    message_id: Mapped[int] = mapped_column(Id, _of_message(), primary_key=True, autoincrement=False)
    detail: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)


class ClaimToken(Base):
    """One thing two messages of the same person may share: only messages that share one are ever compared."""

    __tablename__ = "claim_tokens"

    message_id: Mapped[int] = mapped_column(Id, _of_message(), primary_key=True, autoincrement=False)
    token: Mapped[str] = mapped_column(primary_key=True)

    __table_args__ = (Index("ix_claim_tokens_token", "token", "message_id"),)


class DocumentRow(Base):
    """One file of a message, readable or not. The last three columns belong to its application."""

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    """message_id * 10,000 + n: the same whatever order messages are read in."""
    message_id: Mapped[int] = mapped_column(_of_message(), index=True)
    position: Mapped[int]
    place: Mapped[str]
    sha256: Mapped[str]
    filename: Mapped[str | None]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(Id)
    container: Mapped[str | None]
    kind: Mapped[str]
    """As it was read; `held_kind` is what holds."""
    said_kind: Mapped[str | None]
    """What a person says that it is."""
    language: Mapped[str | None]
    page_count: Mapped[int | None]
    readable: Mapped[bool]
    reason: Mapped[str | None]
    method: Mapped[str]
    problems: Mapped[JSON] = mapped_column(StorableJSON)
    text: Mapped[str] = mapped_column(deferred=True)
    findings: Mapped[JSON] = mapped_column(StorableJSON, deferred=True)
    in_time: Mapped[bool] = mapped_column(default=True)
    superseded: Mapped[bool] = mapped_column(default=False)
    copy_of: Mapped[int | None] = mapped_column(Id)
    """The document of the same application that has the same name and bytes and came first."""

    __table_args__ = (
        UniqueConstraint("message_id", "place", "sha256"),
        Index(
            "ix_documents_unreadable",
            "message_id",
            sqlite_where=sql("readable = 0 AND copy_of IS NULL AND superseded = 0"),
            postgresql_where=sql("NOT readable AND copy_of IS NULL AND NOT superseded"),
        ),
        Index("ix_documents_copies", "id", sqlite_where=COPIED, postgresql_where=COPIED),
    )

    @property
    def held_kind(self) -> str:
        """What it is: a person's word where there is one."""
        return self.said_kind or self.kind


class PageRow(Base):
    """One page: where its text stands in the document's text, and where its lines stand on the paper."""

    __tablename__ = "pages"

    document_id: Mapped[int] = mapped_column(
        Id, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text_start: Mapped[int]
    text_end: Mapped[int]
    method: Mapped[str]
    kind: Mapped[str | None]
    agreement: Mapped[str] = mapped_column(server_default="alone")
    """Whether two readers read the same words: agreed, alone (one reader only), apart."""
    sure: Mapped[float] = mapped_column(server_default="0")
    """The share of its words that are sure (0 to 1); 0 where the version that read it did not count them."""
    doubts: Mapped[JSON] = mapped_column(StorableJSON, nullable=True, deferred=True)
    """[[start, end, why], …]: where words stand that are not sure; None where the version that read it did not look."""
    boxes: Mapped[JSON] = mapped_column(StorableJSON, deferred=True)
    """[[start, end, left, top, right, bottom], …], shares of the page's width and height from the top left."""
