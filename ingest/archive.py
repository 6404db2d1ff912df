"""The archive of originals: one file a message, named by the SHA-256 of its bytes, never changed.

    archive/ab/cd/abcd….eml     an original; the two folders keep any folder small
    archive/tmp/…               one being written

A name appears only once all its bytes are on disk: write to tmp, fsync, rename, fsync the folder. Several processes may
write at once. Folders are 0700 and files 0600: these are people's letters.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import ArchiveError, ArchiveFull, OriginalDamaged, OriginalMissing
from ingest.failpoint import reach

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUFFIX = ".eml"


class Archive:
    """The originals below one folder, which is made where it is missing.

    Raises:
        ArchiveError: the folder cannot be made or written; from every method, where the disk refuses.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tmp = folder / "tmp"
        with self._translated("cannot be opened"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._tmp.mkdir(mode=0o700, exist_ok=True)
            self._clean()

    def put(self, original: bytes) -> str:
        """Keep these bytes and return their digest; once it returns they outlive a power cut.

        Raises:
            ArchiveFull: there is no room.
        """
        digest = hashlib.sha256(original).hexdigest()
        target = self.path(digest)
        with self._translated("cannot be written"):
            self._make_folders(target)
            if not self._holds(digest):
                self._keep(original, target)
            _fsync_folder(target.parent)
            reach("archive.kept")
        return digest

    def get(self, digest: str) -> bytes:
        """The original of this digest.

        Raises:
            OriginalMissing: there is none.
            OriginalDamaged: its bytes are no longer those that were put.
        """
        with self._translated("cannot be read"):
            try:
                original = self.path(digest).read_bytes()
            except FileNotFoundError as exc:
                raise OriginalMissing(self.folder, f"holds no original {digest}") from exc
        if hashlib.sha256(original).hexdigest() != digest:
            raise OriginalDamaged(self.folder, f"the original {digest} is damaged")
        return original

    def remove(self, digest: str) -> None:
        """Take an original away: its mail proved to have nothing to do with us. One that is not there stays away."""
        with self._translated("cannot be written"):
            self.path(digest).unlink(missing_ok=True)
            if self.path(digest).parent.is_dir():
                _fsync_folder(self.path(digest).parent)

    def path(self, digest: str) -> Path:
        """Where the original of this digest stands, or would stand."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"not a SHA-256 digest: {digest!r}")
        return self.folder / digest[:2] / digest[2:4] / (digest + _SUFFIX)

    def __contains__(self, digest: str) -> bool:
        return self.path(digest).is_file()

    def verify(self, digest: str) -> bool:
        """Whether the original is there and its bytes still have their digest."""
        with self._translated("cannot be read"):
            return self._holds(digest)

    def digests(self) -> Iterator[str]:
        """The digests of all originals, in ascending order."""
        with self._translated("cannot be read"):
            names = sorted(path.stem for path in self.folder.glob(f"??/??/*{_SUFFIX}"))
        yield from (name for name in names if _DIGEST.fullmatch(name))

    def _holds(self, digest: str) -> bool:
        try:
            with self.path(digest).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == digest
        except FileNotFoundError:
            return False

    def _make_folders(self, target: Path) -> None:
        for folder in (target.parent.parent, target.parent):
            if not folder.is_dir():
                folder.mkdir(mode=0o700, exist_ok=True)
                _fsync_folder(folder.parent)

    def _keep(self, original: bytes, target: Path) -> None:
        try:
            self._write(original, target)
        except FileNotFoundError:  # another process cleaned tmp in the instant before our lock
            self._write(original, target)

    def _write(self, original: bytes, target: Path) -> None:
        handle, name = tempfile.mkstemp(dir=self._tmp)  # mode 0600
        written = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # ours, and alive: `_clean` leaves it
                file.write(original)
                file.flush()
                reach("archive.fsync")
                os.fsync(file.fileno())
                reach("archive.rename")
                written.replace(target)
        except OSError:
            with contextlib.suppress(OSError):
                written.unlink()
            raise
        reach("archive.renamed")

    def _clean(self) -> None:
        """Remove what a killed process left half-written, a file in tmp that nobody holds a lock on; where we may."""
        for leftover in self._tmp.iterdir():
            with contextlib.suppress(OSError), leftover.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                leftover.unlink()

    @contextlib.contextmanager
    def _translated(self, clause: str) -> Iterator[None]:
        try:
            yield
        except OSError as exc:
            full = exc.errno in {errno.ENOSPC, errno.EDQUOT}
            raise (ArchiveFull if full else ArchiveError)(self.folder, f"{clause}: {exc.strerror or exc}") from exc


def _fsync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
