"""Audit, backup and restore, on a store that a real pass has filled."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from ingest.archive import removal
from ingest.archive.originals import Archive
from ingest.archive.provenance import Arrival, Provenance
from ingest.archive.removal import Cause
from ingest.archive.tombstones import Known
from jobs.care import auditing, orphans
from jobs.cli import every
from jobs.config import configuration
from jobs.intake.poll import polling
from jobs.runtime.document_passwords import DocumentPasswords
from jobs.runtime.lock import at_once
from jobs.runtime.workplace import open_workplace
from store import Store
from tests import killing
from tests.maildirs import Maildirs

app = every()


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


def audited(config):
    settings = configuration.load(config)
    with open_workplace(settings, read_only=True) as place:
        inline = replace(place, pool=killing.Inline())
        return auditing.audit(inline, polling.open_mailboxes(settings))


def state(folder):
    """Every file below a folder with its bytes, but for SQLite's own log beside a store that is open."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in files if not path.name.endswith(("-wal", "-shm"))}


def said(findings):
    return " / ".join(f"{finding.place}: {finding.sentence}" for finding in findings)


def test_a_store_as_it_should_be_has_no_difference(place):
    done = audited(place.configure())
    assert done.differences == done.notes == ()
    assert "mailbox a: 6 messages there, 6 of them recorded" in said(done.checked)
    assert "archive: 10 originals named, 10 intact" in said(done.checked)
    assert "store: 7 applications assembled again and compared" in said(done.checked)


def test_a_pass_tells_how_long_each_reading_took(place):
    settings = configuration.load(place.configure(place.folder / "anew"))
    seconds = []
    with open_workplace(settings) as opened:
        done = polling.run(opened, polling.open_mailboxes(settings), timed=seconds.append)
    assert len(seconds) == len(done.processed) > 0
    assert all(each > 0 for each in seconds)


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


def test_what_older_rules_have_read_is_noted_and_no_difference(place):
    """As after an upgrade: nothing is wrong, and a person says when the new rules are taken over."""
    config = place.configure()
    with closing(sqlite3.connect(place.folder / "candidatures.db")) as store:
        store.execute("UPDATE applications SET has_cv = NOT has_cv WHERE id IN (2, 4)")
        store.execute("UPDATE messages SET sorting = json_set(sorting, '$.read_by', 'older') WHERE id = 2")
        store.execute("UPDATE messages SET sorting = json_remove(sorting, '$.read_by') WHERE id = 4")
        store.commit()
    done = audited(config)
    assert said(done.differences) == ""
    assert said(done.notes) == (
        "applications: read by older rules, and shown otherwise by today's: 2,4: candidatures reingest --all"
    )
    run = CliRunner().invoke(app, ["migrate", "--config", str(config)])
    assert "2 messages were read by older rules" in run.output
    assert CliRunner().invoke(app, ["reingest", "--all", "--config", str(config)]).exit_code == 0
    assert audited(config).notes == ()
    assert "older rules" not in CliRunner().invoke(app, ["migrate", "--config", str(config)]).output


def test_an_orphan_that_reads_as_an_application_is_told_and_kept(place):
    config = place.configure()
    _, original, _ = killing.mails(20)[-2]
    with open_workplace(configuration.load(config)) as opened:
        digest = opened.archive.put(original)
    assert f"the original {digest} is not in the ledger, but it reads as " in said(audited(config).differences)
    with open_workplace(configuration.load(config)) as opened:
        assert digest in opened.archive


def test_an_orphan_that_has_nothing_to_do_with_a_notice_is_noted_and_left(place):
    config = place.configure()
    with open_workplace(configuration.load(config)) as opened:
        digest = opened.archive.put(b"From: x@mail.example\r\nSubject: Menu\r\n\r\nSoupe\r\n")
    before = state(place.folder)
    done = audited(config)
    assert (done.differences, done.unneeded) == ((), (digest,))
    assert digest in said(done.notes)
    assert state(place.folder) == before


