"""What a FETCH brought of a message, read when somebody asks for it: most of it a worker reads and nobody else."""

from __future__ import annotations

from typing import Any

from ingest.imap.bodystructure import outline
from parsers.mail.headers.headers import read_headers
from parsers.values.headers import Headers
from parsers.values.sightings import Outline

_HEADERS, _OUTLINE = frozenset(Headers.__slots__), frozenset(Outline.__slots__)


class UnreadHeaders(Headers):
    """The headers that stand in `block`."""

    __slots__ = ("block",)
    block: bytes

    def __init__(self, block: bytes = b"", **read: Any) -> None:  # noqa: ANN401 - the fields, where a copy is made
        object.__setattr__(self, "block", block)
        if read:
            super().__init__(**read)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field
        """Asked only for what is not there yet."""
        if name not in _HEADERS:
            raise AttributeError(name)
        return _filled(self, read_headers(self.block), _HEADERS, name)

    def __eq__(self, other: object) -> bool:
        return _alike(self, other, Headers, _HEADERS)

    __hash__ = Headers.__hash__


class UnreadOutline(Outline):
    """The parts that a BODYSTRUCTURE describes."""

    __slots__ = ("structure",)
    structure: Any

    def __init__(self, structure: Any = None, **read: Any) -> None:  # noqa: ANN401 - whatever the server sent
        object.__setattr__(self, "structure", structure)
        if read:
            super().__init__(**read)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field
        """Asked only for what is not there yet."""
        if name not in _OUTLINE:
            raise AttributeError(name)
        return _filled(self, outline(self.structure), _OUTLINE, name)

    def __eq__(self, other: object) -> bool:
        return _alike(self, other, Outline, _OUTLINE)

    __hash__ = Outline.__hash__


def _filled(unread: object, read: object, names: frozenset[str], asked: str) -> Any:  # noqa: ANN401 - any field
    for name in names:
        object.__setattr__(unread, name, getattr(read, name))
    return getattr(read, asked)


def _alike(one: object, other: object, kind: type, names: frozenset[str]) -> bool:
    return isinstance(other, kind) and all(getattr(one, name) == getattr(other, name) for name in names)
