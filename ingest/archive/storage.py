"""What the archive asks of where it is kept: contents under names, durable once it says so, and logs that only grow.

A folder (`ingest.archive.folder`) and a bucket (`ingest.archive.objects`) give it. All that an original is (digest,
provenance, encryption, tombstones, the one door out) stands above it and is the same on both.
"""

from __future__ import annotations

import errno
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypeVar

from ingest.errors import ArchiveError, ArchiveFull

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from io import BufferedReader
    from pathlib import Path

_Asked = TypeVar("_Asked")
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewContent:
    """What is to stand under a name."""

    name: str
    """As a path below the archive: `ab/cd/abcd….eml`."""
    content: bytes
    through: Callable[[bytes, BinaryIO], object] | None = None
    """What writes it encrypted."""
    written_at: int | None = None
    """When it was written first, in nanoseconds since 1970, where it is copied."""
    is_new: bool = False
    """Only where nothing stands under the name yet."""
    version: str | None = None
    """Only where what stands there is still this `StoredContent.version`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredContent:
    """What stands under a name."""

    content: bytes
    version: str | None
    """What tells it from what stood there before or will; None where one machine alone writes, under a lock."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredEntry:
    """That something stands under a name."""

    written_at: int
    """When its bytes were written, in nanoseconds since 1970."""
    moved_at: datetime
    """When it came to its name, in UTC."""


class Storage(Protocol):
    """Where an archive is kept.

    Every method raises OSError where disk or server refuses, FileNotFoundError where nothing stands under a name.
    """

    @property
    def where(self) -> str:
        """The folder or address, for a person."""

    @property
    def local(self) -> Path:
        """A folder on this machine for locks and, in its `tmp`, for passing files."""

    @property
    def side_by_side(self) -> int:
        """So many questions are best asked at once."""

    def prepare(self, *, read_only: bool) -> None:
        """Make it ready, and let go of what killed processes left half-written; `read_only` only looks."""

    def write(self, groups: Iterable[Sequence[NewContent]]) -> frozenset[str]:
        """Each piece whole or not at all, those of a group in their order; once it returns they outlive a power cut.

        Returns the names whose condition did not hold: they are as they were.
        """

    def read(self, name: str) -> StoredContent:
        """All that stands under a name."""

    def open(self, name: str) -> AbstractContextManager[BufferedReader]:
        """The same piece by piece, from the beginning to the end once."""

    def look(self, name: str) -> StoredEntry | None:
        """Whether something stands under a name; None where nothing does."""

    def names(self, folder: str = "") -> Iterator[str]:
        """All names; or those below a folder, which ends with a slash. In no order."""

    def remove(self, name: str) -> None:
        """Nothing stands under the name once it returns, and nothing comes back."""

    def move(self, name: str, to: str) -> None:
        """What stands under a name stands under another."""

    def append(self, log: str, lines: Sequence[str]) -> None:
        """Add lines to a log, whole; they outlive a power cut once it returns."""

    def lines(self, log: str) -> list[str]:
        """What was added, in order; none where nothing ever was."""

    def state(self, log: str, *, fresh: bool = False) -> Hashable:
        """What is another once lines were added; None where none ever were.

        Where asking is dear it may be a few seconds old, unless it is to be `fresh`.
        """


def asked(storage: Storage, ask: Callable[[_Asked], _Answer], each: Iterable[_Asked]) -> list[_Answer]:
    """The answers in order; of a storage that is far away side by side."""
    if storage.side_by_side == 1:
        return list(map(ask, each))
    with ThreadPoolExecutor(storage.side_by_side) as threads:
        return list(threads.map(ask, each))


@contextmanager
def faults_of(where: str, clause: str, *, but: tuple[type[OSError], ...] = ()) -> Iterator[None]:
    """A storage's errors as the archive's; those of `but` as they are."""
    try:
        yield
    except but:
        raise
    except OSError as exc:
        full = exc.errno in {errno.ENOSPC, errno.EDQUOT}
        raise (ArchiveFull if full else ArchiveError)(where, f"{clause}: {exc.strerror or exc}") from exc
