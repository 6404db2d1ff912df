from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_failures_are_counted_from_the_last_success(store):
    with store.begin() as tx:
        tx.health.succeeded("a", NOW)
        assert tx.health.failed("a", NOW + timedelta(minutes=5), "no answer") == 1
        assert tx.health.failed("a", NOW + timedelta(minutes=10), "no answer") == 2
        [health] = tx.health.all()
        assert (health.failing_since, health.last_success_at) == (NOW + timedelta(minutes=5), NOW)
        tx.health.succeeded("a", NOW + timedelta(minutes=15))
        [health] = tx.health.all()
        assert (health.failures, health.failing_since, health.last_error) == (0, None, None)


def test_a_door_that_was_shut_is_remembered_until_the_next_attempt(store):
    with store.begin() as tx:
        for refused in (True, False, True):
            tx.health.failed("a", NOW, "login refused", refused=refused)
            assert [one.refused for one in tx.health.all()] == [refused]
        tx.health.succeeded("a", NOW)
        assert [one.refused for one in tx.health.all()] == [False]


def test_named_values_outlive_a_restart(store):
    with store.begin() as tx:
        tx.health.put("report", "2026-03-17")
        tx.health.put("report", "2026-03-18")
    with store.begin() as tx:
        assert tx.health.get("report") == "2026-03-18"
        tx.health.put("report", None)
        tx.health.put("nothing", None)
        assert tx.health.get("report") is None
