from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jobs.care.status.conditions import MailboxStatus, conditions
from jobs.config.settings import AlertSettings

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def mailbox(**keys):
    known = {
        "last_success_at": NOW,
        "last_attempt_at": NOW,
        "failures": 0,
        "failing_since": None,
        "last_error": None,
        "unanswered": 0,
    }
    return MailboxStatus(name="a", **(known | keys))


def keys_of(*mailboxes, now=NOW, since=None, **more):
    found = conditions(
        mailboxes,
        **({"failed": 0, "differences": 0, "troubles": {}, "free": 1 << 40} | more),
        limits=AlertSettings(after_intervals=3),
        interval=300.0,
        since=since,
        now=now,
    )
    return [condition.key for condition in found]


def test_nothing_wrong():
    assert keys_of(mailbox()) == []


@pytest.mark.parametrize(("minutes", "expected"), [(15, []), (16, ["mailbox a"])])
def test_a_mailbox_without_a_good_poll_for_three_intervals(minutes, expected):
    assert keys_of(mailbox(last_success_at=NOW - minutes * MINUTE, failures=4)) == expected


def test_a_mailbox_never_polled_counts_from_the_daemons_start():
    assert keys_of(mailbox(last_success_at=None), since=NOW - 14 * MINUTE) == []
    assert keys_of(mailbox(last_success_at=None), since=NOW - 16 * MINUTE) == ["mailbox a"]


def test_a_refused_login_is_told_at_once():
    assert keys_of(mailbox(refused=True, last_error="mailbox a: refused", failures=1)) == ["mailbox a"]


def test_once_all_is_over_a_mailbox_need_not_be_polled():
    assert keys_of(mailbox(last_success_at=NOW - timedelta(days=30)), now=None) == []


def test_everything_else():
    found = keys_of(
        mailbox(withheld=2, warning="the sign-in expires"),
        failed=1,
        differences=2,
        free=10 << 20,
        troubles={"pass": "broke off"},
    )
    assert found == ["withheld a", "sign-in a", "failed", "disk", "audit", "pass"]


def test_a_daemon_that_ran_and_does_not_is_told_while_something_is_to_be_polled():
    assert keys_of(mailbox(), stopped=True) == ["daemon"]
    assert keys_of(mailbox(), stopped=True, now=None) == []
