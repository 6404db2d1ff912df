"""What PostgreSQL keeps of deleted rows beside its tables, and when none of it is left."""

from __future__ import annotations

from contextlib import closing

import psycopg
import pytest
from sqlalchemy import make_url

from store.database import scrubbing
from store.store import Store
from tests.missing import missing
from tests.servers import postgres

WORD = "Zwxyphyr"


@pytest.fixture(scope="module")
def cluster():
    if postgres.program("initdb") is None:
        missing("PostgreSQL is missing: apt install postgresql")
    with postgres.running() as server:
        with server_of(server) as connection:
            connection.execute("ALTER SYSTEM SET wal_recycle = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server


def server_of(cluster):
    return psycopg.connect(f"host={cluster.folder} user=postgres dbname=postgres", autocommit=True)


@pytest.fixture
def url(cluster):
    """A store beside which tables hold the word: of one some rows are deleted, of the other all."""
    url = cluster.database()
    Store.open(url, upgrade=True).close()
    with psycopg.connect(url, autocommit=True) as connection:
        for table in ("emptied", "kept"):
            connection.execute(f"CREATE TABLE {table} (name text)")
            connection.execute(f"INSERT INTO {table} SELECT '{WORD}' FROM generate_series(1, 50)")
        connection.execute("INSERT INTO kept SELECT 'Lambert' FROM generate_series(1, 50)")
        connection.execute("ANALYZE")
        connection.execute("DELETE FROM emptied")
        connection.execute("DELETE FROM kept WHERE name <> 'Lambert'")
        connection.execute("CHECKPOINT")
    return url


def traces(cluster):
    files = (path for path in (cluster.folder / "data").rglob("*") if path.is_file())
    return [path.name for path in files if WORD.encode() in path.read_bytes()]


def test_nothing_is_left_in_any_file_of_the_server(cluster, url):
    assert len(traces(cluster)) > 2  # tables, samples, log
    with closing(Store.open(url)) as store:
        assert store.scrub()
        assert scrubbing.log_remains(store.engine) is None
    assert traces(cluster) == []


def test_what_an_older_snapshot_still_sees_is_done_again(cluster, url, monkeypatch):
    monkeypatch.setattr(scrubbing, "TRIES", 1)
    with psycopg.connect(url) as older:
        older.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        older.execute("SELECT 1")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"INSERT INTO kept VALUES ('{WORD}')")
            connection.execute(f"DELETE FROM kept WHERE name = '{WORD}'")
        with closing(Store.open(url)) as store:
            assert not store.scrub()
    with closing(Store.open(url)) as store:
        assert store.scrub()
    assert traces(cluster) == []


def test_a_table_that_somebody_holds_is_done_again(cluster, url, monkeypatch):
    monkeypatch.setattr(scrubbing, "SECONDS", 1)
    with psycopg.connect(url) as holder, closing(Store.open(url)) as store:
        holder.execute("SELECT * FROM kept")
        assert not store.scrub()


def test_what_is_missing_is_said_and_then_it_goes_as_far_as_it_may(cluster, url):
    name = make_url(url).database
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE ROLE weak LOGIN")
        connection.execute(f"ALTER DATABASE {name} OWNER TO weak")
        connection.execute("GRANT USAGE, CREATE ON SCHEMA public TO weak")
        connection.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO weak")
    weak = url.replace("postgres@", "weak@")
    with closing(Store.open(weak)) as store:
        assert "GRANT pg_checkpoint" in scrubbing.log_remains(store.engine)
        assert store.scrub()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("GRANT pg_checkpoint TO weak")
            connection.execute("GRANT EXECUTE ON FUNCTION pg_switch_wal() TO weak")
        assert scrubbing.log_remains(store.engine) is None
        assert "CREATEDB" in scrubbing.backups_remain(store.engine)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("ALTER ROLE weak CREATEDB")
        assert scrubbing.backups_remain(store.engine) is None
    with server_of(cluster) as connection:
        connection.execute("ALTER SYSTEM SET wal_recycle = on")
        connection.execute("SELECT pg_reload_conf()")
    with closing(Store.open(weak)) as store:
        assert "wal_recycle" in scrubbing.log_remains(store.engine)