def test_another_store_on_the_same_archive_is_told_and_neither_is_touched(place, tmp_path):
    config = place.configure(store="sqlite:///other.db")
    before = state(place.folder)
    done = CliRunner().invoke(app, ["audit", "--config", str(config)])
    assert (done.exit_code, "does not exist yet" in done.output) == (3, True)
    polled = CliRunner().invoke(app, ["poll", "--config", str(config)])
    assert (polled.exit_code, "does not exist, and" in polled.output) == (2, True)
    assert state(place.folder) == before


def test_an_empty_store_beside_an_archive_that_is_not_is_refused(place):
    config = place.configure(store="sqlite:///other.db")
    Store.open(f"sqlite:///{place.folder / 'other.db'}", upgrade=True).close()
    polled = CliRunner().invoke(app, ["poll", "--config", str(config)])
    assert (polled.exit_code, "it is new, or belongs to another archive" in polled.output) == (2, True)


def test_another_archive_under_the_same_store_is_told(place):
    (place.folder / "archive").rename(place.folder / "elsewhere")
    config = place.configure()
    polled = CliRunner().invoke(app, ["poll", "--config", str(config)])
    assert (polled.exit_code, "is not the store's archive" in polled.output) == (2, True)
    assert not (place.folder / "archive").exists()
    Archive(place.folder / "archive")
    polled = CliRunner().invoke(app, ["poll", "--config", str(config)])
    assert (polled.exit_code, "and this is another one" in polled.output) == (2, True)
    assert "is not the store's archive" in said(audited(config).differences)
    adopted = CliRunner().invoke(app, ["adopt", "--config", str(config)])
    assert "0 of the 10 originals that the store names are there" in adopted.output


def test_a_few_originals_that_nothing_names_go_into_the_trash_and_many_do_not(place):
    config = place.configure()
    seen = Provenance(seen=(Arrival(mailbox="a", folder="", uidvalidity=1, uid=99, received_at=killing.FIRST),))
    with open_workplace(configuration.load(config)) as opened:
        digests = [opened.archive.put(f"Subject: Menu {n}\r\n\r\nSoupe".encode()) for n in range(11)]
        for digest in digests[1:]:
            opened.archive.note(digest, seen)
        orphans.tidy(opened, digests)
        assert all(digest in opened.archive for digest in digests)
        with opened.store.peek() as transaction:
            named = min(transaction.ledger.digests())
        orphans.tidy(opened, [digests[0], *digests[8:], named])
        assert [digest in opened.archive for digest in (digests[0], digests[8], digests[10], named)] == [1, 0, 0, 1]
        assert set(map(removal.digest_in_trash, removal.trash(opened.archive))) == set(digests[8:])


def test_an_older_store_is_not_upgraded_by_who_looks(place):
    config = place.configure()
    with closing(sqlite3.connect(place.folder / "candidatures.db")) as store:
        store.execute("UPDATE alembic_version SET version_num = '0006'")
        store.commit()
    for words in (["audit"], ["status"], ["list"], ["export", "--format", "json"], ["messages"], ["search", "x"]):
        done = CliRunner().invoke(app, [*words, "--config", str(config)])
        assert (done.exit_code, "run candidatures migrate" in done.output) == (3, True), words


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
    elsewhere = place.configure(tmp_path / "restored")
    assert restore(elsewhere, tmp_path / "backup").exit_code == 0
    assert killing.result(elsewhere) == killing.result(config)
    killing.run(elsewhere)
    assert killing.result(elsewhere) == killing.result(config)
    assert audited(elsewhere).differences == ()


def restore(config, folder, *words):
    return CliRunner().invoke(app, ["restore", str(folder), *words, "--config", str(config)])


def verified(folder):
    return CliRunner().invoke(app, ["backup", str(folder), "--verify"])


def newest(folder):
    return max((folder / "generations").iterdir())


