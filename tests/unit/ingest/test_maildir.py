from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

from ingest.errors import FolderMissing
from ingest.mailbox import MailboxAddress, open_mailbox
from parsers.values.sightings import Recorded

MAIL = b"Subject: Recrutement EO\r\n\r\nBonjour\r\n"


@pytest.fixture
def maildir(tmp_path):
    for each in ("cur", "new", "tmp"):
        (tmp_path / each).mkdir()
    return tmp_path


def deliver(maildir, name, mtime, *, original=MAIL, folder="new"):
    path = maildir / folder / name
    path.write_bytes(original)
    os.utime(path, (mtime, mtime))
    return path


def mailbox(maildir):
    return open_mailbox(MailboxAddress(name="m", url=f"maildir://{maildir}"), lambda: "")


def scan(box, recorded=None, limit=None):
    return [each for batch in box.scan(recorded or Recorded(), limit) for each in batch]


def ledger(sightings):
    return Recorded(uidvalidity=1, cursor=len(sightings), keys={each.key: each.uid for each in sightings})


def test_numbers_follow_arrival(maildir):
    deliver(maildir, "b.host", 2000)
    deliver(maildir, "c.host:2,S", 1000, folder="cur")
    deliver(maildir, "a.host", 2000)
    seen = scan(mailbox(maildir))
    assert [(each.uid, each.key) for each in seen] == [(1, "c.host"), (2, "a.host"), (3, "b.host")]
    assert seen[0].received_at == datetime(1970, 1, 1, 0, 16, 40, tzinfo=UTC)
    assert (seen[0].size, seen[0].headers.subject, seen[0].outline.media_type) == (
        len(MAIL),
        "Recrutement EO",
        "text/plain",
    )


def test_a_recorded_name_keeps_its_number_wherever_it_moves(maildir):
    deliver(maildir, "b", 2000)
    known = ledger(scan(mailbox(maildir)))
    (maildir / "new" / "b").rename(maildir / "cur" / "b:2,S")
    deliver(maildir, "a", 1000)
    box = mailbox(maildir)
    assert [(each.uid, each.key) for each in scan(box, known)] == [(2, "a")]
    assert box.search(known) == {1, 2}
    assert dict(box.fetch([1, 2])) == {1: MAIL, 2: MAIL}


def test_a_number_is_never_given_again(maildir):
    deliver(maildir, "a", 1)
    deliver(maildir, "b", 2)
    known = ledger(scan(mailbox(maildir)))
    (maildir / "new" / "b").unlink()
    deliver(maildir, "c", 3)
    assert [(each.uid, each.key) for each in scan(mailbox(maildir), known)] == [(3, "c")]


def test_what_was_left_pending_comes_again(maildir):
    deliver(maildir, "a", 1)
    deliver(maildir, "b", 2)
    known = Recorded(uidvalidity=1, cursor=0, above=frozenset({2}), keys={"b": 2})
    (seen,) = scan(mailbox(maildir), known)
    assert seen.key == "a"
    assert seen.uid == 3


def test_a_file_moved_between_scan_and_fetch_is_found(maildir):
    path = deliver(maildir, "a", 1)
    box = mailbox(maildir)
    scan(box)
    path.rename(maildir / "cur" / "a:2,RS")
    assert dict(box.fetch([1])) == {1: MAIL}


def test_a_look_lists_the_folder_as_often_however_many_files_it_holds(maildir, monkeypatch):
    listed, scandir = [], os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: listed.append(path) or scandir(path))
    costs = []
    for number in range(20):
        deliver(maildir, f"{number:02}", 1)
        listed.clear()
        box = mailbox(maildir)
        dict(box.fetch([each.uid for each in scan(box)]))
        costs.append(len(listed))
    assert len(set(costs)) == 1


def test_a_file_that_is_gone_is_left_out(maildir):
    path = deliver(maildir, "a", 1)
    box = mailbox(maildir)
    scan(box)
    path.unlink()
    assert list(box.fetch([1])) == []
    assert box.unanswered == {1}


def test_nothing_is_moved_or_touched(maildir):
    path = deliver(maildir, "a", 1)
    before = path.stat()
    box = mailbox(maildir)
    scan(box)
    dict(box.fetch([1]))
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino, after.st_mode) == (before.st_mtime_ns, before.st_ino, before.st_mode)
    assert sorted(each.name for each in maildir.rglob("*")) == ["a", "cur", "new", "tmp"]


def test_hidden_files_and_folders_are_no_messages(maildir):
    deliver(maildir, ".nfs0001", 1)
    (maildir / "new" / "folder").mkdir()
    assert scan(mailbox(maildir)) == []


def test_limit(maildir):
    for each in range(5):
        deliver(maildir, str(each), each)
    assert [each.uid for each in scan(mailbox(maildir), limit=3)] == [1, 2, 3]


def test_a_folder_that_is_no_maildir(tmp_path):
    with pytest.raises(FolderMissing, match=rf"^mailbox m: {tmp_path} is no Maildir"):
        mailbox(tmp_path).connect()
