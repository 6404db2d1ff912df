"""Frozen values to JSON and back, by their annotations. Fields that have their default are left out."""

from __future__ import annotations

import dataclasses
import types
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
JSON = Any


def encode(value: object) -> JSON:
    """What `decode` reads back: dataclasses as objects, tuples and sets as lists, dates in ISO 8601."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        held = {
            field.name: getattr(value, field.name) for field in dataclasses.fields(value) if not _plain(field, value)
        }
        return encode(held)
    if isinstance(value, Enum | datetime | date):
        return value.value if isinstance(value, Enum) else value.isoformat()
    if isinstance(value, dict):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((encode(item) for item in value), key=repr)
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    return value


def decode(kind: type[T], data: JSON) -> T:
    """The `kind` that `encode` made `data` of. Unknown keys are passed over: a newer program wrote them."""
    return cast("T", _decode(kind, data))


def _plain(field: dataclasses.Field[Any], holder: object) -> bool:
    """Whether the field holds its default."""
    value = getattr(holder, field.name)
    if field.default is not dataclasses.MISSING:
        return type(value) is type(field.default) and value == field.default
    if field.default_factory is not dataclasses.MISSING:
        return bool(value == field.default_factory())
    return False


@cache
def _fields(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _decode(kind: Any, data: JSON) -> Any:  # noqa: ANN401 - any annotation, any value
    if kind is Any or data is None:
        return data
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _decode(next(arg for arg in get_args(kind) if arg is not types.NoneType), data)
    if origin is not None:
        return _decode_collection(origin, get_args(kind), data)
    if dataclasses.is_dataclass(kind):
        hints = _fields(cast("type", kind))
        return cast("type", kind)(**{name: _decode(hints[name], item) for name, item in data.items() if name in hints})
    if issubclass(kind, datetime | date):
        return kind.fromisoformat(data)
    return data if kind is bytes else kind(data)


def _decode_collection(origin: Any, args: tuple[Any, ...], data: JSON) -> Any:  # noqa: ANN401
    if origin is dict:
        return {key: _decode(args[1], item) for key, item in data.items()}
    if origin is tuple and args[-1] is not Ellipsis:
        return tuple(_decode(kind, item) for kind, item in zip(args, data, strict=True))
    return origin(_decode(args[0], item) for item in data)
