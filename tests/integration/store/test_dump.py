"""Stores and their archive, backed up and brought back into PostgreSQL by the program's own commands."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import JSON, Boolean, Date, DateTime, Float, Integer, LargeBinary, String, insert, select
from typer.testing import CliRunner

from jobs.care.backup_files import dump_postgresql
from jobs.cli import every
from jobs.errors import UnreachableError
from store import Store
from store.database.engines import reading, writing
from store.database.models import Base, ErasingRow
from store.errors import StoreLocked
from tests import killing
from tests.maildirs import Maildirs

app = every()
VALUES = {
    Boolean: True,
    Date: date(2026, 2, 28),
    DateTime: datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC),
    Float: 0.1,
    JSON: {"é": [1, 2.5, None, "\U0001f600"]},
    LargeBinary: b"\x00\xff",
    String: "L’été",
}
"""Of each kind of column but numbers."""
TABLES = [table for table in Base.metadata.sorted_tables if table is not ErasingRow.__table__]
"""Those that can hold a row."""


@pytest.fixture
def maildirs(tmp_path):
    made = Maildirs.make(tmp_path / "place")
    for index, (mailbox, original, arrived) in enumerate(killing.mails(4)):
        made.deliver(mailbox, original, arrived, f"{index:06}.test")
    return made


@pytest.fixture
def config(cluster, maildirs, tmp_path):
    """Of two Maildirs of which a pass has been made into PostgreSQL, and then a backup."""
    config = maildirs.configure(store=cluster.database())
    killing.run(config)
    command(config, "backup", tmp_path / "backup")
    return config


def command(config, *words):
    done = CliRunner().invoke(app, [*map(str, words), "--config", str(config)])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_backup_comes_back_into_an_empty_database(cluster, config, tmp_path):
    before = killing.result(config)
    elsewhere = Maildirs(folder=config.parent).configure(tmp_path / "restored", store=cluster.database())
    command(elsewhere, "restore", tmp_path / "backup")
    assert "candidate0@mail.example" in before
    assert killing.result(elsewhere) == before
    killing.run(elsewhere)
    assert killing.result(elsewhere) == before


def test_a_backup_takes_the_place_of_what_came_into_the_database_since(config, tmp_path):
    before = command(config, "messages", "--format", "json")
    mailbox, original, arrived = killing.mails(8)[-1]
    Maildirs(folder=config.parent).deliver(mailbox, original, arrived, "zzz.test")
    killing.run(config)
    after = command(config, "messages", "--format", "json")
    command(config, "restore", tmp_path / "backup")
    assert command(config, "messages", "--format", "json") == before != after
    killing.run(config)
    assert command(config, "messages", "--format", "json") == after


def test_a_store_moves_from_sqlite_by_its_backup(cluster, maildirs, tmp_path):
    alone = maildirs.configure(tmp_path / "alone")
    killing.run(alone)
    command(alone, "backup", tmp_path / "backup")
    moved = maildirs.configure(tmp_path / "moved", store=cluster.database())
    command(moved, "restore", tmp_path / "backup")
    assert killing.result(moved) == killing.result(alone)
    assert command(moved, "search", "titre définitif") == command(alone, "search", "titre définitif") != ""
    command(moved, "audit")
    mailbox, original, arrived = killing.mails(8)[-1]
    maildirs.deliver(mailbox, original, arrived, "zzz.test")
    for config in (alone, moved):
        killing.run(config)
    assert killing.result(moved) == killing.result(alone)


def test_a_dump_does_not_come_back_into_a_file(config, maildirs, tmp_path):
    alone = maildirs.configure(tmp_path / "alone")
    done = CliRunner().invoke(app, ["restore", str(tmp_path / "backup"), "--config", str(alone)])
    assert (done.exit_code, "of another kind of database" in done.output) == (2, True)


def test_every_column_of_every_table_moves(cluster, tmp_path):
    with (
        closing(Store.open(f"sqlite:///{tmp_path}/store.db", upgrade=True)) as alone,
        closing(Store.open(cluster.database(), upgrade=True)) as shared,
    ):
        fill_every_table(alone)
        fill_every_table(shared, number=2)
        shared.take_over(alone)
        assert rows(shared) == rows(alone)
        with shared.alone(), pytest.raises(StoreLocked):
            shared.take_over(alone)


def fill_every_table(store, *, number=1):
    """A row in each, of that number, in place of what a new store has."""
    with writing(store.engine) as connection:
        for table in reversed(TABLES):
            connection.execute(table.delete())
        for table in TABLES:
            connection.execute(insert(table), {column.name: invented(column, number) for column in table.columns})


def invented(column, number):
    kind = getattr(column.type, "impl_instance", column.type)
    return number if isinstance(kind, Integer) else next(value for of, value in VALUES.items() if isinstance(kind, of))


def rows(store):
    """What each table holds; each of them something."""
    with reading(store.engine) as connection:
        held = {table.name: connection.execute(select(table)).all() for table in TABLES}
    assert all(held.values())
    return held


def test_a_dump_is_of_the_server_that_the_url_names(cluster, tmp_path):
    dump_postgresql(cluster.database(), tmp_path / "store.dump")
    assert (tmp_path / "store.dump").read_bytes().startswith(b"PGDMP")


def test_a_server_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UnreachableError, match=str(tmp_path)):
        dump_postgresql(f"postgresql://postgres@/none?host={tmp_path}", tmp_path / "store.dump")
