"""A PostgreSQL store and its archive, backed up and brought back by the program's own commands."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from jobs.care.backup_files import dump_postgresql
from jobs.cli import every
from jobs.errors import UnreachableError
from tests import killing
from tests.maildirs import Maildirs

app = every()


@pytest.fixture
def config(cluster, tmp_path):
    """Of two Maildirs of which a pass has been made into PostgreSQL, and then a backup."""
    maildirs = Maildirs.make(tmp_path / "place")
    for index, (mailbox, original, arrived) in enumerate(killing.mails(4)):
        maildirs.deliver(mailbox, original, arrived, f"{index:06}.test")
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


def test_a_dump_is_of_the_server_that_the_url_names(cluster, tmp_path):
    dump_postgresql(cluster.database(), tmp_path / "store.dump")
    assert (tmp_path / "store.dump").read_bytes().startswith(b"PGDMP")


def test_a_server_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UnreachableError, match=str(tmp_path)):
        dump_postgresql(f"postgresql://postgres@/none?host={tmp_path}", tmp_path / "store.dump")
