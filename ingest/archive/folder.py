"""An archive in a folder: a file for each name, appearing only once all its bytes are on disk.

Write to tmp, fsync, rename, fsync the folder. Several processes may write at once. Folders are 0700 and files 0600:
these are people's letters.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.archive.staging import PASSING, StagedFiles, append, flush, make_ready
from ingest.archive.storage import StoredContent, StoredEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from io import BufferedReader

    from ingest.archive.storage import NewContent, Storage


class FolderStorage:
    """Implements `ingest.archive.storage.Storage`. `passing`: where files are written first; on the same disk."""

    side_by_side = 1

    def __init__(self, folder: Path, *, passing: Path | None = None) -> None:
        self.local = folder
        self._passing = passing or folder / PASSING

    @property
    def where(self) -> str:
        """The folder."""
        return str(self.local)

    def prepare(self, *, read_only: bool) -> None:
        """Make the folders."""
        if read_only:
            os.listdir(self.local)  # noqa: PTH208 - asks only whether it may be looked into
            return
        make_ready(self.local, self._passing)

    def write(self, groups: Iterable[Sequence[NewContent]]) -> frozenset[str]:
        """All become durable together: many cost little more than one."""
        refused = set()
        with StagedFiles(self._passing) as staged:
            for piece in (piece for group in groups for piece in group):
                target = self._path(piece.name)
                staged.make_folders(target)
                if piece.is_new and target.exists():
                    refused.add(piece.name)
                else:
                    staged.add(piece.content, target, through=piece.through, written_at=piece.written_at)
            staged.name()
        return frozenset(refused)

    def read(self, name: str) -> StoredContent:
        """The file's bytes."""
        return StoredContent(content=self._path(name).read_bytes(), version=None)

    def open(self, name: str) -> AbstractContextManager[BufferedReader]:
        """The file."""
        return self._path(name).open("rb")

    def look(self, name: str) -> StoredEntry | None:
        """The file's size and times."""
        try:
            found = self._path(name).stat()
        except FileNotFoundError:
            return None
        moved_at = datetime.fromtimestamp(found.st_ctime, UTC)
        return StoredEntry(written_at=found.st_mtime_ns, moved_at=moved_at)

    def names(self, folder: str = "") -> Iterator[str]:
        """Of every file but passing ones."""
        for place, inner, files in os.walk(self._path(folder), onerror=_told):
            if self._passing.name in inner and Path(place) == self._passing.parent:
                inner.remove(self._passing.name)
            yield from (str(Path(place, file).relative_to(self.local)) for file in files)

    def remove(self, name: str) -> None:
        """Unlink."""
        path = self._path(name)
        path.unlink(missing_ok=True)
        flush({path.parent})

    def move(self, name: str, to: str) -> None:
        """Rename."""
        path, target = self._path(name), self._path(to)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.replace(target)
        flush({target.parent, path.parent})

    def append(self, log: str, lines: Sequence[str]) -> None:
        """One file, one writer after the other."""
        append(self._path(log), lines)

    def lines(self, log: str) -> list[str]:
        """The file's."""
        try:
            return self._path(log).read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []

    def state(self, log: str, *, fresh: bool = False) -> tuple[int, int] | None:  # noqa: ARG002 - asking costs nothing
        """The file's time and size."""
        try:
            found = self._path(log).stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_size

    def _path(self, name: str) -> Path:
        return self.local / name


def stored_at(place: Path | Storage) -> Storage:
    """A folder as storage; storage as it is."""
    return FolderStorage(place) if isinstance(place, Path) else place


def _told(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):  # taken away meanwhile, or never made
        raise error
