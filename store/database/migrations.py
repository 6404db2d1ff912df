"""Runs the migrations, wherever they lie: `alembic/` in a checkout, `store/_migrations` in a wheel.

Alembic is loaded where there is something to migrate: every command asks which schema the store has, and to load it and
each migration takes longer than all else that opens a store.
"""

from __future__ import annotations

import contextlib
import stat
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, inspect, select, text

from store.database.engines import describe, reading, sqlite_file, writing
from store.errors import StoreMissing, StoreNewer, StoreNotWritable, StoreOutdated

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Engine

HOUSE = Path(__file__).resolve().parents[1]
OWN = 0o600
"""The mode of a SQLite store: candidates' data is its owner's alone."""
LOCK = 0x43414E44
"""The advisory lock that one migrating process holds on PostgreSQL (any number, the same everywhere)."""


def folder() -> Path:
    """Where env.py and versions/ lie."""
    packed = HOUSE / "_migrations"
    return packed if (packed / "env.py").is_file() else HOUSE.parent / "alembic"


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file; `env.py` uses the connection it is handed."""
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@cache
def head() -> str | None:
    """The newest revision this program knows: its file's name begins with it, and sorts last."""
    return max((path.stem.split("_")[0] for path in (folder() / "versions").glob("*.py")), default=None)


def current(connection: Connection) -> str | None:
    """The revision the store is at; None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def check(engine: Engine) -> None:
    """Raises unless the store is there and its schema is the one this program knows."""
    name = describe(engine.url)
    path = sqlite_file(engine)
    if path is not None and not Path(path).exists():
        raise StoreMissing(f"{name} does not exist yet: the first poll makes it")
    with reading(engine) as connection:
        revision = current(connection)
    if revision is None:
        raise StoreMissing(f"{name} has no tables yet")
    if revision != head():
        raise _mismatch(name, revision)


def _mismatch(name: str, revision: str) -> StoreNewer | StoreOutdated:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see above

    known = {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
    if revision in known:
        return StoreOutdated(f"{name} is of an older version ({revision}): run candidatures migrate")
    return StoreNewer(f"{name} was written by a newer version ({revision}): this program leaves it alone")


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Brings the store to `revision`, making it where there is none. Two processes at once are safe.

    Every command that writes comes through here, and nearly always there is nothing to do.
    """
    path = sqlite_file(engine)
    if path is not None and not Path(path).resolve().parent.is_dir():
        raise StoreNotWritable(f"{describe(engine.url)} can't be made: its folder does not exist")
    if path is not None:
        with contextlib.suppress(OSError):  # connecting tells what is the matter
            _make_private(Path(path))
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
        if revision == "head" and current(connection) == head():
            return
        from alembic.util import CommandError  # noqa: PLC0415 - see above

        from alembic import command  # noqa: PLC0415 - see above

        try:
            command.upgrade(configuration(connection), revision)
        except CommandError as exc:
            raise _mismatch(describe(engine.url), current(connection) or "?") from exc


def _make_private(path: Path) -> None:
    """Makes the file where there is none, and shuts it to all but its owner, whatever umask an older version had.

    SQLite gives its log and index beside it the file's mode when it makes them; those that are there need their own.
    """
    path.touch(mode=OWN)
    for file in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        if file.exists() and stat.S_IMODE(file.stat().st_mode) & ~OWN:
            file.chmod(OWN)


def downgrade(engine: Engine, revision: str) -> None:
    """Takes the store back to `revision` ("base" empties it)."""
    from alembic import command  # noqa: PLC0415 - see above

    with writing(engine) as connection:
        command.downgrade(configuration(connection), revision)
