"""Encryption at rest: files in the age format (https://age-encryption.org/v1), which `age -d` opens as well.

Each file has a key of its own (ChaCha20-Poly1305 in chunks of 64 KiB), wrapped for every recipient (X25519). What is
changed, cut short or put together out of two is refused. The secret keys stand outside store, archive and backup.
"""

from __future__ import annotations

import errno
import hashlib
import io
from typing import TYPE_CHECKING, BinaryIO, Protocol

import pyrage

from ingest.errors import KeyUnfit, SealBroken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SUFFIX = ".age"
"""Stands behind the name of what is encrypted."""
PROOF = "key" + SUFFIX
"""In an archive: by it the keys are proven before anything is written."""
_STRANGER = "No matching keys found"
"""The library's own words where the file is for other keys."""
_HEADER_BYTES = 4096
"""A header with a few recipients is shorter: a line of 50 bytes and one of 44 each."""
_WRAPPED = b"-> X25519 "


class _Sink(Protocol):
    def write(self, content: bytes, /) -> int:
        """As a file has it."""

    def flush(self) -> None:
        """As a file has it."""


class Seal:
    """The keys by which files are encrypted and opened.

    `identities` are secret keys (AGE-SECRET-KEY-1…): for the first is encrypted, the others still open what was before.
    `also` are public keys (age1…) that can open everything as well: one whose secret lies in a safe. `source` is where
    the secret keys come from, for whoever must mend it.

    Raises:
        KeyUnfit: one of them is no such key.
    """

    def __init__(self, identities: Sequence[str], *, also: Sequence[str] = (), source: str) -> None:
        self.source = source
        try:
            self._identities = [pyrage.x25519.Identity.from_str(one) for one in identities]
        except pyrage.IdentityError as exc:  # its own words may hold a part of the key
            raise KeyUnfit(source, "gives something that is no age secret key (AGE-SECRET-KEY-1…)") from exc
        try:
            others = [pyrage.x25519.Recipient.from_str(one) for one in also]
        except pyrage.RecipientError as exc:
            raise KeyUnfit(source, "encryption.recipients holds something that is no age public key (age1…)") from exc
        if not self._identities:
            raise KeyUnfit(source, "gives no key (AGE-SECRET-KEY-1…)")
        self._recipients = [self._identities[0].to_public(), *others]

    @property
    def recipients(self) -> tuple[str, ...]:
        """The public keys for which is encrypted."""
        return tuple(map(str, self._recipients))

    def seal(self, plain: bytes) -> bytes:
        """These bytes, encrypted."""
        sealed: bytes = pyrage.encrypt(plain, self._recipients)
        return sealed

    def write(self, plain: bytes, sealed: BinaryIO) -> None:
        """Encrypt these bytes into a file, in pieces: they are not in memory twice."""
        self._encrypt(io.BytesIO(plain), sealed)

    def open(self, sealed: bytes | BinaryIO) -> bytes:
        """What was encrypted; of a file in pieces.

        Raises KeyUnfit: it is encrypted for other keys; SealBroken: it is not as it was written.
        """
        plain = io.BytesIO()
        self._pour(io.BytesIO(sealed) if isinstance(sealed, bytes) else sealed, plain)
        return plain.getvalue()

    def sha256(self, sealed: BinaryIO) -> str:
        """The SHA-256 of what was encrypted, without having all of it in memory. Raises as `open`."""
        sink = _Digest()
        self._pour(sealed, sink)
        return sink.hash.hexdigest()

    def seal_file(self, source: Path, target: Path) -> None:
        """Encrypt a file of any size into another, which is made with mode 0600."""
        target.touch(mode=0o600)
        with source.open("rb") as plain, target.open("wb") as sealed:
            self._encrypt(plain, sealed)

    def open_file(self, source: Path, target: Path) -> None:
        """Decrypt a file of any size into another, which is made with mode 0600. Raises as `open`."""
        target.touch(mode=0o600)
        with source.open("rb") as sealed, target.open("wb") as plain:
            self._pour(sealed, plain)

    def is_current(self, sealed: BinaryIO) -> bool:
        """Whether a file is encrypted for the newest key, and for as many as there are now; False if it is damaged."""
        try:
            header = sealed.read(_HEADER_BYTES).partition(b"\n---")[0]
            sealed.seek(0)
            _pour(sealed, _Digest(), self._identities[:1])
        except (pyrage.DecryptError, SealBroken):
            return False
        return header.count(_WRAPPED) == len(self._recipients)

    def _encrypt(self, plain: BinaryIO, sealed: BinaryIO) -> None:
        watched = _Watched(sealed)
        try:
            pyrage.encrypt_io(plain, watched, self._recipients)
        except pyrage.EncryptError as exc:
            raise watched.error or OSError(errno.EIO, str(exc)) from exc
        watched.check()

    def _pour(self, sealed: BinaryIO, plain: _Sink) -> None:
        try:
            _pour(sealed, plain, self._identities)
        except pyrage.DecryptError as exc:
            raise self._fault(exc) from exc

    def _fault(self, error: Exception) -> KeyUnfit | SealBroken:
        if str(error) == _STRANGER:
            return KeyUnfit(self.source, "gives no key that opens what is encrypted here")
        return SealBroken(str(error))


def _pour(sealed: BinaryIO, plain: _Sink, identities: list[pyrage.x25519.Identity]) -> None:
    watched = _Watched(plain)
    try:
        pyrage.decrypt_io(sealed, watched, identities)
    except OSError as exc:
        if exc.errno is not None:  # the disk's
            raise
        raise SealBroken(str(exc)) from exc
    watched.check()


class _Watched:
    """A file of which no error is lost: the library drops those of the last bytes, and makes words of the others."""

    def __init__(self, file: _Sink) -> None:
        self._file = file
        self.error: OSError | None = None

    def write(self, content: bytes) -> int:
        """As the file does."""
        try:
            return self._file.write(content)
        except OSError as exc:
            self.error = exc
            raise

    def flush(self) -> None:
        """As the file does."""
        self._file.flush()

    def check(self) -> None:
        """Raises what went wrong."""
        if self.error is not None:
            raise self.error


class _Digest:
    """A file that keeps nothing but the SHA-256 of what is written to it."""

    def __init__(self) -> None:
        self.hash = hashlib.sha256()

    def write(self, content: bytes) -> int:
        """Goes into the digest."""
        self.hash.update(content)
        return len(content)

    def flush(self) -> None:
        """Nothing waits."""


def new_key() -> tuple[str, str]:
    """A new secret key and its public one."""
    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())
