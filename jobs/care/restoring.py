"""Back from a backup: the store as a generation has it, and every original. Nothing that is there is overwritten.

A generation of a store on SQLite comes back into PostgreSQL as well: so a store moves there.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ingest.archive import removal
from ingest.archive.originals import Archive
from ingest.archive.staging import PASSING, flush, spool
from jobs.care import backup_files
from jobs.config import secrets
from jobs.errors import UsageError
from jobs.people import erasing
from jobs.runtime import pairing
from jobs.runtime.archive_storage import archive_storage
from jobs.runtime.document_passwords import DocumentPasswords
from jobs.runtime.lock import is_held
from jobs.runtime.workplace import open_archive, open_store, open_workplace, refuse_root, refuse_workers
from store.database.rights import regrant
from store.store import Store
from store.values import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jobs.config.settings import Settings


@dataclass(frozen=True, kw_only=True, slots=True)
class Restored:
    """What came back."""

    generation: str
    originals: int
    """Those that were not there."""
    missing: tuple[str, ...]
    """Digests of originals that the backup itself has lost."""
    put_aside: tuple[Path, ...]
    """Where the store is now that was there before."""
    erased: int = 0
    """Messages in it that were erased since: they are gone again."""


def restore(
    settings: Settings, folder: Path, generation: str | None = None, *, progress: Callable[[int], None] = lambda _: None
) -> Restored:
    """Bring store, originals and entered passwords back from the backup in `folder`, as of its newest generation.

    A SQLite store that is there is put aside; originals that are there stay. PostgreSQL's tables are replaced, by a
    generation of SQLite too.

    What was erased since does not come back: the tombstones of the backup and those that are here are applied.

    Raises:
        UsageError: there is no such generation, it is damaged, a daemon is at work, or the archive is another one.
        UnreachableError: PostgreSQL can't be reached.
        KeyUnfit: the backup is encrypted, and its key is not here.
    """
    refuse_root(settings)
    chosen = _chosen(folder, generation)
    manifest = backup_files.read_manifest(chosen)
    for name, digest in manifest["files"].items():
        if backup_files.sha256_or_none(chosen / name) != digest:
            raise UsageError(f"generation {chosen.name}: {name} is missing or damaged; name an earlier --generation")
    archive = _archive(settings, folder)
    archive.tombstones.take(folder)
    archive.tombstones.check()
    source = Archive(folder / "archive", read_only=True, seal=archive.seal)
    source.check_key()
    done = archive.bring(source, tuple(source.digests()), progress)
    aside = _store(settings, chosen, archive)
    kept = DocumentPasswords(chosen, archive.seal)
    if not kept.is_empty:  # what recruiters entered for files since the backup stays
        DocumentPasswords(archive.storage, archive.seal).take(kept)
    _journal(chosen, archive)
    store = open_store(settings, upgrade=True, tries_key=False)
    regrant(store.engine)
    pairing.adopt(store, archive)
    with store.begin() as transaction:
        transaction.letters.doubt_restored(PROGRAM)
    store.close()
    with open_workplace(settings) as place, place.alone():
        erased = erasing.catch_up(place)
    return Restored(generation=chosen.name, originals=done.copied, missing=done.damaged, put_aside=aside, erased=erased)


def _chosen(folder: Path, generation: str | None) -> Path:
    made = backup_files.generations(folder)
    found = [path for path in made if generation in {None, path.name}]
    if not found:
        known = ", ".join(path.name for path in made) or "none"
        raise UsageError(f"{folder}: has no generation {generation or 'yet'}; there are: {known}")
    return found[-1]


def _archive(settings: Settings, folder: Path) -> Archive:
    """The archive to restore into: the same, or one that holds nothing yet."""
    for name in ("daemon.lock", "poll.lock"):
        if is_held(settings.archive / name):
            raise UsageError(f"{settings.archive}: a daemon, poll or re-ingest is at work on it: stop it first")
    identity = Archive(folder / "archive", read_only=True).identity
    archive = open_archive(settings, archive_storage(settings), identity=identity)
    if archive.identity != identity:
        raise UsageError(f"{archive.where}: is another archive than the one in {folder}: restore into an empty folder")
    return archive


def _store(settings: Settings, chosen: Path, archive: Archive) -> tuple[Path, ...]:
    """The store in place of the one that is there; where that is now, if it was a file."""
    file = settings.database_file
    if file is not None:
        return _file(file, _part(chosen, backup_files.DATABASE), archive)
    refuse_workers(settings)
    if (database := backup_files.part(chosen, backup_files.DATABASE)) is not None:
        _moved(settings, database, archive)
    else:
        _dump(settings, _part(chosen, backup_files.DUMP), archive)
    return ()


def _part(chosen: Path, name: str) -> Path:
    found = backup_files.part(chosen, name)
    if found is None:
        raise UsageError(f"generation {chosen.name}: is of another kind of database than store.url")
    return found


def _dump(settings: Settings, dump: Path, archive: Archive) -> None:
    with backup_files.opened(dump, archive) as plain:
        words = [*backup_files.PG_RESTORE, "--clean", "--if-exists", str(plain)]
        backup_files.run_postgresql(words, secrets.store_url(settings))


def _moved(settings: Settings, database: Path, archive: Archive) -> None:
    """A copy is brought to this version's schema and read into PostgreSQL: the backup stays as it is."""
    with spool(archive.folder / PASSING) as room, backup_files.opened(database, archive) as plain:
        copy = shutil.copyfile(plain, room / backup_files.DATABASE)
        with (
            closing(Store.open(f"sqlite:///{copy}", upgrade=True)) as source,
            closing(open_store(settings, upgrade=True, tries_key=False)) as target,
        ):
            target.take_over(source)


def _file(file: Path, database: Path, archive: Archive) -> tuple[Path, ...]:
    with spool(file.absolute().parent) as room, backup_files.opened(database, archive) as plain:
        fresh = room / file.name
        fresh.touch(mode=0o600)
        shutil.copyfile(plain, fresh)
        backup_files.fsync_file(fresh)
        aside = _put_aside(file)
        fresh.replace(file)
    flush({file.absolute().parent})
    return aside


def _put_aside(file: Path) -> tuple[Path, ...]:
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    there = [path for path in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))) if path.exists()]
    return tuple(
        path.replace(path.with_name(path.name.replace(file.name, f"{file.name}.before-{now}", 1))) for path in there
    )


def _journal(chosen: Path, archive: Archive) -> None:
    """What was taken away is known again; a journal that is there has gone on since and stays."""
    kept = chosen / removal.JOURNAL
    with archive.translated("cannot be written"):
        if kept.exists() and not archive.storage.lines(removal.JOURNAL):
            archive.storage.append(removal.JOURNAL, kept.read_text("utf-8").splitlines())
