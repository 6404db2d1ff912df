"""Frozen values to JSON and back, by their annotations. Fields that have their default are left out."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")
JSON = Any
_BARE = frozenset({str, int, float, bool, bytes, type(None)})
"""What JSON has as it is; bytes are refused when it is written."""


def encode(value: object) -> JSON:
    """What `decode` reads back: dataclasses as objects, tuples and sets as lists, dates in ISO 8601."""
    if type(value) in _BARE:
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _held(value)
    if isinstance(value, dict):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((encode(item) for item in value), key=repr)
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    return _single(value)


def _single(value: object) -> JSON:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime | date) else value


def decode(kind: type[T], data: JSON) -> T:
    """The `kind` that `encode` made `data` of. Unknown keys are passed over: a newer program wrote them."""
    return cast("T", None if data is None else msgspec.convert(data, kind, strict=False))


def _held(holder: object) -> dict[str, JSON]:
    """The fields of a dataclass that do not hold their default."""
    held = {}
    kind: Any = type(holder)
    for name, default, factory in _defaults(kind):
        value = getattr(holder, name)
        if type(value) is type(default):
            plain = value == default
        else:
            plain = factory is not dataclasses.MISSING and value == factory()
        if not plain:
            held[name] = encode(value)
    return held


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any, Any], ...]:  # noqa: ANN401 - the class of a dataclass
    """The fields of a dataclass with their default, and what makes one; MISSING where there is none."""
    return tuple((field.name, field.default, field.default_factory) for field in dataclasses.fields(kind))


def fields_of(value: object, *names: str) -> dict[str, JSON]:
    """These fields of a value, or columns of a row, by name."""
    return {name: getattr(value, name) for name in names}


def value_of(kind: type[T], row: object, /, **others: Any) -> T:  # noqa: ANN401 - any field's value
    """The `kind` that a row is: its fields are the row's columns of the same names, but for `others`."""
    return kind(**{name: getattr(row, name) for name in _names(cast("type", kind)) if name not in others}, **others)


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - the class of a dataclass
    return tuple(field.name for field in dataclasses.fields(kind))
