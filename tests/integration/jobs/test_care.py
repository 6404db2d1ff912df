"""Audit, backup and restore, on a store that a real pass has filled."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from jobs import auditing, configuration, passes
from jobs.commands import app
from jobs.workplace import open_workplace
from tests import killing
from tests.maildirs import Maildirs


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Two Maildirs of which a pass has been made; tests work on copies."""
    maildirs = Maildirs.make(tmp_path_factory.mktemp("filled"))
    for index, (mailbox, original, arrived) in enumerate(killing.mails(8)):
        maildirs.deliver(mailbox, original, arrived, f"{index:06}.test")
    killing.run(maildirs.configure())
    return maildirs


@pytest.fixture
def place(filled, tmp_path):
    """A copy: folder and configuration."""
    shutil.copytree(filled.folder, tmp_path / "place")
    return Maildirs(folder=tmp_path / "place")


def audited(config, *, clean=True):
    settings = configuration.load(config)
    with open_workplace(settings) as place:
        inline = replace(place, pool=killing.Inline())
        return auditing.audit(inline, passes.open_mailboxes(settings), clean=clean)


def said(findings):
    return " / ".join(f"{finding.place}: {finding.sentence}" for finding in findings)


def test_a_store_as_it_should_be_has_no_difference(place):
    done = audited(place.configure())
    assert done.differences == done.notes == ()
    assert "mailbox a: 6 messages there, 6 of them recorded" in said(done.checked)
    assert "archive: 10 originals named, 10 intact" in said(done.checked)
    assert "store: 7 applications assembled again and compared" in said(done.checked)


def test_a_message_that_nobody_recorded_is_a_difference(place):
    _, original, arrived = killing.mails(20)[-1]
    place.deliver("a", original, arrived, "zzz.test")
    assert "mailbox a: not recorded: UID 7" in said(audited(place.configure()).differences)


def test_mail_that_its_owner_deleted_is_noted_and_no_difference(place):
    next((place.folder / "a" / "new").iterdir()).unlink()
    done = audited(place.configure())
    assert done.differences == ()
    assert "no longer there, kept here: UID" in said(done.notes)


def test_a_damaged_and_a_missing_original_are_differences(place):
    damaged, missing, *_ = sorted((place.folder / "archive").glob("??/??/*.eml"))
    damaged.write_bytes(b"x")
    missing.unlink()
    found = said(audited(place.configure()).differences)
    assert f"{damaged.stem} is damaged" in found
    assert f"{missing.stem} is missing" in found


def test_a_derived_row_that_its_sources_do_not_give_is_a_difference(place):
    config = place.configure()
    with closing(sqlite3.connect(place.folder / "candidatures.db")) as store:
        store.execute("UPDATE applications SET has_cv = NOT has_cv WHERE id = 2")
        store.commit()
    assert said(audited(config).differences) == "application 2: is not what its messages give: reingest --application"


def test_an_orphan_that_reads_as_an_application_is_told_and_kept(place):
    config = place.configure()
    _, original, _ = killing.mails(20)[-2]
    with open_workplace(configuration.load(config)) as opened:
        digest = opened.archive.put(original)
    assert f"the original {digest} is not in the ledger, but it reads as " in said(audited(config).differences)
    with open_workplace(configuration.load(config)) as opened:
        assert digest in opened.archive


@pytest.mark.parametrize("clean", [True, False])
def test_an_orphan_that_has_nothing_to_do_with_a_notice_is_cleaned(place, clean):
    config = place.configure()
    with open_workplace(configuration.load(config)) as opened:
        digest = opened.archive.put(b"From: x@mail.example\r\nSubject: Menu\r\n\r\nSoupe\r\n")
    done = audited(config, clean=clean)
    assert done.differences == ()
    assert digest in said(done.notes)
    with open_workplace(configuration.load(config)) as opened:
        assert (digest in opened.archive) is not clean


def test_the_command_prints_and_ends_with_1(place):
    next((place.folder / "archive").glob("??/??/*.eml")).unlink()
    done = CliRunner().invoke(app, ["audit", "--config", str(place.configure())])
    assert done.exit_code == 1
    assert "DIFFERENCE archive: the original" in done.output


# --- backup ---


def backup(config, folder):
    return CliRunner().invoke(app, ["backup", str(folder), "--config", str(config)])


def test_a_backup_restored_elsewhere_is_the_same_and_polls_on(place, tmp_path):
    config = place.configure()
    done = backup(config, tmp_path / "backup")
    assert (done.exit_code, "10 originals (10 of them new)" in done.output) == (0, True)
    restored = tmp_path / "restored"
    restored.mkdir()
    shutil.copy(tmp_path / "backup" / "candidatures.db", restored)
    shutil.copytree(tmp_path / "backup" / "archive", restored / "archive")
    elsewhere = place.configure(restored)
    assert killing.result(elsewhere) == killing.result(config)
    killing.run(elsewhere)
    assert killing.result(elsewhere) == killing.result(config)
    assert audited(elsewhere).differences == ()


def test_a_second_backup_copies_only_what_is_new_and_forgets_what_was_forgotten(place, tmp_path):
    config = place.configure()
    backup(config, tmp_path / "backup")
    stray = tmp_path / "backup" / "archive" / "ab" / "cd" / ("ab" + "cd" + "0" * 60 + ".eml")
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"forgotten since")
    _, original, arrived = killing.mails(20)[-2]
    place.deliver("a", original, arrived, "zzz.test")
    killing.run(config)
    assert "11 originals (1 of them new)" in backup(config, tmp_path / "backup").output
    assert not stray.exists()


def test_a_backup_beside_a_writer_is_of_one_moment(place, tmp_path):
    config = place.configure()
    with closing(sqlite3.connect(place.folder / "candidatures.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE applications SET on_time = 0")
        assert backup(config, tmp_path / "backup").exit_code == 0
        writer.execute("ROLLBACK")
    with closing(sqlite3.connect(tmp_path / "backup" / "candidatures.db")) as copy:
        assert copy.execute("SELECT count(*) FROM applications WHERE on_time").fetchone() == (7,)
    assert not list((tmp_path / "backup").glob("*-wal"))


def test_a_damaged_original_is_told_and_the_rest_is_there(place, tmp_path):
    next((place.folder / "archive").glob("??/??/*.eml")).write_bytes(b"x")
    done = backup(place.configure(), tmp_path / "backup")
    assert done.exit_code == 1
    assert "9 originals" in done.output


def test_a_folder_with_something_else_in_it_is_refused(place, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "photos.zip").touch()
    done = backup(place.configure(), tmp_path / "elsewhere")
    assert done.exit_code == 2
