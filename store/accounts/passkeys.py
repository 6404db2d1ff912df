"""Users' passkeys: the second factor of a login. Public keys and counters alone are kept (WebAuthn level 2, 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from store.database.codec import value_of
from store.database.ids import next_id
from store.database.models import PasskeyRow, UserRow
from store.database.sessions import DatedPart, there
from store.errors import NotInStore, ReviewRefused
from store.views.zones import Zones

if TYPE_CHECKING:
    from datetime import datetime


MOST = 10
"""Passkeys of one user."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Passkey:
    """An authenticator that a user registered."""

    id: int
    name: str
    """What the user calls it."""
    credential_id: str
    """base64url."""
    public_key: str
    """COSE, base64url."""
    sign_count: int
    created_at: datetime
    """In the zone of the first notice, as `last_used_at`."""
    last_used_at: datetime | None


class Passkeys(DatedPart):
    """Passkeys within one transaction."""

    def of(self, user: str) -> tuple[Passkey, ...]:
        """A user's passkeys, the oldest first."""
        query = select(PasskeyRow).join(UserRow, UserRow.id == PasskeyRow.user_id).where(UserRow.name == user)
        zones = Zones(self._session)
        return tuple(_passkey(row, zones) for row in self._session.scalars(query.order_by(PasskeyRow.id)))

    def counts(self) -> dict[str, int]:
        """How many each user has who has any."""
        query = select(UserRow.name, func.count()).join(PasskeyRow, UserRow.id == PasskeyRow.user_id)
        rows = self._session.execute(query.group_by(UserRow.name))
        return {name: int(count) for name, count in rows}

    def add(self, user: str, *, name: str, credential_id: str, public_key: str, sign_count: int) -> Passkey:
        """A new one. Raises ReviewRefused for one that is registered already, or one too many."""
        owner = there(self._session.scalar(select(UserRow).where(UserRow.name == user)), f"user {user}")
        if len(self.of(user)) >= MOST:
            raise ReviewRefused(f"{user} has {MOST} passkeys already")
        if self._session.scalar(select(PasskeyRow).where(PasskeyRow.credential_id == credential_id)) is not None:
            raise ReviewRefused("this passkey is registered already")
        row = PasskeyRow(
            id=next_id(self._session, "passkey"),
            user_id=owner.id,
            name=name,
            credential_id=credential_id,
            public_key=public_key,
            sign_count=sign_count,
            created_at=self._clock(),
        )
        self._session.add(row)
        self._session.flush()
        return _passkey(row, Zones(self._session))

    def used(self, passkey_id: int, sign_count: int) -> bool:
        """Keeps the counter of a use; False if it has not grown, which is what a copy of the passkey looks like.

        A counter that stays 0 is none (WebAuthn level 2, 7.2, step 21).
        """
        row = self._session.get_one(PasskeyRow, passkey_id, with_for_update=True)
        if (sign_count or row.sign_count) and sign_count <= row.sign_count:
            return False
        row.sign_count, row.last_used_at = sign_count, self._clock()
        return True

    def remove(self, user: str, passkey_id: int) -> Passkey:
        """Takes one away. Raises NotInStore where the user has none such."""
        found = next((passkey for passkey in self.of(user) if passkey.id == passkey_id), None)
        if found is None:
            raise NotInStore(f"{user} has no passkey {passkey_id}")
        self._session.execute(delete(PasskeyRow).where(PasskeyRow.id == passkey_id))
        return found


def _passkey(row: PasskeyRow, zones: Zones) -> Passkey:
    return value_of(
        Passkey,
        row,
        created_at=zones.local(row.created_at, None),
        last_used_at=zones.local(row.last_used_at, None) if row.last_used_at else None,
    )
