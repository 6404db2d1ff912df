"""A backup's files: what they are called, how they are written, checked, dumped and read."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from ingest.archive.sealing import SUFFIX
from ingest.archive.staging import PASSING, flush, spool
from jobs.errors import UnreachableError, UsageError
from store.database.engines import connection_string

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from ingest.archive.originals import Archive
    from ingest.archive.sealing import Seal

MANIFEST = "backup.json"
DATABASE = "candidatures.db"
DUMP = "candidatures.dump"
GENERATIONS = "generations"
PG_RESTORE = ("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")


def part(generation: Path, name: str) -> Path | None:
    """Where a part of a generation stands, encrypted or plain; None where it has none of that name."""
    return next((path for end in (SUFFIX, "") if (path := generation / (name + end)).exists()), None)


@contextmanager
def opened(part: Path, archive: Archive) -> Iterator[Path]:
    """A part, to be read plainly; one that is encrypted in a spool of the archive's, for the time.

    Raises KeyUnfit: its key is not here; SealBroken: it is damaged.
    """
    if part.suffix != SUFFIX:
        yield part
        return
    with spool(archive.folder / PASSING) as room:
        plain = room / part.name.removesuffix(SUFFIX)
        archive.key().open_file(part, plain)
        yield plain


def seal_into(plain: Path, sealed: Path, seal: Seal) -> None:
    """Encrypt a part under another name, whole or not at all, and on disk when it returns."""
    fresh = sealed.with_suffix(".new")
    seal.seal_file(plain, fresh)
    fsync_file(fresh)
    fresh.replace(sealed)
    flush({sealed.parent})


def generations(folder: Path) -> list[Path]:
    """The whole generations of a backup, oldest first. Raises UsageError: the folder is no backup of this program."""
    if not (folder / MANIFEST).exists() or not (folder / GENERATIONS).is_dir():
        raise UsageError(f"{folder}: holds no backup of this program")
    return sorted(path for path in (folder / GENERATIONS).iterdir() if not path.name.startswith("."))


def name_after(made: Sequence[Path], now: datetime) -> str:
    """What a new generation is called: by the time, and behind all others also where the clock was set back.

    The newest is the last by name: an older one would be restored, and the newest be let go as the oldest.
    """
    stamp = now.strftime("%Y%m%dT%H%M%S%fZ")
    last = made[-1].name if made else ""
    if stamp > last:
        return stamp
    base, _, number = last.partition("-")
    return f"{base}-{int(number or 1) + 1:04}"


def read_manifest(generation: Path) -> dict[str, dict[str, str]]:
    """What a generation is made of: `files` with their digests, `originals` by digest.

    Raises UsageError: it can't be read.
    """
    try:
        manifest: dict[str, dict[str, str]] = json.loads((generation / "manifest.json").read_text("utf-8"))
        return {name: manifest[name] for name in ("files", "originals")}
    except (OSError, ValueError, KeyError) as exc:
        raise UsageError(f"generation {generation.name}: its manifest is missing or damaged") from exc


def one_file(target: Path) -> None:
    """Reading a copy in WAL mode leaves files beside it: put all into the one."""
    with closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise UnreachableError(f"the store is damaged: {verdict}")
    fsync_file(target)


def dump_postgresql(url: str, target: Path) -> None:
    """Dump the database that `url` names, its query too (a socket's folder, `sslmode`); the password goes unseen.

    Raises UnreachableError: pg_dump is missing or fails.
    """
    run_postgresql(["pg_dump", "--format=custom", f"--file={target}"], url)


def run_postgresql(command: list[str], url: str) -> None:
    """Run one of PostgreSQL's own programs on the database that `url` names.

    Raises UnreachableError: it is missing or fails.
    """
    known = make_url(url).password
    password = {"PGPASSWORD": known} if isinstance(known, str) else {}
    if shutil.which(command[0]) is None:
        raise UnreachableError(f"{command[0]} is not installed: apt install postgresql-client")
    words = [*command, f"--dbname={connection_string(url, with_password=False)}"]
    done = subprocess.run(words, env=os.environ | password, capture_output=True, text=True, check=False)  # noqa: S603 - a list, no shell
    if done.returncode:
        raise UnreachableError(f"{command[0]}: {(done.stderr.strip().splitlines() or ['failed'])[0]}")


def write_json(path: Path, content: object) -> None:
    """Whole or not at all, and on disk when it returns."""
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    fsync_file(fresh)
    fresh.replace(path)
    flush({path.parent})


def fsync_file(path: Path) -> None:
    """Have a file's bytes outlive a power cut."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sha256(path: Path) -> str:
    """A file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sha256_or_none(path: Path) -> str | None:
    """A file's SHA-256; None where it can't be read."""
    try:
        return sha256(path)
    except OSError:
        return None
