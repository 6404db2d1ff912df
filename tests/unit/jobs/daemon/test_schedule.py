from __future__ import annotations

import queue
import threading
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from jobs.daemon.schedule import Schedule

SOON = 600.0


class Watch:
    def __init__(self):
        self.done = queue.Queue()
        self.troubles = queue.Queue()
        self.schedule = Schedule(
            zone=ZoneInfo("Europe/Brussels"),
            on_trouble=lambda sentence, *_: self.troubles.put(sentence),
            on_news=lambda whose: self.done.put(f"news of {whose}"),
        )


@pytest.fixture
def watch():
    made = Watch()
    yield made
    made.schedule.close()


def test_the_first_run_is_now_and_not_after_one_interval(watch):
    watch.schedule.every(3600, lambda: watch.done.put("poll"), name="poll")
    watch.schedule.start()
    assert watch.done.get(timeout=SOON) == "poll"
    assert watch.schedule.next_poll > datetime.now(UTC) + timedelta(minutes=50)


def test_news_polls_at_once_and_one_at_a_time(watch):
    begun, go = threading.Event(), threading.Event()

    def slow():
        begun.set()
        go.wait(SOON)
        watch.done.put("poll")

    watch.schedule.every(3600, slow, name="poll")
    watch.schedule.start()
    assert begun.wait(SOON)
    watch.schedule.news("a")
    watch.schedule.news("b")
    assert watch.done.empty()
    go.set()
    assert [watch.done.get(timeout=SOON) for _ in range(3)] == ["poll", "news of a", "news of b"]


def test_a_mailbox_that_failed_is_polled_by_itself_and_once_however_often_it_was_put_off(watch):
    watch.schedule.every(3600, lambda: watch.done.put("poll"), name="poll")
    watch.schedule.retry("a", timedelta(hours=1))
    watch.schedule.retry("a", timedelta(0))
    watch.schedule.start()
    assert [watch.done.get(timeout=SOON) for _ in range(2)] == ["poll", "news of a"]
    assert watch.done.empty()


def test_what_runs_aside_is_not_held_up_by_a_long_poll(watch):
    go = threading.Event()
    watch.schedule.every(3600, lambda: go.wait(SOON), name="poll")
    watch.schedule.every(3600, lambda: watch.done.put("care"), name="care", worker="aside")
    watch.schedule.start()
    assert watch.done.get(timeout=SOON) == "care"
    go.set()


def test_a_job_that_raises_is_reported_and_comes_again(watch):
    def wrong():
        watch.done.put("tried")
        raise RuntimeError("oh")

    watch.schedule.every(1, wrong, name="poll")
    watch.schedule.start()
    assert watch.troubles.get(timeout=SOON) == "poll raised RuntimeError: oh"
    assert [watch.done.get(timeout=SOON) for _ in range(2)] == ["tried", "tried"]


def test_a_poll_longer_than_the_interval_is_told_in_the_log_and_alarms_nobody(watch, monkeypatch):
    go, said = threading.Event(), queue.Queue()
    monkeypatch.setattr("jobs.daemon.schedule.log", SimpleNamespace(warning=said.put))
    watch.schedule.every(1, lambda: go.wait(SOON), name="poll")
    watch.schedule.start()
    assert "longer than the interval" in said.get(timeout=SOON)
    assert watch.troubles.empty()
    go.set()


def test_an_end_that_is_past_is_no_job(watch):
    watch.schedule.once(datetime.now(UTC) - timedelta(seconds=5), lambda: watch.done.put("end"), name="end")
    watch.schedule.once(datetime.now(UTC) + timedelta(seconds=1), lambda: watch.done.put("later"), name="later")
    watch.schedule.start()
    assert watch.done.get(timeout=SOON) == "later"
