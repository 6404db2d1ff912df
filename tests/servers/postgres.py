"""A real PostgreSQL for tests: a cluster of its own in a temporary folder, reached through a Unix socket only."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
OPTIONS = "-c fsync=off -c listen_addresses='' -c shared_buffers=16MB -c timezone=Asia/Tokyo"
"""A zone far from everybody's: nothing may depend on the server's."""


class Postgres:
    """A running cluster; `database()` gives the URL of a new, empty one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names = count(1)

    def database(self, template: str | None = None) -> str:
        """`template` is the URL of one to copy, which nobody uses meanwhile."""
        name = f"test_{next(self._names)}"
        copied = template.rpartition("@/")[2].partition("?")[0] if template else "template1"
        with psycopg.connect(f"host={self.folder} user=postgres dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {copied}")
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def cut_connections(self) -> None:
        """What a restart does to whoever is connected; it ends once they and their locks are gone."""
        with psycopg.connect(f"host={self.folder} user=postgres dbname=postgres", autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )


def program(name: str) -> str | None:
    """Where a server program is: Debian keeps them off the path."""
    return next((str(place / name) for place in PLACES if (place / name).exists()), shutil.which(name))


@contextmanager
def running(connections: int = 40, options: str = ""):
    """A cluster that lives as long as the block, with `options` in place of its own.

    PostgreSQL refuses to run as root, so root lends it another user.
    """
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    user = _owner(folder)
    try:
        _run(user, "initdb", "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        start = ["pg_ctl", "-D", str(folder / "data"), "-l", str(folder / "log"), "-w", "-t", "60"]
        _run(user, *start, "-o", f"{OPTIONS} -c max_connections={connections} -k {folder} {options}", "start")
        try:
            yield Postgres(folder)
        finally:
            _run(user, "pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner(folder: Path) -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in known else "nobody"
    shutil.chown(folder, user)
    return user


def _run(user: str | None, name: str, *arguments: str) -> None:
    path = program(name)
    assert path is not None
    subprocess.run([path, *arguments], user=user, check=True, capture_output=True, cwd="/", timeout=600)
