"""What may come back from a worker: plain data and this project's values, nothing that runs when it is loaded.

A worker has read hostile bytes and is not trusted. An ordinary unpickler would let it run code in the daemon.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import io
import pickle
import zoneinfo

from parsers import values

_VALUES = {
    name: thing
    for name, thing in vars(values).items()
    if isinstance(thing, type)
    and (dataclasses.is_dataclass(thing) or issubclass(thing, enum.Enum))
    and thing.__module__ == "parsers.values"
}
_ALLOWED: dict[tuple[str, str], object] = {
    **{("parsers.values", name): thing for name, thing in _VALUES.items()},
    ("datetime", "date"): dt.date,
    ("datetime", "datetime"): dt.datetime,
    ("datetime", "time"): dt.time,
    ("datetime", "timedelta"): dt.timedelta,
    ("datetime", "timezone"): dt.timezone,
    ("zoneinfo", "ZoneInfo._unpickle"): zoneinfo.ZoneInfo._unpickle,  # type: ignore[attr-defined]  # noqa: SLF001 - what its pickles name
    ("builtins", "frozenset"): frozenset,
    ("builtins", "set"): set,
}


class UntrustedValueError(Exception):
    """A worker sent something other than values."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        try:
            return _ALLOWED[module, name]
        except KeyError:
            raise UntrustedValueError(f"a worker sent {module}.{name}") from None


def dump(value: object) -> bytes:
    """`value` for the way back."""
    return pickle.dumps(value, protocol=5)


def load(data: bytes) -> object:
    """The value that a worker sent.

    Raises:
        UntrustedValueError: it holds anything but plain data and the project's values.
    """
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except UntrustedValueError:
        raise
    except Exception as exc:
        # Whatever a broken or forged pickle raises, it means one thing here.
        raise UntrustedValueError(f"a worker sent no value: {type(exc).__name__}") from exc
