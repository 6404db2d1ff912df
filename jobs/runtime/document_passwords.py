"""Passwords of candidates' files that a recruiter entered: in a file that only we may read, never in the database."""

from __future__ import annotations

import json
import os
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "passwords.json"


class DocumentPasswords:
    """Passwords by the digest of the file they open. Kept beside the originals, mode 0600."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME
        self._lock = threading.Lock()

    def of(self, *digests: str) -> tuple[str, ...]:
        """The passwords entered for these files, and no others: they go to those files' workers alone."""
        known = self._read()
        return tuple(dict.fromkeys(known[digest] for digest in digests if digest in known))

    @property
    def is_empty(self) -> bool:
        """Whether none was ever entered."""
        return not self._read()

    def put(self, sha256: str, password: str) -> str:
        """Keeps a password. Returns where it is kept, for the record."""
        with self._lock:
            self._write(self._read() | {sha256: password})
        return f"{self._file.parent.name}/{NAME}#{sha256[:12]}"

    def take(self, passwords: dict[str, str]) -> None:
        """Keeps those of a backup too; of one file the one that is here stays."""
        with self._lock:
            self._write(passwords | self._read())

    def drop(self, wanted: Callable[[str], bool]) -> None:
        """Takes those away whose file's digest is `wanted` gone."""
        with self._lock:
            drop(self._file, wanted)

    def _read(self) -> dict[str, str]:
        try:
            kept: dict[str, str] = json.loads(self._file.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        return kept

    def _write(self, passwords: dict[str, str]) -> None:
        _write(self._file, passwords)


def drop(kept: Path, wanted: Callable[[str], bool]) -> bool:
    """Takes the passwords out of a file of them whose digest is `wanted` gone. Whether there was one."""
    try:
        known: dict[str, str] = json.loads(kept.read_text("utf-8"))
    except FileNotFoundError:
        return False
    left = {digest: password for digest, password in known.items() if not wanted(digest)}
    if left != known:
        _write(kept, left)
    return left != known


def _write(kept: Path, passwords: dict[str, str]) -> None:
    """Whole or not at all, and never readable by others in between."""
    new = kept.with_suffix(".tmp")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123 - a mode from the start
        json.dump(passwords, file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(kept)
