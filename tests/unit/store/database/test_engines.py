from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import URL, select
from sqlalchemy.exc import OperationalError, StatementError

from store import Store
from store.database import engines
from store.database.engines import connect, connection_string, describe, translated, writing
from store.database.models import NoticeRow
from store.database.models.base import UTCDateTime, storable
from store.errors import (
    StoreError,
    StoreLocked,
    StoreMissing,
    StoreNotWritable,
    StoreUnreachable,
    StoreUrlError,
    ValueRefused,
)


def test_sqlite_is_set_up_for_safety(tmp_path):
    with (
        closing(Store.open(f"sqlite:///{tmp_path / 'x.db'}", upgrade=True)) as store,
        store.engine.connect() as connection,
    ):
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    assert settings == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 5000, "synchronous": 2}


def test_a_store_that_others_could_read_is_shut_to_them_once_it_is_opened_to_write(tmp_path):
    place = tmp_path / "x.db"
    with closing(Store.open(f"sqlite:///{place}", upgrade=True)) as older, older.begin():
        for file in tmp_path.iterdir():
            file.chmod(0o644)
        with closing(Store.open(f"sqlite:///{place}", read_only=True)):
            assert modes(tmp_path) == dict.fromkeys(("x.db", "x.db-shm", "x.db-wal"), 0o644)
    with closing(sqlite3.connect(place)) as somebody:
        somebody.execute("SELECT count(*) FROM messages")
        for file in tmp_path.iterdir():
            file.chmod(0o644)
        with closing(Store.open(f"sqlite:///{place}", upgrade=True)):
            assert modes(tmp_path) == dict.fromkeys(("x.db", "x.db-shm", "x.db-wal"), 0o600)


def modes(folder):
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


def test_no_empty_store_takes_the_place_of_one_taken_away(tmp_path):
    place = tmp_path / "x.db"
    with closing(Store.open(f"sqlite:///{place}", upgrade=True)) as store:
        store.engine.dispose()
        place.rename(tmp_path / "away.db")
        with pytest.raises(OperationalError, match="unable to open"):
            store.engine.connect()
    assert not place.exists()


def test_none_is_made_where_it_is_taken_away_just_before_it_is_opened(tmp_path, monkeypatch):
    place = tmp_path / "x.db"
    with closing(Store.open(f"sqlite:///{place}", upgrade=True)) as store:
        store.engine.dispose()
        place.rename(tmp_path / "away.db")
        with monkeypatch.context() as patch:
            patch.setattr(Path, "exists", lambda _path: True)
            with pytest.raises(OperationalError, match="unable to open"):
                store.engine.connect()
    assert not place.exists()


def test_a_naive_datetime_is_refused(store):
    with pytest.raises(StatementError, match="no time zone"), store.engine.begin() as connection:
        connection.execute(select(NoticeRow.slug).where(NoticeRow.closes_at == datetime(2026, 3, 15)))  # noqa: DTZ001


def test_an_instant_comes_back_in_utc():
    kind = UTCDateTime()
    dialect = connect("sqlite://").dialect
    brussels = datetime(2026, 3, 15, 23, 30, tzinfo=timezone(timedelta(hours=1)))
    kept = kind.process_bind_param(brussels, dialect)
    assert kept == datetime(2026, 3, 15, 22, 30)  # noqa: DTZ001 - as SQLite holds it
    assert kind.process_result_value(kept, dialect) == brussels


def test_what_no_database_holds_is_replaced_one_for_one():
    assert storable("a\x00\ud83d\udc4db") == "a\ufffd\ufffd\ufffdb"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://host/x", "SQLite or PostgreSQL, not mysql"),
        ("nonsense", "no database URL"),
    ],
)
def test_a_url_that_cannot_be_is_refused(url, message):
    with pytest.raises(StoreUrlError, match=message):
        Store.open(url)


def test_a_servers_own_programs_are_told_the_same_address():
    """A URL they read otherwise: no space may stand in it, and a + is none."""
    secret = "a 'long\\ pass+word %40/:@ é"
    options = {"sslmode": "verify-full", "sslrootcert": "/etc/our ca.pem"}
    address = URL.create("postgresql", "us er", secret, "db.example", 5433, "applications", options)
    url = address.render_as_string(hide_password=False)
    expected = {"user": "us er", "host": "db.example", "port": "5433", "dbname": "applications"} | options
    assert conninfo_to_dict(connection_string(url)) == expected | {"password": secret}
    assert conninfo_to_dict(connection_string(url, with_password=False)) == expected
    on_a_socket = connection_string("postgresql+psycopg://postgres@/applications?host=/run/post gres")
    assert conninfo_to_dict(on_a_socket) == {"user": "postgres", "dbname": "applications", "host": "/run/post gres"}


def test_a_store_that_is_not_there(tmp_path):
    with pytest.raises(StoreMissing, match="does not exist yet"):
        Store.open(f"sqlite:///{tmp_path / 'none.db'}")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(StoreNotWritable, match="folder does not exist"):
        Store.open(f"sqlite:///{tmp_path / 'none' / 'x.db'}", upgrade=True)


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "x.db"
    path.write_text("hello " * 1000)
    with pytest.raises(StoreError, match="is not a SQLite database"):
        Store.open(f"sqlite:///{path}", upgrade=True)


def test_a_server_that_does_not_answer():
    with pytest.raises(StoreUnreachable, match=r"store x on 127\.0\.0\.1 can't be reached"):
        Store.open("postgresql://u:secret@127.0.0.1:1/x")


def test_a_password_is_never_told():
    assert "secret" not in describe(connect("postgresql://u:secret@host/x").url)


def test_a_store_that_another_process_holds(store, monkeypatch):
    monkeypatch.setattr(engines, "BUSY_MILLISECONDS", 5)
    impatient = Store(connect(str(store.engine.url)))
    with store.begin(), pytest.raises(StoreLocked, match="held by another process"), impatient.begin():
        pass
    impatient.close()


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("attempt to write a readonly database", StoreNotWritable),
        ("database or disk is full", StoreNotWritable),
        ("disk I/O error", StoreNotWritable),
        ("database disk image is malformed", StoreError),
        ("no such table: messages", StoreMissing),
    ],
)
def test_faults_are_told_in_our_words_without_the_statement(said, kind):
    engine = connect("sqlite://")
    fault = OperationalError("SELECT secret", {"name": "Anne"}, sqlite3.OperationalError(said))
    with pytest.raises(kind) as caught, translated(engine):
        raise fault
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_value_that_is_refused_is_no_trouble_of_the_store(store):
    with store.begin() as tx:
        tx.health.succeeded("a", datetime(2026, 3, 1, tzinfo=UTC))
    with pytest.raises(ValueRefused), writing(store.engine) as connection:
        connection.exec_driver_sql("INSERT INTO mailboxes (name, failures) VALUES ('a', 0)")


def test_values_never_stand_in_an_exception(store):
    def break_a_rule():
        with store.begin() as tx:
            tx.notices._session.add(NoticeRow(slug="anne@mail.example", title=None, closes_at=datetime.now(UTC)))
            tx.notices._session.flush()

    with pytest.raises(StoreError) as caught:
        break_a_rule()
    assert "anne@" not in repr(caught.value.__cause__)
