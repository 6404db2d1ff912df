from __future__ import annotations

from datetime import UTC, datetime, timedelta
from shutil import copyfile

import pytest

from jobs.care.status import status
from jobs.care.status.conditions import Condition
from jobs.config.configuration import load
from jobs.daemon import alerts
from jobs.daemon.alerts import Alerts, changes
from jobs.daemon.state import SharedState
from jobs.errors import UndeliverableError
from jobs.runtime.daemon_state import KEY, DaemonState
from store.errors import StoreUnreachable
from store.store import Store
from tests.maildirs import Maildirs

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)


class Channel:
    name = "test"

    def __init__(self):
        self.sent = []
        self.works = True

    def send(self, alert):
        if not self.works:
            raise UndeliverableError("no")
        self.sent.append((alert.event, alert.key))


class World:
    """Settings, a store, and what is wrong at the moment."""

    def __init__(self, folder, monkeypatch, migrated):
        self.settings = load(Maildirs.make(folder).configure())
        self.store = Store.open(f"sqlite:///{copyfile(migrated, folder / 'candidatures.db')}")
        self.channel = Channel()
        self.wrong = ()
        monkeypatch.setattr(alerts.status, "take", self.take)
        self.notes = SharedState(DaemonState(polls=1, started_at=NOW))
        self.alerts = self.started()

    def take(self, *_args, **_keys):
        if isinstance(self.wrong, Exception):
            raise self.wrong
        return type("Now", (), {"conditions": self.wrong})

    def started(self):
        return Alerts(self.settings, self.store, self.notes, clock=lambda: NOW, told_by=[self.channel])


@pytest.fixture
def world(tmp_path, monkeypatch, migrated):
    assert alerts.status is status
    made = World(tmp_path, monkeypatch, migrated)
    yield made
    made.store.close()


FAILED = Condition(key="failed", sentence="1 message could not be read")
DISK = Condition(key="disk", sentence="little room")


def test_what_begins_and_what_ends():
    begun, ended = changes({"failed": "1 message"}, [DISK])
    assert begun == [DISK]
    assert ended == [Condition(key="failed", sentence="1 message")]


def test_one_message_when_it_begins_one_when_it_ends_none_between(world):
    world.wrong = (FAILED,)
    for _ in range(3):
        world.alerts.look()
    assert world.channel.sent == [("begins", "failed")]
    world.wrong = ()
    for _ in range(3):
        world.alerts.look()
    assert world.channel.sent == [("begins", "failed"), ("ends", "failed")]


def test_a_restart_does_not_tell_again(world):
    world.wrong = (FAILED,)
    world.alerts.look()
    world.alerts = world.started()
    world.alerts.look()
    world.wrong = (FAILED, DISK)
    world.alerts.look()
    assert world.channel.sent == [("begins", "failed"), ("begins", "disk")]


def test_what_could_not_be_delivered_is_told_at_the_next_look(world):
    world.wrong, world.channel.works = (FAILED,), False
    world.alerts.look()
    world.channel.works = True
    world.alerts.look()
    assert world.channel.sent == [("begins", "failed")]


def test_a_store_that_cannot_be_read_is_told_too(world):
    world.wrong = StoreUnreachable("store x can't be reached")
    world.alerts.look()
    assert world.channel.sent == [("begins", "store")]


def test_before_the_first_poll_nobody_knows_until_it_takes_too_long(world):
    world.wrong = (FAILED,)
    world.notes = SharedState(DaemonState(started_at=NOW))
    world.alerts = world.started()
    world.alerts.look()
    assert world.channel.sent == []
    world.notes = SharedState(DaemonState(started_at=NOW - timedelta(hours=1)))
    world.alerts = world.started()
    world.alerts.look()
    assert world.channel.sent == [("begins", "failed")]


def test_the_daemons_note_is_kept_for_the_status_command(world):
    world.notes.trouble("pass", "broke off")
    world.alerts.look()
    with world.store.peek() as transaction:
        kept = DaemonState.from_json(transaction.health.get(KEY))
    assert kept.troubles == {"pass": "broke off"}
    assert kept.started_at == NOW


def test_the_store_speaks_of_this_daemon_from_its_start_on(world):
    world.notes.started(NOW + timedelta(hours=1))
    world.alerts.remember()
    with world.store.peek() as transaction:
        assert DaemonState.from_json(transaction.health.get(KEY)) == world.notes.now
