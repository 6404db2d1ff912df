"""Bytes that are many: what came from a worker stays out of memory until somebody asks for it, a piece at a time."""

from __future__ import annotations

import hashlib
import os
import tempfile
import weakref
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PIECE = 1 << 20
"""So much is in memory at a time of what goes through."""
FEW = 1 << 20
"""So much of an answer stays in memory: most have less, and need no file."""


class Spool:
    """Bytes in the order in which they come: in memory while they are few, then in a file that has no name."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._few = bytearray()
        self._handle: int | None = None
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def add(self, piece: bytes) -> None:
        """Behind what is there."""
        self._size += len(piece)
        if self._handle is None and self._size <= FEW:
            self._few += piece
            return
        if self._handle is None:
            self._handle = self._opened()
            _write(self._handle, self._few)
            self._few.clear()
        _write(self._handle, piece)

    def read(self, start: int, count: int) -> bytes:
        """Of so many bytes those that there are. Safe for several threads."""
        if self._handle is None:
            return bytes(self._few[start : start + count])
        return b"".join(self.pieces(start, count))

    def pieces(self, start: int, count: int) -> Iterator[bytes]:
        """The same, a piece at a time."""
        end = min(start + count, self._size)
        for at in range(start, end, PIECE):
            length = min(PIECE, end - at)
            yield self.read(at, length) if self._handle is None else os.pread(self._handle, length, at)

    def _opened(self) -> int:
        with tempfile.TemporaryFile(dir=self._folder) as file:
            handle = os.dup(file.fileno())
        weakref.finalize(self, os.close, handle)
        return handle


def _write(handle: int, data: bytes | bytearray) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


class Content:
    """A file's bytes within a spool. `bytes(content)` has them all in memory."""

    def __init__(self, spool: Spool, start: int, size: int) -> None:
        self._spool = spool
        self._start = start
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __bytes__(self) -> bytes:
        return self._spool.read(self._start, self._size)

    def beginning(self, count: int) -> bytes:
        """So many bytes, or all."""
        return bytes(self.part(0, count))

    def part(self, start: int, size: int) -> Content:
        """Of so many bytes from there on those that there are."""
        start = min(start, self._size)
        return Content(self._spool, self._start + start, min(size, self._size - start))

    def pieces(self) -> Iterator[bytes]:
        """All of it, a piece at a time."""
        return self._spool.pieces(self._start, self._size)

    @cached_property
    def digest(self) -> str:
        """Its SHA-256."""
        found = hashlib.sha256()
        for piece in self.pieces():
            found.update(piece)
        return found.hexdigest()


Bytes: TypeAlias = "bytes | Content"
"""A file's bytes, in memory or not."""


def digest_of(content: Bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return content.digest if isinstance(content, Content) else hashlib.sha256(content).hexdigest()


def beginning_of(content: Bytes, count: int) -> bytes:
    """So many bytes, or all."""
    return content.beginning(count) if isinstance(content, Content) else content[:count]


def pieces_of(content: Bytes) -> Iterator[bytes | memoryview]:
    """All of it, a piece at a time; of what is in memory no copy is made."""
    if isinstance(content, Content):
        yield from content.pieces()
    else:
        yield memoryview(content)
