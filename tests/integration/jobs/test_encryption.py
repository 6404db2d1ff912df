"""Originals and backups encrypted at rest, through every command that reads or writes them, and without their key."""

from __future__ import annotations

import json
import shutil
import subprocess
from contextlib import closing

import pytest
from typer.testing import CliRunner

from jobs.cli import every
from jobs.config import configuration
from jobs.runtime.document_passwords import DocumentPasswords
from jobs.runtime.workplace import open_store, open_workplace
from store import Store
from tests import killing
from tests.maildirs import Maildirs
from tests.missing import missing

app = every()

WORDS = (b"Enseignante depuis", b"voici ma candidature", b"mail.example", b"SQLite format 3", b"xylophone")
"""Of mails, of the store, and of an entered password."""
KEY = '\n[encryption]\nkey_file = "{key}"\n'


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Two Maildirs of which a pass has been made without encryption, and a key."""
    maildirs = Maildirs.make(tmp_path_factory.mktemp("filled") / "place")
    for index, (mailbox, original, arrived) in enumerate(killing.mails(6)):
        maildirs.deliver(mailbox, original, arrived, f"{index:06}.test")
    config = maildirs.configure()
    killing.run(config)
    DocumentPasswords(maildirs.folder / "archive").put("0" * 64, "xylophone")
    return maildirs


@pytest.fixture
def place(filled, tmp_path):
    shutil.copytree(filled.folder, tmp_path / "place")
    command(None, "encrypt", "--new-key", tmp_path / "key")
    return Maildirs(folder=tmp_path / "place")


@pytest.fixture
def config(place, tmp_path):
    """Encryption is on; what was there before is plain."""
    return place.configure(more=KEY.format(key=tmp_path / "key"))


def command(config, *words, status=0):
    done = CliRunner().invoke(app, [*map(str, words), *(("--config", str(config)) if config else ())])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.output
    return done.output


def plain_in(*folders):
    """Files that tell something."""
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path.name for path in files if any(word in path.read_bytes() for word in WORDS)}


def state(folder):
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm", ".lock")))
    return {path: path.read_bytes() for path in files}


def originals(config):
    with open_workplace(configuration.load(config), read_only=True) as opened:
        return {opened.archive.get(digest) for digest in opened.archive.digests()}


def test_everything_is_done_on_an_encrypted_archive_as_on_a_plain_one(place, config, tmp_path):
    plain = place.configure(tmp_path / "plain")
    sealed = place.configure(tmp_path / "sealed", more=KEY.format(key=tmp_path / "key"))
    for each in (plain, sealed):
        killing.run(each)
    assert killing.result(sealed).replace(".eml.age", ".eml").replace("key.age\n", "") == killing.result(plain)
    assert originals(sealed) == originals(plain)
    assert plain_in(tmp_path / "sealed" / "archive") == set()
    command(sealed, "audit")
    command(sealed, "reingest", "--all", "--yes")
    command(sealed, "access", 1, "--output", tmp_path / "access")
    assert {path.read_bytes() for path in (tmp_path / "access").rglob("*.eml")} <= originals(plain)
    assert list((tmp_path / "access").rglob("*.eml"))

    command(sealed, "backup", tmp_path / "backup")
    command(sealed, "backup", tmp_path / "backup", "--verify")
    assert plain_in(tmp_path / "backup") == set()
    elsewhere = place.configure(tmp_path / "restored", more=KEY.format(key=tmp_path / "key"))
    command(elsewhere, "restore", tmp_path / "backup")
    assert killing.result(elsewhere) == killing.result(sealed)
    command(elsewhere, "audit")
    (tmp_path / "restored" / "candidatures.db").unlink()
    command(elsewhere, "reingest", "--from-archive")
    assert len(originals(elsewhere)) == len(originals(plain))
    assert list((tmp_path / "sealed" / "archive" / "tmp").iterdir()) == []


def test_what_is_there_is_encrypted_with_its_backups(place, config, tmp_path):
    before = place.configure()
    command(before, "backup", tmp_path / "backup")
    command(before, "backup", tmp_path / "kept-elsewhere")
    whole = originals(before)
    place.configure(more=KEY.format(key=tmp_path / "key"))
    assert originals(config) == whole  # plain still, and read
    assert f"{len(whole)} originals are plain: candidatures encrypt" in command(config, "check")
    said = command(config, "encrypt", "--backup", tmp_path / "backup")
    assert said.count(f"{len(whole)} originals encrypted") == 2
    assert plain_in(place.folder / "archive", tmp_path / "backup") == set()
    assert originals(config) == whole
    assert "are plain" not in command(config, "check")
    command(config, "audit")
    command(config, "backup", tmp_path / "backup", "--verify")
    command(config, "backup", tmp_path / "kept-elsewhere")  # a backup encrypts what an earlier one left plainly
    assert plain_in(tmp_path / "kept-elsewhere") == set()
    for folder in ("backup", "kept-elsewhere"):
        elsewhere = place.configure(tmp_path / f"{folder}-back", more=KEY.format(key=tmp_path / "key"))
        command(elsewhere, "restore", tmp_path / folder)
        assert originals(elsewhere) == whole
        with open_workplace(configuration.load(elsewhere)) as opened:
            kept = DocumentPasswords(opened.archive.folder, opened.archive.seal)
            assert kept.of("0" * 64) == ("xylophone",)


def test_encryption_is_ended(place, config, tmp_path):
    command(config, "encrypt")
    whole = originals(config)
    assert "backups stay encrypted" in command(config, "encrypt", "--undo", "--backup", tmp_path, status=2)
    assert f"{len(whole)} originals decrypted" in command(config, "encrypt", "--undo")
    plain = place.configure()
    assert originals(plain) == whole
    assert DocumentPasswords(place.folder / "archive").of("0" * 64) == ("xylophone",)
    command(plain, "audit")
    killing.run(plain)


def test_a_new_key_is_put_above_the_old_one_and_takes_its_place(place, config, tmp_path):
    command(config, "encrypt")
    command(config, "backup", tmp_path / "backup")
    whole, old = originals(config), (tmp_path / "key").read_text()
    command(None, "encrypt", "--new-key", tmp_path / "new")
    new = (tmp_path / "new").read_text()
    (tmp_path / "key").write_text(new + old)
    command(config, "encrypt", "--backup", tmp_path / "backup")
    (tmp_path / "key").write_text(new)
    assert originals(config) == whole
    command(config, "backup", tmp_path / "backup", "--verify")
    elsewhere = place.configure(tmp_path / "restored", more=KEY.format(key=tmp_path / "key"))
    command(elsewhere, "restore", tmp_path / "backup")
    assert originals(elsewhere) == whole
    (tmp_path / "key").write_text(old)
    assert "encryption.key_file" in command(config, "audit", status=2)


COMMANDS = (
    ("poll",),
    ("audit",),
    ("backup", "{backup}"),
    ("backup", "{backup}", "--verify"),
    ("restore", "{backup}"),
    ("reingest", "--all", "--yes"),
    ("reingest", "--from-archive"),
    ("access", "1", "--output", "{out}"),
    ("erase", "1", "--yes"),
    ("encrypt",),
    ("migrate",),
)

WITHOUT_ORIGINALS = (
    ("list",),
    ("show", "1"),
    ("search", "candidature"),
    ("export", "--format", "json"),
    ("sql", "select 1"),
    ("letters", "list"),
    ("users", "list"),
)
"""They open the store alone."""


@pytest.mark.parametrize("how", ["missing", "another", "unconfigured"])
def test_the_store_alone_tells_a_wrong_key(place, config, tmp_path, how):
    command(config, "encrypt")
    assert "encryption" not in status_of(config)["problems"]
    key = tmp_path / "key"
    key.unlink()
    if how == "another":
        command(None, "encrypt", "--new-key", key)
    elif how == "unconfigured":
        place.configure()
    told = status_of(config)
    assert told["well"] is False
    assert "encryption.key_file" in told["problems"]["encryption"]
    if how == "unconfigured":  # who only looks at the store needs no key
        command(config, "list")
        return
    before = state(tmp_path)
    for words in WITHOUT_ORIGINALS:
        said = command(config, *words, status=2)
        assert "encryption.key_file" in said, words
        assert str(key) in said, words
        assert "Traceback" not in said
    assert state(tmp_path) == before


def test_who_has_no_credential_at_a_terminal_looks_without_a_key(place, config, tmp_path, monkeypatch):
    command(config, "encrypt")
    place.configure(more='\n[encryption]\nkey_credential = "key"\n')
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    command(config, "list")
    (tmp_path / "key").unlink()
    command(None, "encrypt", "--new-key", tmp_path / "key")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert "encryption.key_credential" in command(config, "list", status=2)


def test_the_store_learns_of_a_new_key_and_of_none(place, config, tmp_path):
    command(config, "encrypt")
    old = (tmp_path / "key").read_text()
    command(None, "encrypt", "--new-key", tmp_path / "new")
    (tmp_path / "key").write_text((tmp_path / "new").read_text() + old)
    command(config, "list")
    command(config, "encrypt")
    (tmp_path / "key").write_text((tmp_path / "new").read_text())
    command(config, "list")
    (tmp_path / "key").write_text(old)
    command(config, "list", status=2)
    (tmp_path / "key").write_text((tmp_path / "new").read_text())
    command(config, "encrypt", "--undo")
    place.configure()
    assert "encryption" not in status_of(config)["problems"]


def status_of(config):
    """`status` in JSON, its problems by their keys; the exit status says whether there are any."""
    done = CliRunner().invoke(app, ["status", "--format", "json", "--config", str(config)])
    told = json.loads(done.stdout)
    assert done.exit_code == int(not told["well"])
    return {"well": told["well"], "problems": {one["key"]: one["sentence"] for one in told["conditions"]}}


@pytest.mark.parametrize("how", ["missing", "another", "open", "unconfigured"])
def test_without_the_right_key_every_command_says_so_and_writes_nothing(place, config, tmp_path, how):
    command(config, "encrypt")
    command(config, "backup", tmp_path / "backup")
    key = tmp_path / "key"
    if how == "missing":
        key.unlink()
    elif how == "another":
        key.unlink()
        command(None, "encrypt", "--new-key", key)
    elif how == "open":
        key.chmod(0o644)
    else:
        place.configure()
    before = state(tmp_path)
    for words in COMMANDS:
        said = command(
            config, *(word.format(backup=tmp_path / "backup", out=tmp_path / "out") for word in words), status=2
        )
        assert "encryption.key_file" in said, words
        assert str(key) in said or how == "unconfigured", words
        assert "SECRET" not in said
    said = command(config, "check", status=2)
    assert "encryption" in said
    assert state(tmp_path) == before


def test_a_password_that_is_entered_is_encrypted(place, config):
    command(config, "encrypt")
    with open_workplace(configuration.load(config)) as opened:
        DocumentPasswords(opened.archive.folder, opened.archive.seal).put("1" * 64, "xylophone2")
        assert opened.rules.passwords("0" * 64, "1" * 64) == ("xylophone", "xylophone2")
    assert plain_in(place.folder / "archive") == set()


def test_the_key_comes_from_a_credential_or_a_command(place, config, tmp_path, monkeypatch):
    command(config, "encrypt")
    whole = originals(config)
    place.configure(more=f'\n[encryption]\nkey_command = ["cat", "{tmp_path}/key"]\n')
    assert originals(config) == whole
    place.configure(more='\n[encryption]\nkey_credential = "key"\n')
    assert "encryption.key_credential" in command(config, "audit", status=2)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert originals(config) == whole


def test_age_itself_opens_an_original_and_a_store(place, config, tmp_path):
    """Whatever becomes of this program."""
    if shutil.which("age") is None:
        missing("age is missing: apt install age")
    command(config, "encrypt")
    command(config, "backup", tmp_path / "backup")

    def opened(path):
        return subprocess.run(["age", "-d", "-i", tmp_path / "key", path], capture_output=True, check=True).stdout

    assert {opened(path) for path in (place.folder / "archive").glob("??/??/*.age")} == originals(config)
    (store,) = (tmp_path / "backup").glob("generations/*/candidatures.db.age")
    (tmp_path / "copy.db").write_bytes(opened(store))
    with (
        closing(Store.open(f"sqlite:///{tmp_path}/copy.db")) as copy,
        closing(open_store(configuration.load(config))) as live,
        copy.read() as there,
        live.read() as here,
    ):
        assert there.overview().applications == here.overview().applications > 0
