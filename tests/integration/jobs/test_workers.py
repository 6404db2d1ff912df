"""Workers on a real PostgreSQL: two processes come to what one poll comes to, and one that dies loses nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import ExitStack

import psycopg
import pytest

from tests import killing, mailboxes
from tests.maildirs import Maildirs
from tests.missing import missing
from tests.servers import postgres
from tests.servers.ceph import SECRET_KEY

SECRET = "CANDIDATURES_OBJECTS"
ONE_PLACE = "\n[workers]\nper_server = 1\n"
"""Of a server's mailboxes one at a time, so that mails are taken in in the order of the configuration."""


@pytest.fixture(scope="module")
def cluster():
    if postgres.program("initdb") is None:
        missing("PostgreSQL is missing: apt install postgresql")
    with postgres.running() as running:
        yield running


class Workers:
    """`candidatures worker`, some of them; what they log comes by one pipe. Killed at the end of the block."""

    def __init__(self, configuration):
        self.configuration = configuration
        self.url = next(
            line.split('"')[1] for line in configuration.read_text("utf-8").splitlines() if line.startswith("url")
        )
        self.lines = []
        self._ear, self._mouth = os.pipe()
        self._said = os.fdopen(self._ear)
        self._cleaning = ExitStack()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self._cleaning.close()
        os.close(self._mouth)
        self._said.close()

    def start(self, name, configuration=None, **more):
        process = subprocess.Popen(
            [sys.executable, "-m", "jobs", "worker", "--name", name, "--log-format", "json"],
            env=mailboxes.environment(configuration or self.configuration, **more),
            cwd=mailboxes.ROOT,
            stderr=self._mouth,
        )
        self._cleaning.callback(process.wait)
        self._cleaning.callback(process.kill)
        return process

    def until(self, is_so):
        """Read on what they say, until that is so."""
        for line in self._said:
            self.lines.append(json.loads(line) if line.startswith("{") else {"event": line.strip()})
            if is_so():
                return
        raise AssertionError(self.lines[-5:])

    def ask(self, query):
        with psycopg.connect(self.url) as connection:
            return connection.execute(query).fetchall()

    def are_through(self):
        """Every mailbox was polled, and nothing waits to be read."""
        polled = self.ask("SELECT count(*) FROM mailboxes WHERE last_success_at IS NOT NULL")[0][0]
        return polled == 2 and not self.ask("SELECT 1 FROM messages WHERE state = 'archived'")

    def read(self):
        """The messages in the order in which they were read, as the log has them."""
        return [line["message"] for line in self.lines if line["event"] == "message read"]


def stopped(*processes):
    for process in processes:
        process.send_signal(signal.SIGTERM)
    return [process.wait(600) for process in processes]


@pytest.mark.long
def test_two_workers_come_to_what_one_poll_comes_to(server, cluster, undisturbed, tmp_path):
    shared = mailboxes.configure(server, tmp_path, store=cluster.database())
    shared.write_text(shared.read_text("utf-8") + ONE_PLACE, "utf-8")
    with Workers(shared) as workers:
        both = workers.start("one"), workers.start("two")
        workers.until(workers.are_through)
        assert stopped(*both) == [0, 0]
        assert workers.ask("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('doing', 'failed')") == [(0,)]
    assert mailboxes.export(shared) == mailboxes.export(undisturbed)
    assert mailboxes.messages(shared) == mailboxes.messages(undisturbed)


@pytest.fixture
def mails(tmp_path):
    made = Maildirs.make(tmp_path)
    for number, (mailbox, original, arrived) in enumerate(killing.mails(6)):
        made.deliver(mailbox, original, arrived, f"{arrived.timestamp():.0f}.{number:06}.test")
    return made


def test_what_a_killed_worker_was_reading_is_read_by_another_once(cluster, mails):
    alone = mails.configure(mails.folder / "alone")
    assert mailboxes.command(alone, "poll").returncode == 0
    shared = mails.configure(mails.folder / "shared", store=cluster.database(), more=ONE_PLACE)
    with Workers(shared) as workers:
        dying = workers.start("dying", CANDIDATURES_FAILPOINT="process.read:3")
        assert dying.wait(600) == -signal.SIGKILL
        other = workers.start("other")
        workers.until(workers.are_through)
        assert stopped(other) == [0]
        assert sorted(workers.read()) == sorted({*workers.read()})
        assert any(line["event"] == "taken from a worker that is gone" for line in workers.lines)
        assert workers.ask("SELECT max(attempts) FROM messages") == [(0,)]
    assert mailboxes.export(shared) == mailboxes.export(alone)


def test_machines_that_share_a_bucket_and_no_disk_come_to_what_one_poll_comes_to(cluster, ceph, mails, monkeypatch):
    monkeypatch.setenv(SECRET, SECRET_KEY)
    alone = mails.configure(mails.folder / "alone")
    assert mailboxes.command(alone, "poll").returncode == 0
    shared = ONE_PLACE + ceph.section(ceph.bucket(), secret_env=SECRET)
    store = cluster.database()
    first, second = (mails.configure(mails.folder / name, store=store, more=shared) for name in ("first", "second"))
    with Workers(first) as workers:
        dying = workers.start("first", CANDIDATURES_FAILPOINT="process.read:3")
        assert dying.wait(600) == -signal.SIGKILL
        other = workers.start("second", second)
        workers.until(workers.are_through)
        assert stopped(other) == [0]
    assert mailboxes.export(second) == mailboxes.export(alone)
    assert mailboxes.messages(second) == mailboxes.messages(alone)
    audited = mailboxes.command(second, "audit")
    assert (audited.returncode, audited.stderr) == (0, "")


def test_a_daemon_and_workers_refuse_each_other(cluster, mails):
    shared = mails.configure(mails.folder / "shared", store=cluster.database())
    with Workers(shared) as workers:
        worker = workers.start("one")
        workers.until(lambda: workers.lines[-1]["event"] == "working")
        daemon = mailboxes.command(shared, "run", check=False)
        assert (daemon.returncode, daemon.stdout) == (3, "")
        assert "or workers are" in daemon.stderr
        assert mailboxes.command(shared, "status", "--running").returncode == 0
        moving = shared.with_name("moving.toml")
        moving.write_text(shared.read_text("utf-8") + '\n[objects]\nurl = "s3://bucket"\n', "utf-8")
        moved = mailboxes.command(moving, "move-archive", check=False)
        assert (moved.returncode, "one: workers are at work on the store: stop them first" in moved.stderr) == (2, True)
        assert stopped(worker) == [0]
        assert mailboxes.command(shared, "status", "--running", check=False).returncode == 1


def test_a_store_on_sqlite_has_no_workers(mails):
    done = mailboxes.command(mails.configure(mails.folder / "alone"), "worker", check=False)
    assert done.returncode == 3
    assert "here run `candidatures run`" in done.stderr
