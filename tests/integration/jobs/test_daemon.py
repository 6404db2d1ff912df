from __future__ import annotations

import json
import os
import signal
import socket
import threading
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from jobs.config import configuration
from jobs.intake.poll import polling
from jobs.runtime.daemon_state import KEY, DaemonState
from jobs.runtime.workplace import open_store
from tests import killing
from tests.maildirs import Maildirs
from tests.running import Running, command

pytestmark = pytest.mark.long

DAY = timedelta(days=1)


@pytest.fixture
def maildirs(tmp_path):
    filled = Maildirs.make(tmp_path)
    for index, (mailbox, original, arrived) in enumerate(killing.mails(3)):
        filled.deliver(mailbox, original, arrived, f"{index:06}.test")
    return filled


def instant(at):
    """As TOML writes it."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def now():
    return datetime.now(UTC)


def messages(config):
    return json.loads(command(config, "messages", "--format", "json").stdout)


def test_it_polls_at_once_then_on_schedule_and_ends_at_sigterm(maildirs):
    config = maildirs.configure(closes_at="2099-01-01", interval=1)
    with Running(config) as daemon:
        assert daemon.until("poll made")["seen"] == 3 + 1
        _, original, _ = killing.mails(9)[-1]
        maildirs.deliver("b", original, now(), "later.test")
        daemon.until("poll made", lambda said: said["seen"] == 1)
        daemon.send(signal.SIGTERM)
        assert daemon.ended() == 0
        assert not daemon.said("stopped in the middle of a pass; the next start does the rest")
    assert {message["state"] for message in messages(config)} <= {"parsed", "skipped"}


def test_a_second_daemon_on_the_same_archive_is_refused(maildirs):
    config = maildirs.configure(closes_at="2099-01-01")
    with Running(config) as daemon:
        daemon.until("poll made")
        second = command(config, "run")
        assert second.returncode == 2
        assert "another `candidatures run` is at work" in second.stderr


def test_started_after_the_end_it_makes_one_pass_says_so_and_ends(maildirs):
    config = maildirs.configure(closes_at="2026-03-15")
    with Running(config) as daemon:
        assert daemon.ended() == 0
        assert daemon.said("the notices are over: one pass, then the end")
        assert len(daemon.said("poll made")) == 1
    (text,) = (maildirs.folder / "reports").glob("eo-arlon-2026-*.txt")
    assert "Rapport de clôture" in text.read_text("utf-8")
    assert text.stat().st_mode & 0o077 == 0


def test_a_life_from_open_over_grace_to_report_and_end(maildirs):
    config = maildirs.configure(closes_at="2099-01-01", interval=1)
    closes = now() - timedelta(hours=1)
    with Running(config) as daemon:
        daemon.until("poll made")
        maildirs.configure(closes_at=instant(closes), interval=1)
        applied(config)
        daemon.until("the notices have changed in the store: restarted with them")
        deliver_late(maildirs, closes)
        daemon.until("poll made", lambda said: said["seen"] == 1)
        assert not daemon.said("closing report written")
        ends_soon = (now() - closes + timedelta(seconds=3)) / timedelta(hours=1)
        maildirs.configure(closes_at=instant(closes), grace_hours=ends_soon, interval=1)
        applied(config)
        assert daemon.ended() == 0
        assert daemon.said("audit made")[0]["differences"] == 0
        assert daemon.said("all notices are over: the daemon ends")
    (late,) = [message for message in messages(config) if message["disposition"] == "late"]
    assert "by its trace headers it was sent before" in late["reason"]
    (text,) = (maildirs.folder / "reports").glob("*.txt")
    assert "il a été envoyé avant" in text.read_text("utf-8")


def applied(config):
    done = command(config, "notices", "apply", "--yes")
    assert done.returncode == 0, done.stderr
    return done.stdout


def deliver_late(maildirs, closes):
    """A mail that a server had five minutes before the cutoff, and that arrives now."""
    hops = (now(), closes - timedelta(minutes=5))
    trace = "".join(f"Received: from x by y; {at:%a, %d %b %Y %H:%M:%S} +0000\r\n" for at in hops)
    _, original, _ = killing.mails(9)[-1]
    maildirs.deliver("a", trace.encode() + original, now(), "late.test")


def test_an_applied_cutoff_turns_late_into_in_time_and_an_unapplied_one_is_only_told(maildirs):
    config = maildirs.configure(closes_at="2026-01-15", grace_hours=24 * 36500, interval=3600)
    with Running(config) as daemon:
        daemon.until("poll made")
        assert {message["disposition"] for message in messages(config)} == {"late"}
        maildirs.configure(closes_at="2026-03-15", grace_hours=24 * 36500, interval=3600)
        daemon.send(signal.SIGHUP)
        told = daemon.until(polling.UNAPPLIED)
        assert told["differs"].startswith("closes_at: 2026-01-15 23:59:59 CET -> 2026-03-15 23:59:59 CET")
        assert {message["disposition"] for message in messages(config)} == {"late"}
        assert command(config, "status").returncode == 1
        applied(config)
        assert {message["disposition"] for message in messages(config)} == {"application"}
        daemon.send(signal.SIGTERM)
        assert daemon.ended() == 0


def test_a_configuration_that_cannot_be_used_does_not_replace_the_one_that_runs(maildirs):
    config = maildirs.configure(closes_at="2099-01-01", interval=3600)
    with Running(config) as daemon:
        daemon.until("poll made")
        config.write_text(config.read_text("utf-8") + "\nnonsense = 1\n", "utf-8")
        daemon.send(signal.SIGHUP)
        faults = daemon.until("the new configuration can't be used; the old one stays in force")["faults"]
        assert "nonsense: unknown key" in faults[0]
        daemon.until("running")
        checked = command(config, "check", "--configuration")
        assert (checked.returncode, "nonsense: unknown key" in checked.stderr) == (2, True)
        maildirs.configure(closes_at="2099-01-01", interval=3600)
        assert command(config, "check", "--configuration").returncode == 0
        told = command(config, "status")
        assert told.returncode == 1
        assert "PROBLEM     the daemon keeps an older configuration since a reload at 2" in told.stdout
        assert "nonsense: unknown key" in told.stdout
        daemon.send(signal.SIGHUP)
        daemon.until("configuration reloaded")
        daemon.until("running")
        assert "older configuration" not in command(config, "status").stdout
        daemon.send(signal.SIGTERM)
        assert daemon.ended() == 0


def test_systemd_is_told_ready_watchdog_and_stopping(maildirs, tmp_path):
    config = maildirs.configure(closes_at="2099-01-01")
    where = str(tmp_path / "notify")
    with _hearing(where) as heard, Running(config, environment={**os.environ, "NOTIFY_SOCKET": where}) as daemon:
        daemon.until("poll made")
        daemon.send(signal.SIGTERM)
        assert daemon.ended() == 0
    assert heard[0].startswith(b"READY=1")
    assert heard[1] == b"WATCHDOG=1"
    assert b"STOPPING=1" in heard


@contextmanager
def _hearing(where):
    """What is said to a socket until the block ends, heard at once: one that nobody empties takes a few words alone."""
    heard, over = [], b"that is all"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear, socket.socket(ear.family, ear.type) as last:
        ear.bind(where)
        listener = threading.Thread(target=lambda: heard.extend(iter(lambda: ear.recv(4096), over)))
        listener.start()
        try:
            yield heard
        finally:
            last.sendto(over, where)
            listener.join()


def test_a_poll_by_hand_and_the_daemon_take_turns(maildirs):
    config = maildirs.configure(closes_at="2099-01-01", interval=1)
    with Running(config) as daemon:
        daemon.until("poll made")
        assert command(config, "poll").returncode == 0
        daemon.send(signal.SIGTERM)
        assert daemon.ended() == 0
    assert len(messages(config)) == 3


def test_status_tells_how_things_stand(maildirs):
    config = maildirs.configure(closes_at="2099-01-01", interval=1)
    with Running(config) as daemon:
        daemon.until("poll made")
        while not (told := command(config, "status", "--format", "json")).stdout:
            pass
        status = json.loads(told.stdout)
        assert (told.returncode, status["well"], status["daemon"]["running"]) == (0, True, True)
        assert status["notices"][0]["applications"] == 3
        assert [mailbox["failures"] for mailbox in status["mailboxes"]] == [0, 0]
        daemon.send(signal.SIGTERM)
        assert daemon.ended() == 0
    assert "daemon      not running" in command(config, "status").stdout


def test_a_pass_that_ended_is_known_at_once(maildirs):
    config = maildirs.configure(closes_at="2099-01-01", interval=3600)
    with Running(config) as daemon:
        daemon.until("poll made")
        daemon.send(signal.SIGTERM)
        assert daemon.ended() == 0
    with closing(open_store(configuration.load(config), read_only=True)) as store, store.peek() as transaction:
        note = DaemonState.from_json(transaction.health.get(KEY))
    assert note.polls == 1
    assert note.next_poll_at is not None


def test_a_door_that_is_shut_is_a_problem_whoever_polled(maildirs):
    config = maildirs.configure(closes_at="2099-01-01")
    maildirs.folder.joinpath("a").rename(maildirs.folder / "away")
    assert command(config, "poll").returncode == 3
    told = command(config, "status")
    assert (told.returncode, "PROBLEM     mailbox a" in told.stdout, "well" in told.stdout) == (1, True, False)
    maildirs.folder.joinpath("away").rename(maildirs.folder / "a")
    assert command(config, "poll").returncode == 0
    told = command(config, "status")
    assert (told.returncode, "all is well" in told.stdout) == (0, True)


def test_before_the_notice_opens_nothing_is_polled(maildirs):
    config = maildirs.configure(closes_at="2099-01-01\nopens_at = 2098-01-01", interval=1)
    with Running(config) as daemon:
        assert daemon.until("not open yet: polling begins then")["begins"] == "2097-12-31T23:00:00+00:00"
        daemon.until("running")
        opens = now() + timedelta(seconds=5)
        maildirs.configure(closes_at=f"2099-01-01\nopens_at = {instant(opens)}", interval=1)
        applied(config)
        assert daemon.until("poll made")["seen"] == 4
        assert now() >= opens - timedelta(seconds=1)
        daemon.send(signal.SIGTERM)
        assert daemon.ended() == 0


def test_a_cutoff_moved_while_it_was_down_waits_until_it_is_applied(maildirs):
    config = maildirs.configure(closes_at="2026-01-15", grace_hours=24 * 36500, interval=3600)
    with Running(config) as daemon:
        daemon.until("poll made")
        daemon.send(signal.SIGTERM)
        assert daemon.ended() == 0
    maildirs.configure(closes_at="2026-03-15", grace_hours=24 * 36500, interval=3600)
    with Running(config) as daemon:
        daemon.until(polling.UNAPPLIED)
        daemon.send(signal.SIGTERM)
        assert daemon.ended() == 0
    assert {message["disposition"] for message in messages(config)} == {"late"}
    assert "3 late → application" in applied(config)
    assert {message["disposition"] for message in messages(config)} == {"application"}
