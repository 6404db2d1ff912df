"""When a mailbox is due next is known to every worker, and follows the daemon's policy."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ingest.errors import LoginRefused, MailboxUnreachable
from jobs.daemon.workers.tasks import NextPoll
from store import Store

NOW = datetime(2026, 3, 15, 22, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    opened = Store.open(f"sqlite:///{tmp_path}/store.db", upgrade=True)
    yield opened
    opened.close()


def test_one_that_was_never_polled_is_due():
    assert NextPoll().is_now(NOW)


def test_after_a_good_poll_it_is_due_in_an_interval():
    after = NextPoll(failures=3, refusals=1, closed=True).after(None, NOW, 300)
    assert after == NextPoll(not_before=NOW + timedelta(minutes=5))
    assert not after.is_now(NOW + timedelta(seconds=299))
    assert after.is_now(NOW + timedelta(seconds=300))


def test_each_failure_in_a_row_makes_the_pause_longer():
    first = NextPoll().after(MailboxUnreachable("a", "gone"), NOW, 300)
    fifth = first
    for _ in range(4):
        fifth = fifth.after(MailboxUnreachable("a", "gone"), NOW, 300)
    assert first.failures == 1
    assert first.not_before - NOW <= timedelta(seconds=5)
    assert timedelta(seconds=40) <= fifth.not_before - NOW <= timedelta(seconds=80)
    assert not fifth.closed


def test_a_refused_login_waits_long_and_is_for_a_person():
    after = NextPoll().after(LoginRefused("a", "no"), NOW, 300)
    assert after == NextPoll(not_before=NOW + timedelta(hours=1), failures=1, refusals=1, closed=True)


def test_it_is_kept_in_the_store(store):
    kept = NextPoll(not_before=NOW, failures=2, refusals=1, closed=True)
    with store.begin() as transaction:
        assert NextPoll.of(transaction.health, "a") == NextPoll()
        kept.keep(transaction.health, "a")
        NextPoll(failures=1).keep(transaction.health, "b_c")
        transaction.health.put("due", "of something else")
    with store.peek() as transaction:
        assert NextPoll.of(transaction.health, "a") == kept
        assert NextPoll.all(transaction.health) == {"a": kept, "b_c": NextPoll(failures=1)}
