"""The one door by which an original leaves the archive. Nothing else unlinks there (a test holds it).

Every removal is written into the archive's journal before it is done: when, which digest, why; never whose. What was
kept once goes by erasure or retention alone, and then not even its digest stays: the journal has its keyed hash. What
may still be wanted back goes into the trash, for a time.
"""

from __future__ import annotations

import contextlib
import io
import json
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from ingest.archive.sealing import PROOF
from ingest.archive.sealing import SUFFIX as SEALED
from ingest.archive.storage import NewContent
from ingest.archive.tombstones import Known
from ingest.errors import OriginalDamaged, OriginalKept, SealBroken
from ingest.failpoint import reach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ingest.archive.originals import Archive
    from ingest.archive.sealing import Seal
    from ingest.archive.storage import Storage

JOURNAL = "removals.jsonl"
TRASH = "trash/"
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
        names = [name for name in _all_of(archive, digest) if archive.storage.look(name)]
        trashed = [] if cause in BY_RULE else _trashed(archive, digest)
        if not names and not trashed:
            return False
        if cause in BY_RULE and archive.provenance(digest).kept_as is not None:
            raise OriginalKept(archive.where, f"the original {digest} was kept once: only erasure takes it away")
        archive.check_writable()
        named = digest if cause in BY_RULE else archive.tombstones.keyed(Known.ORIGINAL, digest)
        _write_down(archive, named, cause, at or datetime.now(UTC))
        reach("removal.written")
        for name in (*names, *trashed):
            if cause is Cause.UNNAMED:
                archive.storage.move(name, _in_trash(name))
            else:
                archive.storage.remove(name)
        reach("removal.done")
    return True


def drop_other_copy(archive: Archive, digest: str, kept: str) -> None:
    """Once an original stands there as this one of its copies, and whole, the other goes: it leaves nothing behind.

    Raises OriginalDamaged: the one that is to be kept is not whole.
    """
    if not archive.verify(digest, kept):
        where = "encrypted" if kept.endswith(SEALED) else "plain"
        raise OriginalDamaged(archive.where, f"the original {digest} is damaged where it is {where}")
    with archive.translated("cannot be written"):
        archive.check_writable()
        for copy in archive.copies(digest):
            if copy != kept:
                archive.storage.remove(copy)


def drop_proof(archive: Archive) -> None:
    """Nothing is encrypted any more: no key is asked for from now on."""
    with archive.translated("cannot be written"):
        archive.check_writable()
        archive.storage.remove(PROOF)


def remove_moved(storage: Storage, names: Iterable[str]) -> None:
    """In their order; the archive is somewhere else now, all of it (`ingest.archive.moving`)."""
    for name in names:
        storage.remove(name)
        reach("moving.removed")


def journal(archive: Archive) -> Iterator[dict[str, str]]:
    """What was taken away, in order: `at`, `digest` (of what was erased its keyed hash), `cause`."""
    with archive.translated("cannot be read"):
        lines = archive.storage.lines(JOURNAL)
    yield from (json.loads(line) for line in lines)


def trash(archive: Archive) -> tuple[str, ...]:
    """The names of the originals in the trash."""
    with archive.translated("cannot be read"):
        return tuple(sorted(name for name in archive.storage.names(TRASH) if name.endswith(ENDS)))


def digest_in_trash(name: str) -> str:
    """Which original it is."""
    return name.removeprefix(TRASH).partition(".")[0]


def put_back(archive: Archive, digest: str) -> None:
    """Bring an original back out of the trash; one that is not there stays away."""
    with archive.translated("cannot be written"):
        for name in _all_of(archive, digest):
            if archive.storage.look(_in_trash(name)):
                archive.storage.move(_in_trash(name), name)


def rewrite_trash(archive: Archive, seal: Seal, *, plain: bool = False) -> None:
    """What is in the trash is encrypted for the present keys, or `plain` again, and lies there for its period anew.

    What is damaged stays as it is: nobody can bring it back.
    """
    for name in trash(archive):
        with contextlib.suppress(SealBroken), archive.translated("cannot be written"):
            content, is_sealed = archive.storage.read(name).content, name.endswith(SEALED)
            if (plain and not is_sealed) or (is_sealed and not plain and seal.is_current(io.BytesIO(content))):
                continue
            bare = name.removesuffix(SEALED)
            piece = NewContent(
                name=bare if plain else bare + SEALED,
                content=seal.open(content) if is_sealed else content,
                through=None if plain else seal.write,
            )
            archive.storage.write([[piece]])
            if piece.name != name:
                archive.storage.remove(name)


def empty_trash(archive: Archive, *, now: datetime, period: timedelta = PERIOD) -> int:
    """Let go what lay in the trash for its period. How many originals that were."""
    gone = 0
    with archive.translated("cannot be written"):
        for name in trash(archive):
            entry = archive.storage.look(name)
            if entry is not None and now - entry.moved_at >= period:
                for each in (name, f"{TRASH}{digest_in_trash(name)}.json"):
                    archive.storage.remove(each)
                gone += 1
    return gone


def _all_of(archive: Archive, digest: str) -> tuple[str, ...]:
    return *archive.copies(digest), archive.beside(digest)


def _in_trash(name: str) -> str:
    return TRASH + name.rpartition("/")[2]


def _trashed(archive: Archive, digest: str) -> list[str]:
    return [trashed for name in _all_of(archive, digest) if archive.storage.look(trashed := _in_trash(name))]


def _write_down(archive: Archive, digest: str, cause: Cause, at: datetime) -> None:
    """Append to the journal, whole and durable before anything is taken away."""
    line = json.dumps({"at": at.isoformat(timespec="seconds"), "digest": digest, "cause": cause.value})
    archive.storage.append(JOURNAL, [line])
