"""What was erased, taken out of every generation of a backup, so that none brings it back and none still holds it."""

from __future__ import annotations

import json
import os
import secrets as chance
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from ingest.archive.originals import Archive
from ingest.archive.tombstones import Known, Tombstones
from ingest.errors import IngestError
from jobs.care.backup_files import (
    DATABASE,
    DUMP,
    PG_RESTORE,
    dump_postgresql,
    generations,
    one_file,
    opened,
    part,
    run_postgresql,
    seal_into,
    sha256,
    write_json,
)
from jobs.config import secrets
from jobs.errors import ConfigurationError, JobsError, UnreachableError
from jobs.people import erasing
from jobs.runtime.archive_storage import archive_storage
from jobs.runtime.document_passwords import DocumentPasswords, KeptOpinionKeys
from store.database.scrubbing import let_go_of_log
from store.errors import StoreError
from store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jobs.config.settings import Settings
    from store.reviews.sealed_words import OpinionKeys

APPLIED = "erasures"
"""The key of a generation's manifest that says which state of the tombstones it has taken up."""


def apply(settings: Settings, folder: Path) -> tuple[str, ...]:
    """Take out of a backup what was erased here. A sentence for each part that still holds it.

    A SQLite store is brought to this version's schema by it. A dump of PostgreSQL is put into a database of its own for
    the time, which the store's user must be allowed to make.

    Raises UsageError: the folder is no backup.
    """
    made, storage = generations(folder), archive_storage(settings)
    Tombstones(folder).take(storage)
    try:
        tombstones = Tombstones(folder, secrets.privacy_keys(settings) if Tombstones(folder) else ())
    except ConfigurationError as exc:
        return (f"{folder}: still holds what was erased: {exc}",)
    if not tombstones:
        return ()
    keys, seal = secrets.privacy_keys(settings), secrets.archive_seal(settings)
    erasing.remove_originals(Archive(folder / "archive", keys=keys, seal=seal), tombstones)
    here = Archive(storage, read_only=True, seal=seal)
    return tuple(fault for generation in made if (fault := _of_generation(settings, generation, tombstones, here)))


def _of_generation(settings: Settings, generation: Path, tombstones: Tombstones, here: Archive) -> str | None:
    try:
        manifest = json.loads((generation / "manifest.json").read_text("utf-8"))
        if manifest.get(APPLIED) == tombstones.stamp:
            return None
        passwords = DocumentPasswords(generation, here.seal)
        keys = KeptOpinionKeys(lambda: passwords)
        if (database := part(generation, DATABASE)) is not None:
            with _rewritten(database, here) as plain:
                _of_file(plain, tombstones, keys)
        else:
            with _rewritten(part(generation, DUMP) or generation / DUMP, here) as plain:
                _of_dump(settings, plain, tombstones, keys)
        passwords.drop(lambda digest: tombstones.of((Known.FILE, digest)) is not None)
        _write_manifest(generation, manifest, tombstones)
    except (JobsError, StoreError, IngestError, OSError, ValueError) as exc:
        return f"generation {generation.name}: still holds what was erased: {exc}"
    return None


def _write_manifest(generation: Path, manifest: dict[str, Any], tombstones: Tombstones) -> None:
    files = {name: sha256(generation / name) for name in manifest["files"]}
    originals = {
        digest: said
        for digest, said in manifest["originals"].items()
        if tombstones.of((Known.ORIGINAL, digest)) is None
    }
    told = {"files": files, "originals": originals, APPLIED: tombstones.stamp}
    write_json(generation / "manifest.json", manifest | told)


@contextmanager
def _rewritten(kept: Path, here: Archive) -> Iterator[Path]:
    """A part, to be changed where it lies; of one that is encrypted a plain copy, which takes its place encrypted."""
    with opened(kept, here) as plain:
        yield plain
        if plain != kept:
            seal_into(plain, kept, here.key())


def _of_file(file: Path, tombstones: Tombstones, keys: OpinionKeys) -> None:
    if not erasing.apply_to_file(file, tombstones, keys):
        raise UnreachableError(f"{file.name} is held by another process")
    one_file(file)


def _of_dump(settings: Settings, dump: Path, tombstones: Tombstones, keys: OpinionKeys) -> None:
    with _beside(secrets.store_url(settings)) as url:
        run_postgresql([*PG_RESTORE, str(dump)], url)
        with closing(Store.open(url, upgrade=True)) as store:
            store.opinion_keys = keys
            erasing.apply(store, tombstones)
        fresh = dump.with_suffix(".new")
        fresh.touch(mode=0o600)
        dump_postgresql(url, fresh)
        os.replace(fresh, dump)  # noqa: PTH105 - whole or not at all


@contextmanager
def _beside(url: str) -> Iterator[str]:
    """A temporary database on the same server."""
    address = make_url(url).set(drivername="postgresql+psycopg")
    name = f"candidatures_{chance.token_hex(8)}"
    try:
        engine = create_engine(address, isolation_level="AUTOCOMMIT", hide_parameters=True)
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
        try:
            yield address.set(database=name).render_as_string(hide_password=False)
        finally:
            with engine.connect() as connection:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
                let_go_of_log(connection)
            engine.dispose()
    except SQLAlchemyError as exc:
        raise UnreachableError(f"no database could be made beside it ({type(exc).__name__})") from exc
