"""Who may use the page, their logins and their saved views."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, or_, select

from store.accounts.roles import ROLES, NoticeScope, Right, chaired_by, holds, scope
from store.database.codec import value_of
from store.database.ids import next_id
from store.database.models import SavedView, SessionRow, UserRow
from store.database.sessions import DatedPart, there
from store.errors import ReviewRefused, ViewsFull, ViewTooLong

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime


SEEN_EVERY = timedelta(minutes=1)
"""A session's use is written down so often at most."""
MOST_VIEWS = 50
"""Saved views of one user: what is shared stands on everybody's list."""
LONGEST_VIEW = 2000
"""Characters of a saved view's query."""


# Put together once: every page asks who it is.
_SESSION = (
    select(SessionRow, UserRow)
    .join(UserRow, UserRow.id == SessionRow.user_id)
    .where(SessionRow.token_sha256 == bindparam("hash"))
)
_USERS = select(UserRow).order_by(UserRow.name)
_NAMED = select(UserRow).where(UserRow.name == bindparam("name"))


@dataclass(frozen=True, kw_only=True, slots=True)
class User:
    """Somebody who may use the page."""

    id: int
    name: str
    role: str
    language: str | None
    disabled: bool
    created_at: datetime
    last_login_at: datetime | None
    notices: frozenset[str] | None = None
    """The notices that they are given; None: all."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """By notice the role that stands in place of theirs (`store.accounts.roles`)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProviderIdentity:
    """A person at an OpenID Connect provider: no other claim than these two stays one person's (Core 1.0, 5.7)."""

    issuer: str
    subject: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Login:
    """A session that is good now."""

    user: User
    csrf: str
    second_factor: bool = False
    """It was opened with a passkey, or has registered one."""
    is_stale: bool = False
    """Its last use was written down a while ago: time to call `seen`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """A list's filters and order under a name."""

    id: int
    name: str
    query: str
    owner: str
    shared: bool
    reads: NoticeScope
    """The notices that its owner reads now: it may tell of no others."""


