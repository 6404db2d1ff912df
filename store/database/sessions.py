"""The library's session, as the store uses it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import bindparam, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

if TYPE_CHECKING:
    from sqlalchemy import Select

Row = TypeVar("Row")


class StoreSession(Session):
    """A session that sends what it is told to, keeps what it has read, and asks for single rows without a detour."""

    def __init__(self, connection: Any) -> None:  # noqa: ANN401 - whatever the library binds to
        super().__init__(connection, autoflush=False, expire_on_commit=False)

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:  # noqa: ANN401 - the library's own
        """The row of that key, or None: the library's `get` puts its statement together anew each time, which costs
        more than the row.
        """
        if options:
            return super().get(entity, ident, **options)
        key = ident if isinstance(ident, tuple) else (ident,)
        known = self.identity_map.get(identity_key(entity, key))
        if known is not None and not inspect(known).expired:
            return known
        query, names = _by_key(entity)
        return self.scalars(query, dict(zip(names, key, strict=True))).one_or_none()


@cache
def _by_key(table: type[Row]) -> tuple[Select[Row], tuple[str, ...]]:
    columns = inspect(table).primary_key
    names = tuple(f"its_{column.name}" for column in columns)
    return select(table).where(*(column == bindparam(name) for column, name in zip(columns, names, strict=True))), names
