"""The jury's words through the commands: sealed in the store, their key beside the originals and in every backup."""

from __future__ import annotations

import json
from contextlib import closing

import pytest
from typer.testing import CliRunner

from jobs.cli import every
from jobs.config import configuration
from jobs.runtime.document_passwords import NAME as PLAIN
from jobs.runtime.document_passwords import SEALED, DocumentPasswords
from jobs.runtime.workplace import open_store
from store.views.values import ApplicationFilter
from tests import killing
from tests.maildirs import Maildirs

app = every()

SAID = "une réserve sur la mobilité"
KEYS = '\n[privacy]\nkey_file = "{folder}/erasure"\n{more}'


@pytest.fixture
def place(tmp_path):
    made = Maildirs.make(tmp_path / "place")
    for index, (mailbox, mail, arrived) in enumerate(killing.mails(4)):
        made.deliver(mailbox, mail, arrived, f"{index:06}.test")
    (tmp_path / "erasure").write_text("x" * 44)
    killing.run(made.configure(more=KEYS.format(folder=tmp_path, more="")))
    return made


@pytest.fixture
def config(place):
    return place.folder / "candidatures.toml"


@pytest.fixture
def two(config):
    """The first application, on which a member has given an opinion that names the second; and the second."""
    with closing(open_store(configuration.load(config))) as store, store.begin() as tx:
        first, second = tx.views.applications(ApplicationFilter(order="id")).rows[:2]
        paul = tx.accounts.add_user("paul", "jury", None)
        tx.jury.present(first.id, "solange")
        tx.jury.give(paul.id, "paul", first.id, {"tenure": SAID}, f"{SAID}, mieux que {second.email}")
    return first, second


def command(config, *words, status=0):
    done = CliRunner().invoke(app, [*map(str, words), "--config", str(config)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.output
    return done.output


def own(config, number):
    with closing(open_store(configuration.load(config))) as store, store.peek() as tx:
        return tx.jury.unsealed(tx.jury.of(number).of("paul"))


def holds(folder, words=SAID):
    return {path.name for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()}


def test_no_file_of_the_store_has_them_and_a_backup_brings_them_back(place, config, two, tmp_path):
    number = two[0].id
    assert holds(place.folder) == set()
    key = place.folder / "archive" / PLAIN
    assert key.stat().st_mode & 0o077 == 0
    command(config, "backup", tmp_path / "backup")
    assert holds(tmp_path / "backup") == set()
    elsewhere = place.configure(tmp_path / "restored", more=KEYS.format(folder=tmp_path, more=""))
    command(elsewhere, "restore", tmp_path / "backup")
    assert own(elsewhere, number).words == {"tenure": SAID}


def test_a_restored_store_reads_its_own_though_a_new_key_was_made_meanwhile(place, config, two, tmp_path):
    command(config, "backup", tmp_path / "backup")
    elsewhere = place.configure(tmp_path / "restored", more=KEYS.format(folder=tmp_path, more=""))
    command(elsewhere, "restore", tmp_path / "backup")
    (tmp_path / "restored" / "archive" / PLAIN).unlink()
    assert own(elsewhere, two[0].id).is_sealed
    DocumentPasswords(tmp_path / "restored" / "archive").ensure_opinion_key()
    command(elsewhere, "restore", tmp_path / "backup")
    assert own(elsewhere, two[0].id).words == {"tenure": SAID}


def test_the_key_is_encrypted_with_the_originals(place, config, two, tmp_path):
    CliRunner().invoke(app, ["encrypt", "--new-key", str(tmp_path / "key")])
    place.configure(more=KEYS.format(folder=tmp_path, more=f'[encryption]\nkey_file = "{tmp_path}/key"\n'))
    command(config, "encrypt")
    assert not (place.folder / "archive" / PLAIN).exists()
    assert (place.folder / "archive" / SEALED).exists()
    assert own(config, two[0].id).words == {"tenure": SAID}


def test_she_gets_what_is_sealed_or_is_told_that_it_can_not_be_read(place, config, two, tmp_path):
    number = two[0].id
    command(config, "access", number, "--output", tmp_path / "given")
    (given,) = json.loads((tmp_path / "given" / "data.json").read_text())["jury"][0]["opinions"]
    assert (given["by_criterion"], given["sealed"], given["opened"]) == ({"tenure": SAID}, False, False)
    (place.folder / "archive" / PLAIN).unlink()
    command(config, "access", number, "--output", tmp_path / "lost")
    (lost,) = json.loads((tmp_path / "lost" / "data.json").read_text())["jury"][0]["opinions"]
    assert (lost["by_criterion"], lost["sealed"]) == ({}, True)
    command(config, "show", number)


def test_a_name_is_struck_out_of_what_is_sealed(place, config, two, tmp_path):
    command(config, "backup", tmp_path / "backup")
    command(config, "erase", two[1].id, "--yes")
    assert own(config, two[0].id).text == f"{SAID}, mieux que █"
    command(config, "backup", tmp_path / "backup")
    elsewhere = place.configure(tmp_path / "restored", more=KEYS.format(folder=tmp_path, more=""))
    first = min(path.name for path in (tmp_path / "backup" / "generations").iterdir())
    command(elsewhere, "restore", tmp_path / "backup", "--generation", first)
    assert own(elsewhere, two[0].id).text == f"{SAID}, mieux que █"


def test_exports_show_them_once_they_are_opened(config, two):
    assert SAID not in command(config, "export", "--format", "json")
    with closing(open_store(configuration.load(config))) as store, store.begin() as tx:
        tx.jury.open(two[0].id, "solange")
    assert SAID in command(config, "export", "--format", "json")
    assert SAID in command(config, "sql", "select text from opened_opinions")