class Accounts(DatedPart):
    """Users, sessions and saved views within one transaction. Passwords come hashed, tokens are hashed here."""

    def add_user(self, name: str, role: str, password_hash: str | None, language: str | None = None) -> User:
        """A new user; a name is given once."""
        if role not in ROLES:
            raise ReviewRefused(f"a role is one of {', '.join(ROLES)}, not {role}")
        if self._by_name(name) is not None:
            raise ReviewRefused(f"there is a user {name} already")
        row = UserRow(
            id=next_id(self._session, "user"),
            name=name,
            role=role,
            password_hash=password_hash,
            language=language,
            disabled=False,
            created_at=self._clock(),
        )
        self._session.add(row)
        self._session.flush()
        return _user(row)

    def users(self) -> tuple[User, ...]:
        """Every user, by name."""
        return tuple(_user(row) for row in self._session.scalars(_USERS))

    def recruiters(self, notice: str | None = None) -> tuple[str, ...]:
        """The names of all who may log in and look after an application: for a notice, or for any."""
        return tuple(user.name for user in self.users() if not user.disabled and _writes(user, notice))

    def user(self, name: str) -> User:
        """One user. Raises NotInStore."""
        return _user(self._named(name))

    def password_hash(self, name: str) -> str | None:
        """The password hash of an account; None if there is no such account, or if it is disabled."""
        row = self._by_name(name)
        return row.password_hash if row is not None and not row.disabled else None

    def set_password(self, name: str, password_hash: str) -> None:
        """A new password; every session of the user ends."""
        row = self._named(name)
        row.password_hash = password_hash
        self._end_sessions(row.id)

    def set_language(self, name: str, language: str) -> None:
        """The language the user reads the page in."""
        self._named(name).language = language

    def give(self, name: str, notices: Collection[str] | None) -> None:
        """The notices whose data the user sees, by their own role, and no others; None: all.

        What was said of single notices before goes. Every session of the user ends.
        """
        row = self._named(name)
        row.notices, row.roles = None if notices is None else sorted(notices), None
        self._end_sessions(row.id)

    def give_role(self, name: str, role: str, notices: Collection[str]) -> None:
        """What the user is for these notices, whatever they are elsewhere. Every session of the user ends."""
        if role not in ROLES:
            raise ReviewRefused(f"a role is one of {', '.join(ROLES)}, not {role}")
        row = self._named(name)
        row.roles = {**(row.roles or {}), **dict.fromkeys(sorted(notices), role)}
        self._end_sessions(row.id)

    def chaired(self) -> NoticeScope:
        """The notices for which somebody is named as chair."""
        return chaired_by(self.users())

    def disable(self, name: str, *, disabled: bool = True) -> None:
        """Locks a user out (every session ends), or lets them in again. Their words stay."""
        row = self._named(name)
        row.disabled = disabled
        self._end_sessions(row.id)

    def identity(self, name: str) -> ProviderIdentity | None:
        """Whom the account is bound to at a provider; None where nobody has signed in there. Raises NotInStore."""
        row = self._named(name)
        if row.issuer is None or row.subject is None:
            return None
        return ProviderIdentity(issuer=row.issuer, subject=row.subject)

    def bind(self, name: str, person: ProviderIdentity) -> bool:
        """Binds the account to who first signs in for it; whether it does so now. Raises ReviewRefused: another's."""
        bound = self.identity(name)
        if bound is not None and bound != person:
            raise ReviewRefused(f"the account {name} is bound to another person at the provider")
        row = self._named(name)
        row.issuer, row.subject = person.issuer, person.subject
        return bound is None

    def release(self, name: str) -> ProviderIdentity | None:
        """Takes the binding away, for the next who signs in under the name; every session ends. Whom it was to."""
        bound, row = self.identity(name), self._named(name)
        row.issuer = row.subject = None
        self._end_sessions(row.id)
        return bound

    def open_session(
        self, name: str, token: str, csrf: str, expires_at: datetime, *, second_factor: bool = False
    ) -> None:
        """A login. Only the token's hash is kept."""
        row, now = self._named(name), self._clock()
        row.last_login_at = now
        self._session.add(
            SessionRow(
                token_sha256=token_hash(token),
                user_id=row.id,
                csrf=csrf,
                created_at=now,
                seen_at=now,
                expires_at=expires_at,
                second_factor=second_factor,
            )
        )
        self._session.flush()

    def login(self, token: str, idle: timedelta | None = None) -> Login | None:
        """Whose session that is, if it is good: one that nobody used for `idle` is over."""
        both = self._session.execute(_SESSION, {"hash": token_hash(token)}).one_or_none()
        if both is None:
            return None
        (found, user), now = both, self._clock()
        if user.disabled or found.expires_at <= now or (idle is not None and found.seen_at + idle <= now):
            return None
        stale = now - found.seen_at > SEEN_EVERY
        return Login(user=_user(user), csrf=found.csrf, second_factor=found.second_factor, is_stale=stale)

    def seen(self, token: str) -> None:
        """Somebody uses the session."""
        found = self._session.get(SessionRow, token_hash(token))
        if found is not None:
            found.seen_at = self._clock()

    def close_session(self, token: str) -> None:
        """A logout."""
        self._session.execute(delete(SessionRow).where(SessionRow.token_sha256 == token_hash(token)))

    def keep_only(self, name: str, token: str | None) -> None:
        """Ends a user's sessions but this one, which has shown a second factor: what others hold is none any more."""
        row, kept = self._named(name), token_hash(token or "")
        self._session.execute(delete(SessionRow).where(SessionRow.user_id == row.id, SessionRow.token_sha256 != kept))
        found = self._session.get(SessionRow, kept)
        if found is not None and found.user_id == row.id:
            found.second_factor = True
        self._session.flush()

    def sweep_sessions(self) -> None:
        """Takes away sessions that are over."""
        self._session.execute(delete(SessionRow).where(SessionRow.expires_at <= self._clock()))

    def save_view(self, user: str, name: str, query: str, *, shared: bool = False) -> View:
        """Keeps a list's filters and order under a name, in place of what the user had under it.
        Raises ViewTooLong: the query is; ViewsFull: they have as many as may be.
        """
        if len(query) > LONGEST_VIEW:
            raise ViewTooLong(f"a saved view has {LONGEST_VIEW} characters at most")
        owner = self._named(user)
        row = self._session.scalar(select(SavedView).where(SavedView.user_id == owner.id, SavedView.name == name))
        if row is None:
            self._refuse_more_views(owner)
            row = SavedView(id=next_id(self._session, "view"), user_id=owner.id, name=name)
            self._session.add(row)
        row.query, row.shared = query, shared
        self._session.flush()
        return _view(row, owner)

    def saved_views(self, user: str) -> tuple[View, ...]:
        """A user's saved views, by name, then those that colleagues share."""
        query = select(SavedView, UserRow).join(UserRow, UserRow.id == SavedView.user_id)
        query = query.where(or_(UserRow.name == user, SavedView.shared))
        rows = self._session.execute(query.order_by(UserRow.name != user, SavedView.name, UserRow.name))
        return tuple(_view(row, owner) for row, owner in rows)

    def drop_view(self, user: str, view_id: int) -> None:
        """Takes a saved view away."""
        self._session.execute(
            delete(SavedView).where(SavedView.id == view_id, SavedView.user_id == self._named(user).id)
        )

    def _refuse_more_views(self, owner: UserRow) -> None:
        has = self._session.scalar(select(func.count()).where(SavedView.user_id == owner.id)) or 0
        if has >= MOST_VIEWS:
            raise ViewsFull(f"{owner.name} has {has} saved views")

    def _by_name(self, name: str) -> UserRow | None:
        return self._session.scalar(_NAMED, {"name": name})

    def _named(self, name: str) -> UserRow:
        return there(self._by_name(name), f"user {name}")

    def _end_sessions(self, user_id: int) -> None:
        self._session.execute(delete(SessionRow).where(SessionRow.user_id == user_id))
        self._session.flush()


def _writes(user: User, notice: str | None) -> bool:
    return holds(user, Right.WRITE) if notice is None else notice in scope(user, Right.WRITE, NoticeScope())


def _user(row: UserRow) -> User:
    return value_of(
        User,
        row,
        notices=None if row.notices is None else frozenset(row.notices),
        roles=dict(row.roles or {}),
    )


def _view(row: SavedView, owner: UserRow) -> View:
    reads = scope(_user(owner), Right.READ, NoticeScope())
    return value_of(View, row, owner=owner.name, reads=reads)


def token_hash(token: str) -> str:
    """What is kept of a token that a browser or a link holds: enough to know it again, not to make it."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_name(name: str) -> bool:
    """Whether a user may be called that."""
    return 0 < len(name) <= 60 and all(c.isalnum() or c in "._- @" for c in name)