def test_a_second_backup_copies_only_what_is_new_and_forgets_what_was_erased(place, tmp_path, monkeypatch):
    monkeypatch.setenv("ERASURE_KEY", "k" * 40)
    config = place.configure(more='\n[privacy]\nkey_env = "ERASURE_KEY"\n')
    backup(config, tmp_path / "backup")
    with open_workplace(configuration.load(config)) as opened:
        lost, erased, *_ = opened.archive.digests()
        (opened.archive.folder / opened.archive.name(lost)).unlink()
        opened.archive.tombstones.bury([(Known.ORIGINAL, erased)], cause=Cause.ERASURE, at=datetime.now(UTC))
        removal.remove(opened.archive, erased, Cause.ERASURE)
    _, original, arrived = killing.mails(20)[-2]
    place.deliver("a", original, arrived, "zzz.test")
    killing.run(config)
    done = backup(config, tmp_path / "backup")
    assert "(1 of them new)" in done.output
    kept = Archive(tmp_path / "backup" / "archive", read_only=True)
    assert (lost in kept, erased in kept) == (True, False)
    assert len(list(kept.digests())) == 10


def test_everything_that_a_restore_needs_is_there_and_verified(place, tmp_path):
    config = place.configure()
    DocumentPasswords(place.folder / "archive").put("0" * 64, "secret")
    backup(config, tmp_path / "backup")
    assert verified(tmp_path / "backup").exit_code == 0
    elsewhere = place.configure(tmp_path / "restored")
    restore(elsewhere, tmp_path / "backup")
    assert DocumentPasswords(tmp_path / "restored" / "archive").of("0" * 64) == ("secret",)
    here, there = (Archive(folder / "archive", read_only=True) for folder in (place.folder, tmp_path / "restored"))
    assert here.identity == there.identity
    assert [here.provenance(one) for one in here.digests()] == [there.provenance(one) for one in there.digests()]


@pytest.mark.parametrize("what", ["store", "passwords", "original", "manifest"])
def test_what_is_damaged_in_a_backup_is_named(place, tmp_path, what):
    config = place.configure()
    DocumentPasswords(place.folder / "archive").put("0" * 64, "secret")
    backup(config, tmp_path / "backup")
    generation = newest(tmp_path / "backup")
    files = {
        "store": generation / "candidatures.db",
        "passwords": generation / "passwords.json",
        "original": next((tmp_path / "backup" / "archive").glob("??/??/*.eml")),
        "manifest": generation / "manifest.json",
    }
    files[what].write_bytes(b"x")
    done = verified(tmp_path / "backup")
    assert (done.exit_code, "missing or damaged" in done.output) == (1, True)
    if what != "original":
        assert restore(place.configure(tmp_path / "restored"), tmp_path / "backup").exit_code == 2
        assert not (tmp_path / "restored" / "candidatures.db").exists()


def test_generations_are_kept_and_any_of_them_comes_back(place, tmp_path):
    config = place.configure()
    for decision in ("shortlist", "reject", "discuss"):
        with open_workplace(configuration.load(config)) as opened, opened.store.begin() as transaction:
            transaction.reviews.decide(1, "anne", decision, "")
        CliRunner().invoke(app, ["backup", str(tmp_path / "backup"), "--keep", "2", "--config", str(config)])
    first, second = sorted((tmp_path / "backup" / "generations").iterdir())
    done = restore(config, tmp_path / "backup", "--generation", first.name)
    assert (done.exit_code, "what was there before is at" in done.output) == (0, True)
    with open_workplace(configuration.load(config)) as opened, opened.store.read() as views:
        assert views.application(1).row.decision == "reject"
    assert second.name in restore(config, tmp_path / "backup", "--generation", "1999").output


def test_a_restore_beside_a_daemon_is_refused(place, tmp_path):
    config = place.configure()
    backup(config, tmp_path / "backup")
    with at_once(place.folder / "archive" / "daemon.lock"):
        done = restore(config, tmp_path / "backup")
    assert (done.exit_code, "stop it first" in done.output) == (2, True)


def test_a_backup_beside_a_writer_is_of_one_moment(place, tmp_path):
    config = place.configure()
    with closing(sqlite3.connect(place.folder / "candidatures.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE applications SET on_time = 0")
        assert backup(config, tmp_path / "backup").exit_code == 0
        writer.execute("ROLLBACK")
    with closing(sqlite3.connect(newest(tmp_path / "backup") / "candidatures.db")) as copy:
        assert copy.execute("SELECT count(*) FROM applications WHERE on_time").fetchone() == (7,)
    assert not list((tmp_path / "backup").rglob("*-wal"))


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
