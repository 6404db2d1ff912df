"""The library's session, as the store uses it."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from sqlalchemy import bindparam, insert, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from store.errors import NotInStore

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Dialect, Select

    from store.database.models.base import Base

Row = TypeVar("Row")


class StoreSession(Session):
    """A session that sends what it is told to, keeps what it has read, and asks for single rows without a detour."""

    def __init__(self, connection: Any) -> None:  # noqa: ANN401 - whatever the library binds to
        super().__init__(connection, autoflush=False, expire_on_commit=False)

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:  # noqa: ANN401 - the library's own
        """The row of that key, or None. The library's `get` builds its statement anew each time, which costs more."""
        if options:
            return super().get(entity, ident, **options)
        key = ident if isinstance(ident, tuple) else (ident,)
        known = self.identity_map.get(identity_key(entity, key))
        if known is not None and not inspect(known).expired:
            return known
        query, names = _by_key(entity)
        return self.scalars(query, dict(zip(names, key, strict=True))).one_or_none()


class StorePart:
    """A part of the store, within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session


class DatedPart(StorePart):
    """One that writes down when something was done."""

    def __init__(self, session: Session, clock: Callable[[], datetime]) -> None:
        super().__init__(session)
        self._clock = clock


def there(row: Row | None, what: str) -> Row:
    """The row that was found. Raises NotInStore where none was, with `what` was looked for."""
    if row is None:
        raise NotInStore(f"there is no {what}")
    return row


def insert_all(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Send new rows of a table in one statement; all name the same columns, and those that the table fills itself.

    SQLite's driver gets the values as they are kept, a column made ready at a time: the library would look at
    each value of each row, which costs more than the database.
    """
    if not rows:
        return
    connection = session.connection()
    if not connection.dialect.positional:
        connection.execute(insert(table.__table__), rows)  # type: ignore[arg-type]  # a Table, to the stubs a clause
        return
    statement, columns = _insertion(table, tuple(rows[0]), connection.dialect)
    kept = [_as_kept([row[name] for row in rows], make) for name, make in columns]
    connection.exec_driver_sql(statement, list(zip(*kept, strict=True)))


_Make: TypeAlias = "Callable[[Any], Any] | None"
"""What makes of a column's value what the driver is given; None where it is given as it is."""


@lru_cache(maxsize=64)
def _insertion(table: type[Base], names: tuple[str, ...], dialect: Dialect) -> tuple[str, list[tuple[str, _Make]]]:
    """The statement that inserts a row, and in its order the columns."""
    columns = table.__table__.columns
    compiled: Any = insert(table.__table__).compile(dialect=dialect, column_keys=list(names))  # type: ignore[arg-type]  # as above
    order = compiled.positiontup
    return str(compiled), [(name, columns[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in order]


def _as_kept(values: list[Any], make: _Make) -> list[Any]:
    """A column's values; each that comes again and again is made ready once."""
    if make is None:
        return values
    made = {value: make(value) for value in set(values)}
    return [made[value] for value in values]


@cache
def _by_key(table: type[Row]) -> tuple[Select[Row], tuple[str, ...]]:
    columns = inspect(table).primary_key
    names = tuple(f"its_{column.name}" for column in columns)
    return select(table).where(*(column == bindparam(name) for column, name in zip(columns, names, strict=True))), names
