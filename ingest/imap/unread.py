"""What a FETCH brought of a message, read when somebody asks for it: most of it a worker reads and nobody else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ingest.imap.bodystructure import outline
from parsers.mail.headers.headers import read_headers
from parsers.values.headers import Headers
from parsers.values.sightings import Outline


class _Unread:
    """In all but when it is read the value that is `read`."""

    __slots__ = ()
    read: Any

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field
        return getattr(self.read, name)

    def __eq__(self, other: object) -> bool:
        return bool(self.read == (other.read if isinstance(other, _Unread) else other))

    def __hash__(self) -> int:
        return hash(self.read)

    def __reduce__(self) -> tuple[Any, ...]:
        return replace, (self.read,)


class UnreadHeaders(_Unread, Headers):
    """The headers that stand in `block`."""

    __slots__ = ("_read", "block")
    _read: Headers | None
    block: bytes

    def __init__(self, block: bytes = b"", **fields: Any) -> None:  # noqa: ANN401 - given where a copy is made
        object.__setattr__(self, "block", block)
        object.__setattr__(self, "_read", Headers(**fields) if fields else None)

    @property
    def read(self) -> Headers:
        """The same, read: who asks for much asks this, for each field that is asked of the unread costs a detour."""
        if self._read is None:
            object.__setattr__(self, "_read", read_headers(self.block))
        return self._read  # type: ignore[return-value]  # it was set


class UnreadOutline(_Unread, Outline):
    """The parts that a BODYSTRUCTURE describes."""

    __slots__ = ("_read", "structure")
    _read: Outline | None
    structure: Any

    def __init__(self, structure: Any = None, **fields: Any) -> None:  # noqa: ANN401 - whatever the server sent
        object.__setattr__(self, "structure", structure)
        object.__setattr__(self, "_read", Outline(**fields) if fields else None)

    @property
    def read(self) -> Outline:
        """The same, read."""
        if self._read is None:
            object.__setattr__(self, "_read", outline(self.structure))
        return self._read  # type: ignore[return-value]  # it was set
