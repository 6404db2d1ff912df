from __future__ import annotations

import re
import socket
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jobs.care import metrics
from jobs.care.status import status, status_text
from jobs.care.status.conditions import Condition
from jobs.errors import UnreachableError
from jobs.notices.lifecycle import Phase
from jobs.runtime.daemon_state import DaemonState
from store.database.work_queue import QueueFigures
from store.errors import StoreLocked

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)


def standing(**keys):
    mailbox = status.MailboxStatus(
        name="a",
        last_success_at=datetime(2026, 2, 1, 11, tzinfo=UTC),
        last_attempt_at=NOW,
        failures=2,
        failing_since=NOW,
        last_error="mailbox a: gone",
        unanswered=0,
    )
    notice = status.NoticeStatus(slug="eo", phase=Phase.OPEN, closes_at=NOW, over_at=NOW, days_left=2.5, applications=7)
    known = {
        "at": NOW,
        "running": True,
        "note": DaemonState(pid=5, polls=3, next_poll_at=NOW, audited_at=NOW),
        "notices": (notice,),
        "mailboxes": (mailbox,),
        "waiting": 4,
        "failed": 1,
        "unreadable": 0,
        "near_misses": 2,
        "disk_free": 5 << 20,
        "dispositions": {"application": 7},
    }
    return status.Status(**(known | keys))


def scrape(take, *seconds):
    reading = metrics.reading_seconds()
    for each in seconds:
        reading.observe(each)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with metrics.served(port, take, reading), urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        return answer.read().decode()


def test_figures_for_prometheus():
    text = scrape(standing)
    for line in (
        "candidatures_well 1.0",
        "candidatures_messages_waiting 4.0",
        'candidatures_last_success_timestamp_seconds{mailbox="a"} 1.7699436e+09',
        'candidatures_applications{notice="eo"} 7.0',
        "candidatures_polls_total 3.0",
    ):
        assert line in text


def test_the_queue_of_workers():
    queue = QueueFigures(workers=("desk-1", "desk-2"), waiting={"poll": 1, "read": 40}, doing=3, failed=0)
    text = scrape(lambda: standing(queue=queue))
    for line in (
        "candidatures_workers 2.0",
        'candidatures_jobs_waiting{queue="read"} 40.0',
        "candidatures_jobs_under_way 3.0",
        "candidatures_jobs_failed 0.0",
    ):
        assert line in text
    assert "candidatures_workers" not in scrape(standing)


def test_a_store_that_cannot_be_read_is_a_figure_too():
    def take():
        raise StoreLocked("store x is held by another process")

    assert "candidatures_store_up 0.0" in scrape(take)


def test_a_port_that_is_taken_is_one_clear_line():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with (
            pytest.raises(UnreachableError, match=r"metrics\.port"),
            metrics.served(port, standing, metrics.reading_seconds()),
        ):
            pass


def test_a_status_for_people():
    said = "\n".join(status_text.lines(standing(conditions=(Condition(key="disk", sentence="little room"),))))
    assert "running (pid 5), next poll at 12:00:00 UTC" in said
    assert "eo: open, closes in 2.5 days (2026-02-01 12:00 UTC), 7 applications" in said
    assert "last good poll 60 minutes ago; 2 failures since: gone" in said
    assert said.endswith("PROBLEM     little room")


def test_the_last_line_says_nothing_that_a_line_above_denies():
    failing = standing()
    *_, last = status_text.lines(failing)
    assert last == "no alert yet: polls of a fail, and are tried again"
    mended = replace(failing.mailboxes[0], failures=0, last_error=None)
    *_, last = status_text.lines(replace(failing, mailboxes=(mended,)))
    assert last == "all is well"
    *_, last = status_text.lines(replace(failing, mailboxes=(mended,), running=False))
    assert last == "all is well, but no daemon runs: only `poll` looks"


@pytest.mark.parametrize("name", ["alerts.yaml", "grafana.json"])
def test_rules_and_dashboard_name_only_figures_that_there_are(name):
    text = (Path(__file__).parents[4] / "deploy" / name).read_text("utf-8")
    told = scrape(lambda: standing(conditions=(Condition(key="disk", sentence="little room"),)))
    asked = set(re.findall(r"\bcandidatures_[a-z_]+", text))
    assert asked
    assert asked <= set(re.findall(r"^(candidatures_[a-z_]+)", told, re.MULTILINE))


def test_age_of_the_queue_later_mails_and_the_report():
    hour = timedelta(hours=1)
    text = scrape(lambda: standing(oldest_waiting_at=NOW - hour, later_mails=3, undelivered=frozenset({"eo"})))
    for line in (
        "candidatures_queue_age_seconds 3600.0",
        "candidatures_later_mails_waiting 3.0",
        'candidatures_report_undelivered{notice="eo"} 1.0',
    ):
        assert line in text


def test_the_seconds_of_reading_are_counted_by_size():
    text = scrape(standing, 0.3, 0.4, 42)
    for line in (
        'candidatures_reading_seconds_bucket{le="0.2"} 0.0',
        'candidatures_reading_seconds_bucket{le="0.5"} 2.0',
        'candidatures_reading_seconds_bucket{le="60.0"} 3.0',
        "candidatures_reading_seconds_count 3.0",
    ):
        assert line in text
