"""Workers on a real PostgreSQL: two processes come to what the daemon comes to, and one that dies loses nothing."""

from __future__ import annotations

import signal
import urllib.request
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from ingest.archive import removal
from jobs.config import configuration
from jobs.daemon.workers.tasks import Tasks
from jobs.intake.process import forgotten_originals
from jobs.runtime.workplace import open_workplace
from store import Store
from store.database import work_queue
from tests import killing, mailboxes, same_export
from tests.maildirs import Maildirs
from tests.missing import missing
from tests.running import Running, Workers, stopped
from tests.same_export import ONE_PLACE, SECRET
from tests.servers import postgres
from tests.servers.ceph import SECRET_KEY
from tests.servers.dovecot import free_ports

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def cluster():
    if postgres.program("initdb") is None:
        missing("PostgreSQL is missing: apt install postgresql")
    with postgres.running() as running:
        yield running


@pytest.mark.soak("needs Ceph; `make test` has the export of two workers without a bucket, one of them killed")
def test_workers_with_a_bucket_come_to_the_byte_to_what_the_daemon_alone_comes_to(
    sample_read, cluster, ceph, tmp_path, monkeypatch
):
    monkeypatch.setenv(SECRET, SECRET_KEY)
    with sample_read.server() as server:
        alone = same_export.Outcome.of(sample_read.copied(server, tmp_path / "alone"))
        shared = same_export.shared(server, cluster, ceph, tmp_path / "shared")
    assert alone.audit[0] == 0
    assert same_export.differing(alone, shared) == []


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


@pytest.mark.soak("needs Ceph; `make test` has the export of two workers without a bucket, one of them killed")
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
    port = free_ports(1)[0]
    measured = f"\n[metrics]\nport = {port}\n"
    shared = mails.configure(mails.folder / "shared", store=cluster.database(), more=measured)
    with Workers(shared) as workers:
        worker = workers.start("one")
        workers.until(lambda: workers.lines[-1]["event"] == "working")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            assert "candidatures_workers 1.0" in answer.read().decode()
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


def test_a_daemon_waits_for_a_command_on_another_machine(cluster, mails):
    url = cluster.database()
    shared = mails.configure(mails.folder / "shared", store=url)
    elsewhere = Store.open(url, upgrade=True)
    with elsewhere.working(alone=True) as held, Running(shared) as daemon:
        assert held
        daemon.until("another command is polling or re-ingesting: the pass waits for it")
        with elsewhere.peek() as transaction:
            assert transaction.ledger.waiting() == 0
        assert daemon.said("poll made") == []
    elsewhere.close()


def test_tidying_up_waits_for_nobody_who_reads_and_originals_leave_between_two_polls(cluster, mails):
    url = cluster.database()
    settings = configuration.load(mails.configure(mails.folder / "shared", store=url))
    with open_workplace(settings) as place, closing(Store.open(url)) as elsewhere:
        work_queue.install(place.store.engine)
        tasks = Tasks(place, worker="one", stopping=lambda: False)
        digest = place.archive.put(b"the menu of the week\r\n")
        with elsewhere.begin() as transaction:
            forgotten_originals.note(transaction, [digest])
        with elsewhere.working() as reads:
            assert reads
            with elsewhere.taking_in() as polls:
                assert polls
                tasks.tidy()
                assert digest in place.archive
            tasks.tidy()
            assert digest not in place.archive
        assert not forgotten_originals.are_noted(place)


def test_a_poll_of_nothing_new_waits_for_nobody_who_records(cluster, mails):
    url = cluster.database()
    settings = configuration.load(mails.configure(mails.folder / "shared", store=url))
    (mailbox, *_) = (one.name for one in settings.mailboxes)
    with open_workplace(settings) as place, closing(Store.open(url)) as elsewhere:
        now = [datetime.now(UTC)]
        tasks = Tasks(place, worker="one", stopping=lambda: False, clock=lambda: now[0])
        tasks.poll(mailbox)
        now[0] += timedelta(days=1)
        assert mailbox in [one.name for one in tasks.due()]
        with elsewhere.begin(of=["a notice"]):
            tasks.poll(mailbox)
        assert mailbox not in [one.name for one in tasks.due()]


def count_connections(request):
    """All that this process opens from now on."""
    opened = []

    def noted(*told):
        opened.append(told)

    event.listen(Pool, "connect", noted)
    request.addfinalizer(lambda: event.remove(Pool, "connect", noted))
    return opened


def test_a_worker_polls_and_reads_on_the_connections_that_it_has(cluster, mails, request):
    settings = configuration.load(mails.configure(mails.folder / "shared", store=cluster.database()))
    opened = count_connections(request)
    with open_workplace(settings) as place:
        work_queue.install(place.store.engine)
        now = [datetime.now(UTC)]
        tasks = Tasks(place, worker="one", stopping=lambda: False, clock=lambda: now[0])

        def poll():
            now[0] += timedelta(days=1)
            for one in tasks.due():
                tasks.poll(one.name)

        poll()
        with place.store.peek() as transaction:
            first, second = (one.message_id for one in transaction.ledger.pending(2))
        tasks.read(first)
        opened.clear()
        poll()
        tasks.read(second)
        assert opened == []


def test_what_is_to_leave_is_kept_in_mind_while_others_leave(cluster, mails, monkeypatch):
    url = cluster.database()
    settings = configuration.load(mails.configure(mails.folder / "shared", store=url))
    with open_workplace(settings) as place:
        first, second = (place.archive.put(content) for content in (b"one\r\n", b"two\r\n"))
        with place.store.begin() as transaction:
            forgotten_originals.note(transaction, [first])
        remove = removal.remove

        def while_another_is_noted(*given):
            with place.store.begin() as transaction:
                forgotten_originals.note(transaction, [second])
            return remove(*given)

        with monkeypatch.context() as patched:
            patched.setattr(removal, "remove", while_another_is_noted)
            forgotten_originals.carry_out(place)
        assert (first in place.archive, second in place.archive) == (False, True)
        forgotten_originals.carry_out(place)
        assert second not in place.archive


def test_a_store_on_sqlite_has_no_workers(mails):
    done = mailboxes.command(mails.configure(mails.folder / "alone"), "worker", check=False)
    assert done.returncode == 3
    assert "here run `candidatures run`" in done.stderr
