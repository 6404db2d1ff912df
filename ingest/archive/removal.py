"""The one door by which an original leaves the archive. Nothing else unlinks there (a test holds it).

Every removal is written into the archive's journal before it is done: when, which digest, why; never whose. What was
kept once goes by erasure or retention alone, and then not even its digest stays: the journal has its keyed hash. What
may still be wanted back goes into the trash, for a time.
"""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from ingest.archive.sealing import PROOF
from ingest.archive.sealing import SUFFIX as SEALED
from ingest.archive.staging import StagedFiles, append, flush
from ingest.archive.tombstones import Known
from ingest.errors import OriginalDamaged, OriginalKept, SealBroken
from ingest.failpoint import reach

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ingest.archive.originals import Archive
    from ingest.archive.sealing import Seal

JOURNAL = "removals.jsonl"
TRASH = "trash"
ENDS = (".eml", ".eml" + SEALED)
PERIOD = timedelta(days=30)
"""How long the trash keeps what is in it."""


class Cause(StrEnum):
    """Why an original leaves."""

    UNRELATED = "unrelated"
    """It was fetched only to be told, and proved unrelated when it was first read: it leaves nothing behind."""
    UNNAMED = "unnamed"
    """No message names it, and it reads as unrelated: into the trash."""
    ERASURE = "erasure"
    """The person asked for it (GDPR article 17): at once, out of the trash too."""
    RETENTION = "retention"
    """The time to keep it is over: at once, out of the trash too."""


BY_RULE = frozenset({Cause.UNRELATED, Cause.UNNAMED})


def remove(archive: Archive, digest: str, cause: Cause, *, at: datetime | None = None) -> bool:
    """Take an original away, with what stands beside it. False where it was not there.

    Raises:
        OriginalKept: it was kept once, and the cause is a rule's.
        TombstonesUnreadable: it is to be erased, and there is no key for its tombstone.
    """
    with archive.translated("cannot be written"):
        files = [path for path in (*archive.copies(digest), archive.beside(digest)) if path.exists()]
        trashed = [] if cause in BY_RULE else _trashed(archive, digest)
        if not files and not trashed:
            return False
        if cause in BY_RULE and archive.provenance(digest).kept_as is not None:
            raise OriginalKept(archive.folder, f"the original {digest} was kept once: only erasure takes it away")
        archive.check_writable()
        named = digest if cause in BY_RULE else archive.tombstones.keyed(Known.ORIGINAL, digest)
        _write_down(archive, named, cause, at or datetime.now(UTC))
        reach("removal.written")
        for path in (*files, *trashed):
            _to_trash(archive, path) if cause is Cause.UNNAMED else _unlink(path)
        reach("removal.done")
    return True


def drop_other_copy(archive: Archive, digest: str, kept: Path) -> None:
    """Once an original stands there as this one of its copies, and whole, the other goes: it leaves nothing behind.

    Raises:
        OriginalDamaged: the one that is to be kept is not whole.
    """
    if not archive.verify(digest, kept):
        where = "encrypted" if kept.suffix == SEALED else "plain"
        raise OriginalDamaged(archive.folder, f"the original {digest} is damaged where it is {where}")
    with archive.translated("cannot be written"):
        archive.check_writable()
        for copy in archive.copies(digest):
            if copy != kept:
                _unlink(copy)


def drop_proof(archive: Archive) -> None:
    """Nothing is encrypted any more: no key is asked for from now on."""
    with archive.translated("cannot be written"):
        archive.check_writable()
        _unlink(archive.folder / PROOF)


def journal(archive: Archive) -> Iterator[dict[str, str]]:
    """What was taken away, in order: `at`, `digest` (of what was erased its keyed hash), `cause`."""
    with archive.translated("cannot be read"):
        try:
            lines = (archive.folder / JOURNAL).read_text("utf-8").splitlines()
        except FileNotFoundError:
            return
    yield from (json.loads(line) for line in lines)


def trash(archive: Archive) -> tuple[Path, ...]:
    """The originals in the trash."""
    with archive.translated("cannot be read"):
        return tuple(sorted(path for end in ENDS for path in (archive.folder / TRASH).glob(f"*{end}")))


def put_back(archive: Archive, digest: str) -> None:
    """Bring an original back out of the trash; one that is not there stays away."""
    with archive.translated("cannot be written"):
        for path in _trashed(archive, digest):
            target = archive.beside(digest).with_name(path.name)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.replace(target)
            flush({target.parent})


def encrypt_trash(archive: Archive, seal: Seal) -> None:
    """What is plain in the trash is encrypted, and lies there for its period from then on."""
    for path in trash(archive):
        if path.suffix != SEALED:
            with _rewriting(archive, path) as staged:
                staged.add(path.read_bytes(), path.with_name(path.name + SEALED), through=seal.write)


def decrypt_trash(archive: Archive, seal: Seal) -> None:
    """What is encrypted in the trash is plain again, and lies there for its period from then on.

    What is damaged stays as it is: nobody can bring it back.
    """
    for path in trash(archive):
        if path.suffix == SEALED:
            with contextlib.suppress(SealBroken), _rewriting(archive, path) as staged:
                staged.add(seal.open(path.read_bytes()), path.with_suffix(""))


@contextlib.contextmanager
def _rewriting(archive: Archive, path: Path) -> Iterator[StagedFiles]:
    """What is staged meanwhile takes the place of a file in the trash."""
    with archive.translated("cannot be written"), StagedFiles(archive.folder / "tmp") as staged:
        yield staged
        staged.name()
        _unlink(path)


def empty_trash(archive: Archive, *, now: datetime, period: timedelta = PERIOD) -> int:
    """Let go what lay in the trash for its period. How many originals that were."""
    gone = 0
    with archive.translated("cannot be written"):
        for path in trash(archive):
            if now - datetime.fromtimestamp(path.stat().st_ctime, UTC) >= period:
                for each in (path, path.with_name(path.name.partition(".")[0] + ".json")):
                    _unlink(each)
                gone += 1
    return gone


def _trashed(archive: Archive, digest: str) -> list[Path]:
    names = (path.name for path in (*archive.copies(digest), archive.beside(digest)))
    return [path for name in names if (path := archive.folder / TRASH / name).exists()]


def _to_trash(archive: Archive, path: Path) -> None:
    folder = archive.folder / TRASH
    folder.mkdir(mode=0o700, exist_ok=True)
    path.replace(folder / path.name)
    flush({folder, path.parent})


def _unlink(path: Path) -> None:
    path.unlink(missing_ok=True)
    flush({path.parent})


def _write_down(archive: Archive, digest: str, cause: Cause, at: datetime) -> None:
    """Append to the journal, whole and on disk before anything is taken away."""
    line = json.dumps({"at": at.isoformat(timespec="seconds"), "digest": digest, "cause": cause.value})
    append(archive.folder / JOURNAL, [line])
