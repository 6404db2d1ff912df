"""The archive of originals: one file a message, named by the SHA-256 of its bytes, never changed.

    archive/archive.json        the archive's own identity: a store knows which archive it belongs to
    archive/ab/cd/abcd….eml     an original; the two folders keep any folder small
    archive/ab/cd/abcd….json    when and where it was seen, and what it was kept as (`ingest.archive.provenance`)
    archive/removals.jsonl      what was taken away, when and why (`ingest.archive.removal`, the one door out)
    archive/erasures.jsonl      by what erased mail is known, so that it stays away (`ingest.archive.tombstones`)
    archive/trash/…             what may still be wanted back
    archive/tmp/…               one being written

A name appears only once all its bytes are on disk: write to tmp, fsync, rename, fsync the folder. Several processes may
write at once. Folders are 0700 and files 0600: these are people's letters.
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
from ingest.archive.staging import StagedFiles, clean
from ingest.archive.tombstones import Known, Tombstones
from ingest.errors import ArchiveError, ArchiveFull, OriginalDamaged, OriginalErased, OriginalMissing
from ingest.failpoint import reach

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from parsers.values.sightings import Sighting

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUFFIX = ".eml"
IDENTITY = "archive.json"


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

    `keys` are those by which erased mail is known (`Tombstones`): what was erased is not put again.

    Raises:
        ArchiveError: the folder cannot be made or written, or is not there; from every method, where the disk refuses.
    """

    def __init__(
        self, folder: Path, *, read_only: bool = False, identity: str | None = None, keys: Sequence[str] = ()
    ) -> None:
        self.folder = folder
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
        return self.path(digest).with_suffix(".json")

    def get(self, digest: str) -> bytes:
        """The original of this digest.

        Raises:
            OriginalMissing: there is none.
            OriginalDamaged: its bytes are no longer those that were put.
        """
        with self.translated("cannot be read"):
            try:
                original = self.path(digest).read_bytes()
            except FileNotFoundError as exc:
                raise OriginalMissing(self.folder, f"holds no original {digest}") from exc
        if hashlib.sha256(original).hexdigest() != digest:
            raise OriginalDamaged(self.folder, f"the original {digest} is damaged")
        return original

    def path(self, digest: str) -> Path:
        """Where the original of this digest stands, or would stand."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"not a SHA-256 digest: {digest!r}")
        return self.folder / digest[:2] / digest[2:4] / (digest + _SUFFIX)

    def __contains__(self, digest: str) -> bool:
        return self.path(digest).is_file()

    def verify(self, digest: str) -> bool:
        """Whether the original is there and its bytes still have their digest."""
        with self.translated("cannot be read"):
            return self._holds(digest)

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
            names = sorted(path.stem for path in self.folder.glob(f"??/??/*{_SUFFIX}"))
        yield from (name for name in names if _DIGEST.fullmatch(name))

    def _holds(self, digest: str) -> bool:
        try:
            with self.path(digest).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == digest
        except FileNotFoundError:
            return False

    def _stage(self, staged: StagedFiles, digest: str, original: bytes, seen: Provenance) -> None:
        """An original and what is known of it: its provenance first, so that no original is without."""
        staged.make_folders(self.path(digest))
        if joined := self._joined(digest, seen):
            staged.add(joined, self.beside(digest))
        if not self._holds(digest):
            staged.add(original, self.path(digest))

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
    def translated(self, clause: str) -> Iterator[None]:
        """The system's errors as ours."""
        try:
            yield
        except OSError as exc:
            full = exc.errno in {errno.ENOSPC, errno.EDQUOT}
            raise (ArchiveFull if full else ArchiveError)(self.folder, f"{clause}: {exc.strerror or exc}") from exc
