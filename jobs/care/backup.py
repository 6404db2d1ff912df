"""Consistent copies of store and archive while everything runs, several generations of them.

    BACKUP/backup.json                     that this folder is a backup, and of which archive
    BACKUP/archive/…                       every original, once for all generations, with what stands beside it
    BACKUP/erasures.jsonl                  what was erased, so that it does not come back (`ingest.archive.tombstones`)
    BACKUP/generations/20260315T213000Z/   the store as of that moment, the passwords entered for files, a manifest

Where originals are encrypted, so are the store and the passwords in it (`candidatures.db.age`), and what an earlier
backup wrote plainly is encrypted too. Manifests tell of files as they lie there: they are verified without a key.

The store first, as of one moment, then the originals that it names: an original is kept before the ledger names it and
never changes, so all of them are there. A backup drops an original only where the archive's journal says that it was
taken away on purpose. What was erased is taken out of every generation (`jobs.care.erased_backups`).
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ingest.archive import removal
from ingest.archive.originals import Archive
from ingest.archive.removal import Cause
from ingest.archive.sealing import PROOF, SUFFIX
from ingest.archive.staging import PASSING, append, flush, spool
from ingest.errors import OriginalDamaged, OriginalKept
from jobs.care import encrypted_backups, erased_backups
from jobs.care.backup_files import (
    DATABASE,
    DUMP,
    GENERATIONS,
    MANIFEST,
    dump_postgresql,
    generations,
    name_after,
    one_file,
    read_manifest,
    seal_into,
    sha256,
    sha256_or_none,
    write_json,
)
from jobs.config import secrets
from jobs.errors import BusyError, UnreachableError, UsageError
from jobs.runtime.archive_storage import archive_storage
from jobs.runtime.document_passwords import DocumentPasswords
from jobs.runtime.lock import at_once
from store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ingest.archive.sealing import Seal
    from jobs.config.settings import Settings

KEEP = 14
"""Generations of the store that are kept; originals are kept whatever their number."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Backup:
    """What a backup came to."""

    originals: int
    copied: int
    """Those that were not there yet."""
    damaged: tuple[str, ...]
    """Digests of originals that are missing or damaged: not in the backup."""
    unerased: tuple[str, ...] = ()
    """A sentence for each generation that still holds what was erased."""


def check(settings: Settings, folder: Path) -> Archive:
    """The archive, as it will be copied; writes nothing.

    Raises:
        UsageError: the folder holds something else, or the backup of another archive.
        KeyUnfit: originals are encrypted, and the key is not here.
    """
    source = Archive(archive_storage(settings), read_only=True, seal=secrets.archive_seal(settings))
    source.check_key()
    _check_folder(settings, source, folder)
    return source


