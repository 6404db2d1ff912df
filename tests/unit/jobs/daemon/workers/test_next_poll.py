"""When a mailbox is due next is known to every worker, and follows the daemon's policy."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ingest.backoff import BackOff
from ingest.errors import LoginRefused, MailboxUnreachable
from jobs.daemon.workers.tasks import after_poll, keep_next_poll, next_poll
from store import Store

NOW = datetime(2026, 3, 15, 22, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    opened = Store.open(f"sqlite:///{tmp_path}/store.db", upgrade=True)
    yield opened
    opened.close()


def test_one_that_was_never_polled_is_due(store):
    with store.peek() as transaction:
        assert next_poll(transaction.health, "a").due(NOW)


def test_after_a_good_poll_it_is_due_in_an_interval():
    after = after_poll(BackOff(failures=3, refusals=1), None, NOW, 300)
    assert after == BackOff(not_before=NOW + timedelta(minutes=5))
    assert not after.due(NOW + timedelta(seconds=299))
    assert after.due(NOW + timedelta(seconds=300))


def test_each_failure_in_a_row_makes_the_pause_longer():
    first = after_poll(BackOff(), MailboxUnreachable("a", "gone"), NOW, 300)
    fifth = first
    for _ in range(4):
        fifth = after_poll(fifth, MailboxUnreachable("a", "gone"), NOW, 300)
    assert first.failures == 1
    assert first.not_before - NOW <= timedelta(seconds=5)
    assert timedelta(seconds=40) <= fifth.not_before - NOW <= timedelta(seconds=80)


def test_a_refused_login_waits_long():
    after = after_poll(BackOff(), LoginRefused("a", "no"), NOW, 300)
    assert after == BackOff(not_before=NOW + timedelta(hours=1), failures=1, refusals=1)


def test_it_is_kept_in_the_store(store):
    kept = BackOff(not_before=NOW, failures=2, refusals=1)
    with store.begin() as transaction:
        assert next_poll(transaction.health, "a") == BackOff()
        keep_next_poll(transaction.health, "a", kept)
        keep_next_poll(transaction.health, "b_c", BackOff(failures=1))
        transaction.health.put("due", "of something else")
    with store.peek() as transaction:
        assert next_poll(transaction.health, "a") == kept
        assert next_poll(transaction.health, "b_c") == BackOff(failures=1)
