"""A consistent copy of store and archive while everything runs.

The store first, as of one moment, then the originals that this copy names: an original is kept before the ledger names
it and never changes, so all of them are there.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from ingest.archive import Archive
from ingest.errors import OriginalDamaged, OriginalMissing
from jobs.errors import UnreachableError, UsageError
from store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from jobs.settings import Settings

MANIFEST = "backup.json"
DATABASE = "candidatures.db"
DUMP = "candidatures.dump"


@dataclass(frozen=True, kw_only=True, slots=True)
class Backup:
    """What a backup came to."""

    originals: int
    copied: int
    """Those that were not there yet."""
    damaged: tuple[str, ...]
    """Digests of originals that are missing or damaged: not in the backup."""


def make(settings: Settings, store: Store, folder: Path) -> Backup:
    """Copy store and archive into `folder`, which is empty or holds an earlier backup.

    Raises:
        UsageError: the folder holds something else.
        UnreachableError: it can't be written, or pg_dump is missing or fails.
    """
    _check(settings, folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = folder / f".{_name(settings)}.new"
        digests = _copy_store(settings, store, fresh)
        done = _copy_originals(settings, folder, digests)
        fresh.replace(folder / _name(settings))
        _write_manifest(folder, done)
        _fsync(folder)
    except OSError as exc:
        raise UnreachableError(f"{folder}: the backup can't be written: {exc.strerror or exc}") from exc
    return done


def _check(settings: Settings, folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / MANIFEST).exists():
        raise UsageError(f"{folder}: holds something other than a backup of this program")
    if folder.absolute().resolve() in {settings.archive.resolve(), settings.folder.resolve()}:
        raise UsageError(f"{folder}: is where the program works")


def _name(settings: Settings) -> str:
    return DATABASE if settings.database_file else DUMP


def _copy_store(settings: Settings, store: Store, target: Path) -> frozenset[str]:
    """The store as of one moment, and the digests that it names."""
    if settings.database_file:
        _copy_sqlite(settings.database_file, target)
        copy = Store.open(f"sqlite:///{target}")
        with closing(copy), copy.peek() as transaction:
            digests = transaction.ledger.digests()
        _one_file(target)
        return digests
    dump_postgresql(settings.database_url, target)
    with store.peek() as transaction:  # taken after the dump: all that the dump names, and perhaps a few more
        return transaction.ledger.digests()


def _copy_sqlite(source: Path, target: Path) -> None:
    """SQLite's own backup: it copies page by page and begins anew when somebody writes meanwhile."""
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    try:
        with (
            closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as here,
            closing(sqlite3.connect(target)) as there,
        ):
            here.backup(there)
    except sqlite3.Error as exc:
        raise UnreachableError(f"the store can't be copied: {exc}") from exc


def _one_file(target: Path) -> None:
    """Reading a copy in WAL mode leaves files beside it: put all into the one."""
    with closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise UnreachableError(f"the store is damaged: {verdict}")
    with target.open("rb") as file:
        os.fsync(file.fileno())


def dump_postgresql(url: str, target: Path) -> None:
    """Dump the database that `url` names, its query too (a socket's folder, `sslmode`); the password goes unseen.

    Raises:
        UnreachableError: pg_dump is missing or fails.
    """
    address = make_url(url)
    place = address.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    command = ["pg_dump", "--format=custom", f"--file={target}", f"--dbname={place}"]
    password = {"PGPASSWORD": address.password} if isinstance(address.password, str) else {}
    if shutil.which(command[0]) is None:
        raise UnreachableError("pg_dump is not installed: apt install postgresql-client")
    done = subprocess.run(command, env=os.environ | password, capture_output=True, text=True, check=False)  # noqa: S603 - a list, no shell
    if done.returncode:
        raise UnreachableError(f"pg_dump: {(done.stderr.strip().splitlines() or ['failed'])[0]}")


def _copy_originals(settings: Settings, folder: Path, digests: frozenset[str]) -> Backup:
    source, target = Archive(settings.archive), Archive(folder / "archive")
    damaged, copied = [], 0
    for digest in sorted(digests):
        if target.verify(digest):
            continue
        try:
            target.put(source.get(digest))
            copied += 1
        except (OriginalMissing, OriginalDamaged):
            damaged.append(digest)
    for digest in set(target.digests()) - digests:
        target.remove(digest)  # what was forgotten here is to be forgotten there
    return Backup(originals=len(digests) - len(damaged), copied=copied, damaged=tuple(damaged))


def _write_manifest(folder: Path, done: Backup) -> None:
    names = [name for name in (DATABASE, DUMP) if (folder / name).exists()]
    sums = {name: _sha256(folder / name) for name in names}
    content = {
        "made_at": datetime.now(UTC).isoformat(),
        "store": sums,
        "originals": done.originals,
        "damaged": done.damaged,
    }
    (folder / MANIFEST).write_text(json.dumps(content, indent=1) + "\n", "utf-8")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fsync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
