"""The archive of originals: one file a message, named by the SHA-256 of its bytes, never changed.

    archive/archive.json        the archive's own identity: a store knows which archive it belongs to
    archive/key.age             by it the keys are proven before anything is written (`ingest.archive.sealing`)
    archive/ab/cd/abcd….eml     an original; the two folders keep any folder small
    archive/ab/cd/abcd….eml.age the same, encrypted; its name is the SHA-256 of the plain bytes
    archive/ab/cd/abcd….json    when and where it was seen, and what it was kept as (`ingest.archive.provenance`)
    archive/removals.jsonl      what was taken away, when and why (`ingest.archive.removal`, the one door out)
    archive/erasures.jsonl      by what erased mail is known, so that it stays away (`ingest.archive.tombstones`)
    archive/trash/…             what may still be wanted back
    archive/tmp/…               one being written

A name appears only once all its bytes are on disk: write to tmp, fsync, rename, fsync the folder. Several processes may
write at once. Folders are 0700 and files 0600: these are people's letters. An archive may hold both kinds: `path`,
`get` and `verify` find either.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.archive.provenance import Provenance
from ingest.archive.sealing import PROOF
from ingest.archive.sealing import SUFFIX as SEALED
from ingest.archive.staging import StagedFiles, clean
from ingest.archive.tombstones import Known, Tombstones
from ingest.errors import (
    ArchiveError,
    ArchiveFull,
    KeyUnfit,
    OriginalDamaged,
    OriginalErased,
    OriginalMissing,
    SealBroken,
)
from ingest.failpoint import reach

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from io import BufferedReader
    from pathlib import Path

    from ingest.archive.sealing import Seal
    from parsers.values.sightings import Sighting

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUFFIX = ".eml"
IDENTITY = "archive.json"
NO_KEY = "encryption.key_file, key_credential or key_command"


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """What was copied from another archive."""

    copied: int
    """Originals that were not here, or not whole."""
    damaged: tuple[str, ...]
    """Digests of those that the other has lost."""
    erased: int = 0
    """Those that were erased here and stay away."""


class Archive:
    """The originals below one folder, which is made where it is missing; `read_only` makes and changes nothing.

    `keys` are those by which erased mail is known (`Tombstones`): what was erased is not put again. With a `seal` new
    originals are encrypted.

    Raises:
        KeyUnfit: it is to be written, and the seal's keys are not those of what is encrypted in it.
        ArchiveError: the folder cannot be made or written, or is not there; from every method, where the disk refuses.
    """

    def __init__(
        self,
        folder: Path,
        *,
        read_only: bool = False,
        identity: str | None = None,
        keys: Sequence[str] = (),
        seal: Seal | None = None,
    ) -> None:
        self.folder = folder
        self.seal = seal
        self.read_only = read_only
        self.tombstones = Tombstones(folder, keys)
        self._tmp = folder / "tmp"
        with self.translated("cannot be opened"):
            if read_only:
                os.listdir(folder)  # noqa: PTH208 - asks only whether it may be looked into
                return
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._tmp.mkdir(mode=0o700, exist_ok=True)
            clean(self._tmp)
            if not (folder / IDENTITY).exists():
                with self._staged() as staged:
                    staged.add(json.dumps({"id": identity or uuid.uuid4().hex}).encode(), folder / IDENTITY)
                    staged.name()
            self.check_key()
            if seal is not None and not (folder / PROOF).exists():
                self.prove_key()

    def check_key(self) -> None:
        """Raises unless the keys are here that open what is encrypted: without them nothing is written, plain or not.

        Raises:
            KeyUnfit: they are missing, or others.
        """
        with self.translated("cannot be read"):
            try:
                proof = (self.folder / PROOF).read_bytes()
            except FileNotFoundError:
                return
        if self.seal is None:
            raise KeyUnfit(NO_KEY, f"{self.folder} is encrypted, and none of them is configured")
        try:
            self.seal.open(proof)
        except SealBroken as exc:
            raise ArchiveError(self.folder, f"its {PROOF} is damaged: restore it from a backup") from exc

    def prove_key(self) -> None:
        """Leave behind by what the keys are proven from now on: those of the seal."""
        if self.seal is None:
            raise KeyUnfit(NO_KEY, "none of them is configured")
        with self.translated("cannot be written"), self._staged() as staged:
            staged.add(self.seal.seal((self.identity or "").encode()), self.folder / PROOF)
            staged.name()

    @property
    def identity(self) -> str | None:
        """What tells this archive from every other; None where an earlier version made it and nobody has written since.

        A copy has the same.
        """
        with self.translated("cannot be read"):
            try:
                return str(json.loads((self.folder / IDENTITY).read_text("utf-8"))["id"])
            except FileNotFoundError:
                return None
            except (ValueError, KeyError, TypeError) as exc:
                raise ArchiveError(self.folder, f"its {IDENTITY} is damaged: restore it from a backup") from exc

    def put(self, original: bytes, seen: Sighting | None = None) -> str:
        """Keep these bytes, and where and when they were `seen`, and return their digest.

        Once it returns they outlive a power cut.

        Raises:
            ArchiveFull: there is no room.
            OriginalErased: it was erased once.
        """
        return self.put_all([(original, seen)])[0]

    def put_all(self, originals: Sequence[tuple[bytes, Sighting | None]]) -> list[str]:
        """Keep many as `put` keeps one, and return their digests in order; together they cost little more than one.

        Once it returns all of them outlive a power cut; until then each is there whole, or not at all.

        Raises:
            ArchiveFull: there is no room.
            OriginalErased: one of them was erased once; none is kept then.
        """
        digests = [hashlib.sha256(original).hexdigest() for original, _ in originals]
        seen: dict[str, Provenance] = {}
        for digest, (_, sighting) in zip(digests, originals, strict=True):
            known = seen.get(digest, Provenance())
            seen[digest] = known.seen_again(sighting) if sighting else known
        for digest in seen:
            if (stone := self.tombstones.of((Known.ORIGINAL, digest))) is not None:
                raise OriginalErased(self.folder, stone.at.date())
        contents = dict(zip(digests, (original for original, _ in originals), strict=True))
        with self.translated("cannot be written"), self._staged() as staged:
            for digest, provenance in seen.items():
                self._stage(staged, digest, contents[digest], provenance)
            staged.name()
            reach("archive.kept")
        return digests

    def note(self, digest: str, provenance: Provenance) -> None:
        """Add to what is known of an original that is there; what is known already is not written again.

        Once it says what the original was kept as, no rule takes it away, whatever store asks.
        """
        self.note_all({digest: provenance})

    def note_all(self, provenances: Mapping[str, Provenance]) -> None:
        """Add to what is known of many as `note` does of one, by digest; they become durable together."""
        with self.translated("cannot be written"):
            known = ((digest, self._joined(digest, more)) for digest, more in provenances.items() if digest in self)
            news = {digest: joined for digest, joined in known if joined}
            if not news:
                return
            with self._staged() as staged:
                for digest, joined in news.items():
                    staged.add(joined, self.beside(digest))
                staged.name()

    def provenance(self, digest: str) -> Provenance:
        """When and where an original was seen; empty where an earlier version kept it."""
        with self.translated("cannot be read"):
            try:
                return Provenance.from_json(self.beside(digest).read_text("utf-8"))
            except FileNotFoundError:
                return Provenance()
            except (ValueError, KeyError, TypeError) as exc:
                raise OriginalDamaged(self.folder, f"the record beside the original {digest} is damaged") from exc

    def beside(self, digest: str) -> Path:
        """Where the provenance of this digest stands, or would stand."""
        return self._home(digest) / f"{digest}.json"

    def get(self, digest: str) -> bytes:
        """The original of this digest.

        Raises:
            OriginalMissing: there is none.
            OriginalDamaged: its bytes are no longer those that were put.
            KeyUnfit: it is encrypted, and its key is not here.
        """
        try:
            with self._file(digest) as (file, is_sealed):
                original = self.key().open(file) if is_sealed else file.read()
        except FileNotFoundError as exc:
            raise OriginalMissing(self.folder, f"holds no original {digest}") from exc
        except SealBroken as exc:
            raise OriginalDamaged(self.folder, f"the original {digest} is damaged") from exc
        if hashlib.sha256(original).hexdigest() != digest:
            raise OriginalDamaged(self.folder, f"the original {digest} is damaged")
        return original

    def path(self, digest: str) -> Path:
        """Where the original of this digest stands, or would stand."""
        sealed, plain = self.copies(digest)
        return sealed if sealed.exists() or (self.seal is not None and not plain.exists()) else plain

    def copies(self, digest: str) -> tuple[Path, Path]:
        """Where it would stand encrypted, and where plain."""
        plain = self._home(digest) / (digest + _SUFFIX)
        return plain.with_name(plain.name + SEALED), plain

    def is_plain(self, digest: str) -> bool:
        """Whether it stands there unencrypted, perhaps beside its encrypted copy."""
        return self.copies(digest)[1].exists()

    def _home(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"not a SHA-256 digest: {digest!r}")
        return self.folder / digest[:2] / digest[2:4]

    @contextlib.contextmanager
    def _file(self, digest: str, copy: Path | None = None) -> Iterator[tuple[BufferedReader, bool]]:
        """The original's file, or that `copy`, and whether it is encrypted. Raises FileNotFoundError.

        Who found the plain file may lose it to `encrypting.encrypt` at once: the encrypted one is there then.
        """
        with self.translated("cannot be read", but=(FileNotFoundError,)):
            path = copy or self.path(digest)
            try:
                file = path.open("rb")
            except FileNotFoundError:
                path = copy or self.path(digest)
                file = path.open("rb")
            with file:
                yield file, path.suffix == SEALED

    def key(self) -> Seal:
        """The seal, where something is encrypted. Raises KeyUnfit where there is none."""
        if self.seal is None:
            raise KeyUnfit(NO_KEY, f"{self.folder} holds encrypted originals, and none of them is configured")
        return self.seal

    def __contains__(self, digest: str) -> bool:
        return self.path(digest).is_file()

    def verify(self, digest: str, copy: Path | None = None) -> bool:
        """Whether the original is there, or the one of its `copies`, and its bytes still have their digest.

        Raises:
            KeyUnfit: it is encrypted, and its key is not here.
        """
        try:
            with self._file(digest, copy) as (file, is_sealed):
                found = self.key().sha256(file) if is_sealed else _sha256(file)
        except (FileNotFoundError, SealBroken):
            return False
        return found == digest

    def bring(self, source: Archive, digests: Collection[str], progress: Callable[[int], None]) -> Brought:
        """Copy originals of another archive, with what is kept beside them; what is whole here is not written again.

        What was erased here stays away.
        """
        copied, erased, damaged = 0, 0, []
        for digest in digests:
            progress(len(digests))
            if self.tombstones.of((Known.ORIGINAL, digest)) is not None:
                erased += 1
                continue
            try:
                if not self.verify(digest):
                    self.put(source.get(digest))
                    copied += 1
                self.note(digest, source.provenance(digest))
            except (OriginalMissing, OriginalDamaged):
                damaged.append(digest)
        return Brought(copied=copied, damaged=tuple(damaged), erased=erased)

    def digests(self) -> Iterator[str]:
        """The digests of all originals, in ascending order."""
        with self.translated("cannot be read"):
            ends = (_SUFFIX, _SUFFIX + SEALED)
            names = {path.name.partition(".")[0] for end in ends for path in self.folder.glob(f"??/??/*{end}")}
        yield from sorted(name for name in names if _DIGEST.fullmatch(name))

    def _stage(self, staged: StagedFiles, digest: str, original: bytes, seen: Provenance) -> None:
        """An original and what is known of it: its provenance first, so that no original is without."""
        staged.make_folders(self.path(digest))
        if joined := self._joined(digest, seen):
            staged.add(joined, self.beside(digest))
        if not self.verify(digest):
            sealed, plain = self.copies(digest)
            if self.seal is None:
                staged.add(original, plain)
            else:
                staged.add(original, sealed, through=self.seal.write)

    def _joined(self, digest: str, more: Provenance) -> bytes | None:
        """What is to stand beside an original; None where `more` says nothing new."""
        try:
            known = self.provenance(digest)
        except OriginalDamaged:  # written anew
            return more.to_json().encode()
        joined = known.joined(more)
        return None if joined == known else joined.to_json().encode()

    def _staged(self) -> StagedFiles:
        self.check_writable()
        return StagedFiles(self._tmp)

    def check_writable(self) -> None:
        """Raises ArchiveError where it was opened only to be looked at."""
        if self.read_only:
            raise ArchiveError(self.folder, "was opened to be read only")

    @contextlib.contextmanager
    def translated(self, clause: str, *, but: tuple[type[OSError], ...] = ()) -> Iterator[None]:
        """The system's errors as ours; those of `but` as they are."""
        try:
            yield
        except but:
            raise
        except OSError as exc:
            full = exc.errno in {errno.ENOSPC, errno.EDQUOT}
            raise (ArchiveFull if full else ArchiveError)(self.folder, f"{clause}: {exc.strerror or exc}") from exc


def _sha256(file: BufferedReader) -> str:
    return hashlib.file_digest(file, "sha256").hexdigest()
