"""Files that become durable together: written under passing names, flushed side by side, named in their order.

A file's name appears only once all its bytes are on disk. One flush costs what the disk's journal costs; many at once
share it, so a batch of mails costs about as much as one.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import stat
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from ingest.failpoint import reach

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

PASSING = "tmp"
"""Where an archive's passing files lie, below its folder on this machine."""
SPOOL = "candidatures-spool-"
"""How the name of a spool begins."""
SIDE_BY_SIDE = 16
"""Flushes that wait for the disk at once."""


@dataclass(frozen=True, slots=True)
class _Staged:
    file: BinaryIO
    path: Path
    target: Path


class StagedFiles:
    """Files on their way into one tree, in `folder` until they are named. Other processes may stage there as well.

    Whatever was not named when the block ends is removed; a killed process leaves it, for `clean`.
    """

    def __init__(self, folder: Path, *, prefix: str = "tmp") -> None:
        self._folder = folder
        self._prefix = prefix
        self._files: list[_Staged] = []
        self._made: set[Path] = set()
        self._touched: set[Path] = set()

    def add(
        self,
        content: bytes,
        target: Path,
        *,
        through: Callable[[bytes, BinaryIO], object] | None = None,
        written_at: int | None = None,
    ) -> None:
        """Write a file that is to be called `target`, or have it written `through` something that encrypts.

        `written_at` is its time of change (ns), where it had one.
        """
        self._touched.add(target.parent)
        file, path = self._opened()
        self._files.append(_Staged(file, path, target))
        if through is None:
            file.write(content)
        else:
            through(content, file)
        file.flush()
        if written_at is not None:
            os.utime(file.fileno(), ns=(written_at, written_at))

    def make_folders(self, target: Path) -> None:
        """Make the two folders that `target` stands in, where they are missing.

        The inner one is flushed in any case: who found `target` there may come after one that was killed before that.
        """
        self._touched.add(target.parent)
        for folder in (target.parent.parent, target.parent):
            if not folder.is_dir():
                folder.mkdir(mode=0o700, exist_ok=True)
                self._made.add(folder.parent)

    def name(self) -> None:
        """Give all files their names, in the order in which they were added; then they outlive a power cut."""
        for _ in self._files:
            reach("archive.fsync")
        flush(self._made, [staged.file.fileno() for staged in self._files])
        for staged in self._files:
            reach("archive.rename")
            staged.path.replace(staged.target)
            reach("archive.renamed")
        flush(self._touched)

    def _opened(self) -> tuple[BinaryIO, Path]:
        """A file with mode 0600 that `clean` leaves alone: locked, and still there once it is."""
        while True:
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=self._prefix)
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(handle).st_nlink:
                return os.fdopen(handle, "wb"), Path(name)
            os.close(handle)  # another process cleaned in the instant before our lock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for staged in self._files:
            with contextlib.suppress(OSError):
                staged.path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # a full disk is told by the write that met it
                staged.file.close()


@contextlib.contextmanager
def spool(folder: Path | None = None) -> Iterator[Path]:
    """A folder in `folder` for what must lie there plainly for a moment: mode 0700, and gone with the block.

    Without a folder it is where the system has passing files. A killed process leaves it, for `clean`, which the next
    spool does as well.
    """
    folder = folder or Path(tempfile.gettempdir())
    clean(folder, prefix=SPOOL)
    while True:
        made = Path(tempfile.mkdtemp(dir=folder, prefix=SPOOL))
        with contextlib.suppress(FileNotFoundError):  # another process cleaned in the instant before our lock
            handle = os.open(made, os.O_RDONLY | os.O_DIRECTORY)
            fcntl.flock(handle, fcntl.LOCK_EX)
            if made.exists():
                break
            os.close(handle)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        os.close(handle)


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """One process at a time: who comes later waits. Files may be written and read in the folder all the same."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def make_ready(folder: Path, passing: Path) -> None:
    """Make both where they are missing, for nobody else, and let go of what killed processes left of passing files."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    passing.mkdir(mode=0o700, exist_ok=True)
    clean(passing)


def clean(folder: Path, *, prefix: str = "") -> None:
    """Remove what killed processes left half-written or in a spool, under names that begin so.

    Only what is this user's and nobody holds a lock on. Links are not followed: others may write where this looks.
    """
    for name in os.listdir(folder):  # noqa: PTH208 - nothing but names is asked
        if name.startswith(prefix):
            with contextlib.suppress(OSError):
                _remove_leftover(folder / name)


def _remove_leftover(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        found = os.fstat(handle)
        if found.st_uid != os.geteuid():
            return
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if stat.S_ISDIR(found.st_mode):
            shutil.rmtree(path)
        else:
            path.unlink()
    finally:
        os.close(handle)


def append(file: Path, lines: Iterable[str]) -> None:
    """Add lines to a file that only grows, one writer after the other; on disk when it returns."""
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "ab") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        opened.write("".join(line + "\n" for line in lines).encode())
        opened.flush()
        os.fsync(handle)
    flush({file.parent})


def flush(folders: Collection[Path], files: Collection[int] = ()) -> None:
    """Have the names in these folders, and the bytes of these open files, outlive a power cut."""
    with ThreadPoolExecutor(SIDE_BY_SIDE) as threads:  # a thread is started only for what finds none idle
        done = [threads.submit(_flush_folder, each) for each in folders]
        done += [threads.submit(os.fsync, each) for each in files]
    for each in done:
        each.result()


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
