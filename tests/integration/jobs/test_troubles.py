"""Disk full, archive read-only, store locked or gone: nothing half-written, and on it goes when the cause is gone."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
from contextlib import closing

import pytest

from tests import killing
from tests.maildirs import Maildirs
from tests.missing import missing
from tests.running import Running, command

pytestmark = pytest.mark.long

MAILS = killing.mails(6)
BROKE_OFF = "the pass failed midway; the next one does the rest"


@pytest.fixture
def mounted():
    """Mounts, as far as we may; all are taken away in the end."""
    places = []

    def mount(*words, at):
        done = subprocess.run(["mount", *map(str, words), str(at)], capture_output=True, text=True, check=False)
        if done.returncode:
            missing(f"the right to mount is missing: {done.stderr.strip()}")
        places.append(at)

    yield mount
    for at in reversed(places):
        subprocess.run(["umount", "--lazy", str(at)], check=False, capture_output=True)


@pytest.fixture
def maildirs(tmp_path):
    return Maildirs.make(tmp_path)


def deliver(maildirs):
    for index, (mailbox, original, arrived) in enumerate(MAILS):
        maildirs.deliver(mailbox, original, arrived, f"{index:06}.test")


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """What a poll of the same mail comes to that nothing disturbs."""
    maildirs = Maildirs.make(tmp_path_factory.mktemp("undisturbed"))
    deliver(maildirs)
    config = maildirs.configure(closes_at="2099-01-01")
    assert command(config, "poll").returncode == 0
    return killing.result(config)


def ends_as_undisturbed(config, daemon, expected):
    daemon.until("poll made", lambda said: said["seen"] + said["read"] > 0)
    daemon.send(signal.SIGTERM)
    assert daemon.ended() == 0
    assert command(config, "poll").returncode == 0
    assert killing.result(config) == expected
    assert command(config, "audit").returncode == 0


@pytest.mark.parametrize("left", [0, 24 << 10])
def test_disk_full(maildirs, mounted, tmp_path, expected, left):
    (tmp_path / "place").mkdir()
    mounted("-t", "tmpfs", "-o", "size=4m", "tmpfs", at=tmp_path / "place")
    config = maildirs.configure(tmp_path / "place", closes_at="2099-01-01", interval=1)
    assert command(config, "poll").returncode == 0
    with Running(config) as daemon:
        daemon.until("running")
        fill(tmp_path / "place" / "ballast", left)
        deliver(maildirs)
        error = daemon.until(BROKE_OFF)["error"]
        assert "disk is full" in error or "No space left" in error
        (tmp_path / "place" / "ballast").unlink()
        ends_as_undisturbed(config, daemon, expected)


def fill(file, left):
    with file.open("wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(b"\0" * 4096)
        except OSError:
            ballast.truncate(max(0, ballast.tell() - left))


def test_read_only_archive(maildirs, mounted, tmp_path, expected):
    config = maildirs.configure(closes_at="2099-01-01", interval=1)
    with Running(config) as daemon:
        daemon.until("running")
        (tmp_path / "locked").mkdir()
        mounted("--bind", tmp_path / "archive", at=tmp_path / "locked")
        mounted("-o", "remount,bind,ro", at=tmp_path / "locked")  # aside: a mount in use can't be made read-only
        mounted("--bind", tmp_path / "locked", at=tmp_path / "archive")
        deliver(maildirs)
        assert "Read-only file system" in daemon.until(BROKE_OFF)["error"]
        subprocess.run(["umount", str(tmp_path / "archive")], check=True)
        ends_as_undisturbed(config, daemon, expected)


def test_locked_store(maildirs, tmp_path, expected):
    config = maildirs.configure(closes_at="2099-01-01", interval=1)
    assert command(config, "poll").returncode == 0
    with Running(config) as daemon, closing(sqlite3.connect(tmp_path / "candidatures.db")) as other:
        daemon.until("running")
        other.execute("BEGIN IMMEDIATE")
        deliver(maildirs)
        assert "is held by another process" in daemon.until(BROKE_OFF)["error"]
        other.rollback()
        ends_as_undisturbed(config, daemon, expected)


def test_store_gone_and_back(maildirs, tmp_path, expected):
    config = maildirs.configure(closes_at="2099-01-01", interval=1)
    assert command(config, "poll").returncode == 0
    with Running(config) as daemon:
        daemon.until("running")
        (tmp_path / "candidatures.db").rename(tmp_path / "away.db")
        assert "is gone" in daemon.until(BROKE_OFF)["error"]
        deliver(maildirs)  # not before: a pass under way would still record it in the open file, and rightly so
        assert not (tmp_path / "candidatures.db").exists()
        (tmp_path / "away.db").rename(tmp_path / "candidatures.db")
        ends_as_undisturbed(config, daemon, expected)
