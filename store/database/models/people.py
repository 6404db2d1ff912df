"""What people say and do. Reviews and history are append-only: the database itself refuses to change or delete them.

So are the jury's opinions; their drafts are their writer's alone. Their words are sealed until the chair opens them
(`store.reviews.sealed_words`); what is opened is laid open beside. What the chair does (who is put before the jury,
what is opened, the summary) are reviews.
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read at run time by the mapper

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from parsers.values.evidence import JSON  # noqa: TC001 - read at run time by the mapper
from store.database.models.base import Base, Id, StorableJSON


class ReviewRow(Base):
    """One word of a person. It hangs on a message, for messages outlive every regrouping."""

    __tablename__ = "reviews"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    author: Mapped[str]
    kind: Mapped[str]
    """note, decision, correction, standing, kind, tag, assign, merge, move, separate, keep_apart, accept, admit,
    dismiss, unlock, hold, consent, undo."""
    message_id: Mapped[int] = mapped_column(Id)
    """The message it is about; of an application its first one (whose id the application bears)."""
    other_id: Mapped[int | None] = mapped_column(Id)
    """The other application of a merge, move or keep_apart, the document of an unlock, the review an undo undoes."""
    key: Mapped[str | None]
    """The fact that a correction corrects, the decision that a decision takes, the standing or the tag that is said."""
    value: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    text: Mapped[str | None]
    """The note, or the reason."""

    __table_args__ = (Index("ix_reviews_message_id", "message_id"), Index("ix_reviews_kind", "kind", "id"))


class HistoryRow(Base):
    """Everything anybody did, in order."""

    __tablename__ = "history"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    author: Mapped[str]
    action: Mapped[str]
    message_id: Mapped[int | None] = mapped_column(Id)
    review_id: Mapped[int | None] = mapped_column(Id)
    detail: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)

    __table_args__ = (Index("ix_history_message_id", "message_id"),)


class UserRow(Base):
    """Somebody who may use the page."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    """reader, recruiter, chair or jury (`store.accounts.roles`)."""
    password_hash: Mapped[str | None]
    language: Mapped[str | None]
    disabled: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    last_login_at: Mapped[datetime | None]
    issuer: Mapped[str | None]
    """The OpenID Connect provider at which somebody first signed in for the account; NULL where nobody has."""
    subject: Mapped[str | None]
    """Who that was there: nobody else gets in by that provider, whatever their name."""
    notices: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    """The notices that they are given, by slug; NULL: all."""
    roles: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    """By slug the role that they have for a notice in place of `role`; NULL: that one everywhere."""


class OpeningRow(Base):
    """When somebody last opened an application: what came since is new to them."""

    __tablename__ = "openings"

    user_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    message_id: Mapped[int] = mapped_column(Id, ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    """The application's first message, whose id the application bears."""
    at: Mapped[datetime]


class SessionRow(Base):
    """A login. The token itself is in the browser only; its hash is here."""

    __tablename__ = "sessions"

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    csrf: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    second_factor: Mapped[bool] = mapped_column(server_default=false())
    """It was opened with a passkey, or has registered one."""


class PasskeyRow(Base):
    """An authenticator that a user registered: its public key, which opens nothing by itself."""

    __tablename__ = "passkeys"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    credential_id: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[str]
    sign_count: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


class SavedView(Base):
    """A list's filters and order under a name."""

    __tablename__ = "saved_views"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str]
    query: Mapped[str]
    """The list's query string."""
    shared: Mapped[bool] = mapped_column(server_default=false(), default=False)
    """Colleagues see it, too."""

    __table_args__ = (UniqueConstraint("user_id", "name"),)


class AccessRow(Base):
    """One look."""

    __tablename__ = "access_log"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    author: Mapped[str]
    act: Mapped[str]
    """What was looked at: dossier, document, download, mail, list, search, export, … (`desk.web.access`)."""
    message_id: Mapped[int | None] = mapped_column(Id)
    """The mail, or the application by its first mail, or the mail of the document."""
    document_id: Mapped[int | None] = mapped_column(Id)
    words: Mapped[str | None]
    """What was looked for: the words, or the list's query."""
    shown: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    """The applications, and mails of none, that a list, a search or an export showed, by number."""

    __table_args__ = (Index("ix_access_log_message_id", "message_id"), Index("ix_access_log_at", "at"))


class OpinionRow(Base):
    """One version of a member's opinion of a candidate, an abstention, or that one of them is taken back."""

    __tablename__ = "opinions"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    author: Mapped[str]
    kind: Mapped[str]
    """opinion, abstention, undo."""
    message_id: Mapped[int] = mapped_column(Id, index=True)
    """The first message of the application it is about: it outlives every regrouping, as a review does."""
    other_id: Mapped[int | None] = mapped_column(Id)
    """The row that an undo undoes."""
    words: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    """By criterion what the member writes of it; NULL where it is sealed."""
    text: Mapped[str | None]
    """The opinion as a whole, NULL where it is sealed; or the reason of an abstention."""
    sealed: Mapped[str | None]
    """Words and text of an opinion (`store.reviews.sealed_words`)."""


class OpenedOpinion(Base):
    """What an opinion says, once the chair has opened it; gone where the chair closes it again."""

    __tablename__ = "opened_opinions"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    """The opinion's."""
    message_id: Mapped[int] = mapped_column(Id, index=True)
    """The opinion's."""
    words: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    text: Mapped[str | None]


class OpinionDraft(Base):
    """What a member writes and has not given yet: nobody else is shown it."""

    __tablename__ = "opinion_drafts"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("users.id", ondelete="CASCADE"))
    message_id: Mapped[int] = mapped_column(Id)
    at: Mapped[datetime]
    words: Mapped[JSON] = mapped_column(StorableJSON, nullable=True)
    text: Mapped[str | None]
    sealed: Mapped[str | None]
    """Words and text: no draft is kept otherwise since opinions are sealed."""

    __table_args__ = (
        UniqueConstraint("user_id", "message_id"),
        Index("ix_opinion_drafts_message_id", "message_id"),
    )
