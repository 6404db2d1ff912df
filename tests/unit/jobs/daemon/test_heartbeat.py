from __future__ import annotations

from datetime import UTC, datetime

import pytest

from jobs.daemon.heartbeat import Clock as WallClock
from jobs.daemon.heartbeat import Heartbeat, watched


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_silent_work_hangs_after_its_limit_and_a_beat_starts_anew(clock):
    heartbeat = Heartbeat(10, clock)
    with heartbeat.during("a poll"):
        clock.now = 10
        assert heartbeat.hangs() is None
        clock.now = 11
        assert heartbeat.hangs() == "a poll"
        heartbeat.beat()
        assert heartbeat.hangs() is None


def test_where_nothing_is_under_way_nothing_hangs(clock):
    heartbeat = Heartbeat(10, clock)
    with heartbeat.during("a poll"):
        pass
    heartbeat.beat()
    clock.now = 1000
    assert heartbeat.hangs() is None


class Dripping:
    """A mailbox whose every step takes nine seconds."""

    name, folder, unanswered = "a", "INBOX", frozenset({3})

    def __init__(self, clock):
        self.clock = clock

    def connect(self):
        self.clock.now += 9

    def scan(self, recorded, limit=None):
        del recorded, limit
        for _ in range(3):
            self.clock.now += 9
            yield ()

    def fetch(self, uids):
        for uid in uids:
            self.clock.now += 9
            yield uid, b""

    def search(self, recorded=None):
        del recorded
        self.clock.now += 9
        return frozenset()


def test_every_step_of_a_mailbox_is_a_sign_of_life(clock):
    heartbeat = Heartbeat(10, clock)
    mailbox = watched(Dripping(clock), heartbeat)
    with heartbeat.during("a poll"):
        mailbox.connect()
        for _ in mailbox.scan(None):
            assert heartbeat.hangs() is None
        for _ in mailbox.fetch([1, 2, 3]):
            assert heartbeat.hangs() is None
        mailbox.search()
        assert heartbeat.hangs() is None
    assert (mailbox.name, mailbox.folder, mailbox.unanswered) == ("a", "INBOX", {3})


def test_a_clock_that_is_set_back_is_noticed_once():
    wall, steady = [1000.0], [0.0]
    clock = WallClock(lambda: datetime.fromtimestamp(wall[0], UTC), lambda: steady[0])
    wall[0], steady[0] = 1060.0, 60.0
    assert not clock.was_set_back()
    wall[0], steady[0] = 1061.0 - 3600, 61.0
    assert clock.was_set_back()
    assert not clock.was_set_back()
    wall[0] += 7200  # set forward: what is due then is due at once
    assert not clock.was_set_back()
