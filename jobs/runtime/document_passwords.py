"""Passwords of candidates' files that a recruiter entered: in a file that only we may read, never in the database.

Where originals are encrypted it is too (`passwords.json.age`).
"""

from __future__ import annotations

import json
import os
import threading
from typing import TYPE_CHECKING

from ingest.archive.originals import NO_KEY
from ingest.archive.sealing import SUFFIX
from ingest.errors import KeyUnfit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.archive.sealing import Seal

NAME = "passwords.json"


class DocumentPasswords:
    """Passwords by the digest of the file they open. Kept in a folder, beside the originals, mode 0600.

    Raises, from every method:
        KeyUnfit: they are encrypted, and the key is not here.
    """

    def __init__(self, folder: Path, seal: Seal | None = None) -> None:
        self._file = folder / NAME
        self._sealed = folder / (NAME + SUFFIX)
        self._seal = seal
        self._lock = threading.Lock()

    def of(self, *digests: str) -> tuple[str, ...]:
        """The passwords entered for these files, and no others: they go to those files' workers alone."""
        known = self._read()
        return tuple(dict.fromkeys(known[digest] for digest in digests if digest in known))

    @property
    def is_empty(self) -> bool:
        """Whether none was ever entered."""
        return not self._read()

    @property
    def file(self) -> Path | None:
        """Where they are kept; None where none was ever entered."""
        return next((path for path in (self._sealed, self._file) if path.exists()), None)

    def put(self, sha256: str, password: str) -> str:
        """Keeps a password. Returns where it is kept, for the record."""
        with self._lock:
            self._write(self._read() | {sha256: password})
        return f"{self._file.parent.name}/{NAME}#{sha256[:12]}"

    def take(self, other: DocumentPasswords) -> None:
        """Keeps those of a backup too; of one file the one that is here stays."""
        with self._lock:
            self._write(other._read() | self._read())

    def drop(self, wanted: Callable[[str], bool]) -> None:
        """Takes those away whose file's digest is `wanted` gone."""
        with self._lock:
            known = self._read()
            left = {digest: password for digest, password in known.items() if not wanted(digest)}
            if left != known:
                self._write(left)

    def encrypt(self) -> None:
        """What is plain is encrypted; what is encrypted, for the newest key."""
        with self._lock:
            if self.file is not None:
                self._write(self._read())

    def decrypt(self) -> None:
        """What is encrypted is plain again."""
        with self._lock:
            if self._sealed.exists():
                _write(self._file, json.dumps(self._read()).encode())
                self._sealed.unlink()

    def _read(self) -> dict[str, str]:
        try:
            content = self._sealed.read_bytes()
        except FileNotFoundError:
            try:
                content = self._file.read_bytes()
            except FileNotFoundError:
                return {}
        else:
            if self._seal is None:
                raise KeyUnfit(NO_KEY, f"{self._sealed} is encrypted, and none of them is configured")
            content = self._seal.open(content)
        kept: dict[str, str] = json.loads(content)
        return kept

    def _write(self, passwords: dict[str, str]) -> None:
        content = json.dumps(passwords).encode()
        if self._seal is None:
            _write(self._file, content)
        else:
            _write(self._sealed, self._seal.seal(content))
            self._file.unlink(missing_ok=True)


def _write(kept: Path, content: bytes) -> None:
    """Whole or not at all, and never readable by others in between."""
    new = kept.with_suffix(".tmp")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123 - a mode from the start
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(kept)
