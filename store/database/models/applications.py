"""What the originals say, replaced whenever a message is read again; and who applied, with what, and what the papers
say on each criterion: recomputed from the papers and the reviews.
"""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - read at run time by the mapper

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from parsers.values.evidence import JSON  # noqa: TC001 - read at run time by the mapper
from store.database.models.base import Base, Id, StorableJSON

TAGGED = sql("tags IS NOT NULL")
DOUBTED = sql("duplicate_count > 0")
COUNTED_BY = (
    *("waiting_count", "standing", "decision", "has_cv", "has_letter", "on_time", "to_verify_count"),
    *("unreadable_count", "standing_asks"),
)
"""What every page counts by. The standing is not the first: to go through the list in order is quicker than to sort
all that stand alike.
"""
COPIED = sql("copy_of IS NOT NULL")


def _of_application() -> ForeignKey:
    return ForeignKey("applications.id", ondelete="CASCADE")


class Application(Base):
    """One candidate's mails for one notice. Values are those that hold: a person's correction wins."""

    __tablename__ = "applications"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    """The id of its first message: the same whatever order messages are read in, and again after an undone merge."""
    notice: Mapped[str] = mapped_column(ForeignKey("notices.slug"))
    name: Mapped[str | None]
    given_name: Mapped[str | None]
    family_name: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    postal_code: Mapped[str | None]
    city: Mapped[str | None]
    sort_name: Mapped[str] = mapped_column(default="")
    """Family name first, folded: for sorting and for finding without accents."""
    on_time: Mapped[bool] = mapped_column(default=False)
    has_cv: Mapped[bool] = mapped_column(default=False)
    has_letter: Mapped[bool] = mapped_column(default=False)
    letter_in_body: Mapped[bool] = mapped_column(default=False)
    first_received_at: Mapped[datetime]
    last_received_at: Mapped[datetime]
    message_count: Mapped[int] = mapped_column(default=0)
    document_count: Mapped[int] = mapped_column(default=0)
    unreadable_count: Mapped[int] = mapped_column(default=0)
    failed_count: Mapped[int] = mapped_column(default=0)
    """Messages that could not be read at all."""
    to_verify_count: Mapped[int] = mapped_column(default=0)
    problem_count: Mapped[int] = mapped_column(default=0)
    duplicate_count: Mapped[int] = mapped_column(default=0)
    """Applications that may be of the same person, nobody having decided yet."""
    waiting_count: Mapped[int] = mapped_column(default=0, server_default="0")
    """Later mails that wait for a person's word."""
    decision: Mapped[str | None]
    decision_reason: Mapped[str | None]
    note_count: Mapped[int] = mapped_column(default=0)
    lapsed: Mapped[bool] = mapped_column(server_default=false(), default=False)
    """None of its messages matches the notice any more; it stays until a person decides."""
    standing: Mapped[str] = mapped_column(server_default="active", default="active")
    """active, withdrawn (in the list, not in the counts) or excluded (no application)."""
    standing_kind: Mapped[str | None]
    """Why it is no application: spam, newsletter, recommendation, test, duplicate, no_person, other."""
    standing_reason: Mapped[str | None]
    tags: Mapped[str | None]
    """What people tagged it with, each between bars: |urgent|jury B|."""
    assignee: Mapped[str | None]
    """The account of who looks after it."""
    standing_asks: Mapped[str | None]
    """What asks a person whether it stands: withdrawal, newer_mail (`store.reviews.standing`)."""

    __table_args__ = (
        Index("ix_applications_sort_name", "sort_name", "id"),
        Index("ix_applications_first_received_at", "first_received_at", "id"),
        Index("ix_applications_email", "email"),
        Index("ix_applications_tags", "tags", sqlite_where=TAGGED, postgresql_where=TAGGED),
        Index("ix_applications_duplicate_count", "id", sqlite_where=DOUBTED, postgresql_where=DOUBTED),
        Index("ix_applications_counted", *COUNTED_BY),
    )


class Membership(Base):
    """Which application a message belongs to."""

    __tablename__ = "memberships"

    message_id: Mapped[int] = mapped_column(
        Id, ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    application_id: Mapped[int] = mapped_column(_of_application(), index=True)
    waits: Mapped[str | None]
    """Why it waits for a person's word: nothing proves it to be the candidate's, and it changes nothing until then."""
    changes: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    """What it would change (`store.applications.later_mails`)."""
    third_party: Mapped[bool] = mapped_column(server_default=false(), default=False)
    """Somebody else wrote it about the candidate, as a person says: nothing in it is the candidate's word."""


class FactRow(Base):
    """What the papers say of one key, and what holds (`value`, `state`): a correction where there is one."""

    __tablename__ = "facts"

    application_id: Mapped[int] = mapped_column(Id, _of_application(), primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(primary_key=True)
    area: Mapped[str]
    """person or criterion."""
    value: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    state: Mapped[str]
    shown: Mapped[str | None]
    """The value as text, for people who read tables."""
    extracted_value: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    extracted_state: Mapped[str]
    claims: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    """What each source says, where they disagree."""
    correction: Mapped[int | None] = mapped_column(Id)
    """The review that corrected it."""

    __table_args__ = (Index("ix_facts_state", "key", "state", "area", "application_id"),)


class EvidenceRow(Base):
    """A passage that says it, best first (`rank` from 1)."""

    __tablename__ = "evidence"

    application_id: Mapped[int] = mapped_column(Id, _of_application(), primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(Id)
    document_id: Mapped[int | None] = mapped_column(Id)
    page: Mapped[int | None]
    text_start: Mapped[int]
    text_end: Mapped[int]
    quote: Mapped[str]
    rule: Mapped[str]


class CareerEntry(Base):
    """An entry of the career, and whether it counts towards the years asked for."""

    __tablename__ = "career"

    application_id: Mapped[int] = mapped_column(Id, _of_application(), primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    ongoing: Mapped[bool]
    precision: Mapped[str]
    function: Mapped[str | None]
    employer: Mapped[str | None]
    sector: Mapped[str]
    load: Mapped[float | None]
    counted: Mapped[bool]
    message_id: Mapped[int] = mapped_column(Id)
    document_id: Mapped[int | None] = mapped_column(Id)
    page: Mapped[int | None]
    text_start: Mapped[int]
    text_end: Mapped[int]
    quote: Mapped[str]
    rule: Mapped[str]


class PossibleDuplicateRow(Base):
    """Two messages of different applications that may be of one person: a human decides."""

    __tablename__ = "possible_duplicates"

    first_message_id: Mapped[int] = mapped_column(
        Id, ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    second_message_id: Mapped[int] = mapped_column(
        Id, ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )
    reason: Mapped[str]


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