def make(  # noqa: PLR0913 - what from, where to, and how
    settings: Settings,
    store: Store,
    source: Archive,
    folder: Path,
    *,
    keep: int = KEEP,
    progress: Callable[[int], None] = lambda _: None,
) -> Backup:
    """Copy store and archive into `folder`, which is empty or holds earlier generations; `source` is what `check` gave.

    Raises:
        UsageError: another backup is being made there.
        UnreachableError: it can't be written, or pg_dump is missing or fails.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_json(folder / MANIFEST, {"archive": source.identity, "format": 2})
        with at_once(folder / "backup.lock"):
            return _make(settings, store, source, folder, keep, progress)
    except BusyError as exc:
        raise UsageError(f"{folder}: another backup is being made there") from exc
    except OSError as exc:
        raise UnreachableError(f"{folder}: the backup can't be written: {exc.strerror or exc}") from exc


def _make(  # noqa: PLR0913, PLR0917 - what from, where to, and how
    settings: Settings, store: Store, source: Archive, folder: Path, keep: int, progress: Callable[[int], None]
) -> Backup:
    target = Archive(folder / "archive", identity=source.identity, seal=source.seal)
    (folder / GENERATIONS).mkdir(mode=0o700, exist_ok=True)
    name = name_after(generations(folder), datetime.now(UTC))
    fresh = folder / GENERATIONS / f".{name}.new"
    fresh.mkdir(mode=0o700)
    digests = _copy_store(settings, store, source, fresh)
    done = _copy_originals(source, target, digests, progress)
    _finish(source, fresh, done, digests)
    fresh.replace(folder / GENERATIONS / name)
    flush({folder / GENERATIONS})
    _forget_what_was_forgotten(source, target)
    _let_go(folder, keep)
    if source.seal is not None:
        encrypted_backups.encrypt(folder, target, only_plain=True)
    return replace(done, unerased=erased_backups.apply(settings, folder))


def is_encrypted(folder: Path) -> bool:
    """Whether a key is needed to look through the originals of a backup."""
    return (folder / "archive" / PROOF).exists()


def verify(folder: Path, seal: Seal | None = None, progress: Callable[[int], None] = lambda _: None) -> Iterator[str]:
    """A sentence for each thing in the backup that is not as it was written; none where it can be restored.

    Raises KeyUnfit: it is encrypted, and its key is not here.
    """
    made = generations(folder)
    if not made:
        yield f"{folder}: holds no complete generation"
    archive, known = Archive(folder / "archive", read_only=True, seal=seal), dict[str, bool]()
    archive.check_key()
    for generation in made:
        try:
            manifest = read_manifest(generation)
        except UsageError as exc:
            yield str(exc)
            continue
        for name, digest in manifest["files"].items():
            if sha256_or_none(generation / name) != digest:
                yield f"generation {generation.name}: {name} is missing or damaged"
        for digest in manifest["originals"]:
            if digest not in known:
                known[digest] = archive.verify(digest)
                progress(len(known.keys() | set(manifest["originals"])))
                if not known[digest]:
                    yield f"the original {digest} is missing or damaged"


def _check_folder(settings: Settings, source: Archive, folder: Path) -> None:
    manifest = folder / MANIFEST
    if folder.exists() and any(folder.iterdir()) and not manifest.exists():
        raise UsageError(f"{folder}: holds something other than a backup of this program")
    here = folder.absolute().resolve()
    if here in {settings.archive.resolve(), settings.folder.resolve()} or settings.archive.resolve() in here.parents:
        raise UsageError(f"{folder}: is where the program works")
    if source.identity is None:
        raise UsageError(f"{source.where}: was made by an earlier version: run candidatures migrate")
    known = json.loads(manifest.read_text("utf-8")).get("archive") if manifest.exists() else None
    if known not in {None, source.identity}:
        raise UsageError(f"{folder}: is the backup of another archive ({known[:8]}, this is {source.identity[:8]})")


def _copy_store(settings: Settings, store: Store, source: Archive, fresh: Path) -> frozenset[str]:
    """The store as of one moment, and the digests that it names; what is encrypted never lies in `fresh` plainly."""
    if source.seal is None:
        return _copied(settings, store, fresh)
    with spool(source.folder / PASSING) as room:
        digests = _copied(settings, store, room)
        for plain in room.iterdir():
            seal_into(plain, fresh / (plain.name + SUFFIX), source.seal)
    return digests


def _copied(settings: Settings, store: Store, fresh: Path) -> frozenset[str]:
    if settings.database_file:
        target = fresh / DATABASE
        _copy_sqlite(settings.database_file, target)
        with closing(Store.open(f"sqlite:///{target}")) as copy, copy.peek() as transaction:
            digests = transaction.ledger.digests()
        one_file(target)
        return digests
    dump_postgresql(secrets.store_url(settings), fresh / DUMP)
    with store.peek() as transaction:  # taken after the dump: all that the dump names, and perhaps a few more
        return transaction.ledger.digests()


def _copy_sqlite(source: Path, target: Path) -> None:
    """SQLite's own backup: it copies page by page and begins anew when somebody writes meanwhile."""
    target.touch(mode=0o600)
    try:
        with (
            closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as here,
            closing(sqlite3.connect(target)) as there,
        ):
            here.backup(there)
    except sqlite3.Error as exc:
        raise UnreachableError(f"the store can't be copied: {exc}") from exc


def _copy_originals(
    source: Archive, target: Archive, digests: frozenset[str], progress: Callable[[int], None]
) -> Backup:
    """Those that the store names, and those that were kept once, whatever the store says of them now."""
    wanted = digests | {one for one in source.digests() if one not in digests and _was_kept(source, one)}
    done = target.bring(source, sorted(wanted), progress)
    originals = len(wanted) - len(done.damaged)
    return Backup(originals=originals, copied=done.copied, damaged=done.damaged)


def _was_kept(archive: Archive, digest: str) -> bool:
    try:
        return archive.provenance(digest).kept_as is not None
    except OriginalDamaged:
        return True


def _finish(source: Archive, fresh: Path, done: Backup, digests: frozenset[str]) -> None:
    """What is beside the store, and the manifest that says that all is there."""
    passwords = DocumentPasswords(source.storage, source.seal)
    if not passwords.is_empty:
        DocumentPasswords(fresh, source.seal).take(passwords)
    if journal := source.storage.lines(removal.JOURNAL):
        append(fresh / removal.JOURNAL, journal)
    files = {path.name: sha256(path) for path in sorted(fresh.iterdir())}
    originals = dict.fromkeys(sorted(digests.difference(done.damaged)), "")
    content = {"made_at": datetime.now(UTC).isoformat(), "files": files, "originals": originals}
    write_json(fresh / "manifest.json", content | {"damaged": list(done.damaged)})
    flush({fresh})


def _forget_what_was_forgotten(source: Archive, target: Archive) -> None:
    """What the archive let go on purpose leaves the backup too; that a file is missing there is no reason."""
    for entry in removal.journal(source):
        if entry["digest"] in target and entry["digest"] not in source and entry["cause"] != Cause.UNNAMED:
            try:
                removal.remove(target, entry["digest"], Cause(entry["cause"]))
            except OriginalKept:
                continue


def _let_go(folder: Path, keep: int) -> None:
    """Older generations of the store than those to keep, and what a killed backup left."""
    whole = generations(folder)
    left = [path for path in (folder / GENERATIONS).iterdir() if path.name.startswith(".")]
    for path in [*whole[: max(0, len(whole) - keep)], *left]:
        shutil.rmtree(path)
    for name in (DATABASE, DUMP):
        (folder / name).unlink(missing_ok=True)  # the one copy that earlier versions kept
