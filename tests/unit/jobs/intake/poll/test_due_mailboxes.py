from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ingest.errors import LoginRefused, MailboxUnreachable
from jobs.daemon.poller import DueMailboxes
from jobs.intake.poll.scanning import MailboxScan

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)


class Clock:
    now = NOW

    def __call__(self):
        return self.now


def scanned(name, fault=None):
    return MailboxScan(mailbox=name, error=str(fault) if fault else None, fault=fault)


def test_a_mailbox_that_failed_is_held_back_alone_and_longer_each_time():
    clock = Clock()
    backoffs = DueMailboxes(["a", "b"], clock, dice=lambda: 0.0)
    waits = []
    for _ in range(3):
        backoffs.note(scanned("a", MailboxUnreachable("a", "gone")))
        waits.append(backoffs.held_back["a"] - clock.now)
        assert not backoffs.is_due("a")
        assert backoffs.is_due("b")
        clock.now = backoffs.held_back["a"]
        assert backoffs.is_due("a")
    assert waits == sorted(waits)
    assert waits[2] == 4 * waits[0]
    backoffs.note(scanned("a"))
    assert backoffs.held_back == {}


def test_a_refused_login_waits_an_hour():
    clock = Clock()
    backoffs = DueMailboxes(["a"], clock)
    backoffs.note(scanned("a", LoginRefused("a", "no")))
    clock.now += timedelta(minutes=59)
    assert not backoffs.is_due("a")
