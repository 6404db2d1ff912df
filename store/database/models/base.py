"""The portable column types, and the base of all tables."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, Text, TypeDecorator
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import DeclarativeBase, mapped_column

from parsers.values.evidence import JSON as AnyJSON  # noqa: N811 - a type alias, read at run time by the mapper

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.types import TypeEngine

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL holds no NUL, and neither database a lone surrogate."""


def storable(text: str) -> str:
    """`text` with what no database holds replaced by U+FFFD, one for one: offsets stay true."""
    if text.isascii() and "\x00" not in text:
        return text
    return UNSTORABLE.sub("\ufffd", text)


def storable_json(value: AnyJSON) -> AnyJSON:
    """The same for every string of a JSON value, keys too."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(key): storable_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable_json(item) for item in value]
    return value


class _SQLiteDateTime(sqlite.DATETIME):
    """The library's form, made by the standard library at once: mail is recorded with two instants a row."""

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], str | None]:  # noqa: ARG002
        """What the driver is given: 2026-03-15 23:00:00.000000."""
        return lambda value: None if value is None else value.isoformat(" ", "microseconds")


class UTCDateTime(TypeDecorator[datetime]):
    """An instant: kept in UTC, handed out aware. A naive datetime is refused, for nobody knows what it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """On SQLite ours, which is quicker."""
        given = _SQLiteDateTime() if dialect.name == "sqlite" else self.impl_instance  # type: ignore[no-untyped-call]  # the library's
        return dialect.type_descriptor(given)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite has no zones and gets the naive UTC time."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"{value.isoformat()} has no time zone"
            raise ValueError(msg)
        instant = value if value.tzinfo is UTC else value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Aware, in UTC, whatever the database's own zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class StorableText(TypeDecorator[str]):
    """Text of any length from any file."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Without what no database holds."""
        return None if value is None else storable(value)


class StorableJSON(TypeDecorator[Any]):
    """A JSON value; None is SQL's NULL."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: AnyJSON, dialect: Dialect) -> AnyJSON:  # noqa: ARG002
        """Without what no database holds."""
        return storable_json(value)

    def process_result_value(self, value: AnyJSON, dialect: Dialect) -> AnyJSON:  # noqa: ARG002
        """A lone whole number without its `.0`: SQLite keeps it by its value, PostgreSQL by its spelling."""
        return int(value) if isinstance(value, float) and value.is_integer() else value


Id = BigInteger().with_variant(Integer, "sqlite")
"""SQLite knows a row by INTEGER only."""

Instant = Annotated[datetime, mapped_column(UTCDateTime)]
Blob = Annotated[AnyJSON, mapped_column(StorableJSON)]

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What all tables share: names of constraints that migrations can rely on."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: StorableText, datetime: UTCDateTime}  # noqa: RUF012 - SQLAlchemy's own protocol
