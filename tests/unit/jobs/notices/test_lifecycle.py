from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from jobs.config.settings import NoticeSettings
from jobs.notices.lifecycle import Phase, begins_at, ends_at, phase


def notice(slug="n", **keys):
    keys = {"closes_at": date(2026, 3, 15), **keys}
    return NoticeSettings(slug=slug, title="t", subject="Recrutement", **keys).notice


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-01-31T22:59:59+00:00", Phase.BEFORE),
        ("2026-01-31T23:00:00+00:00", Phase.OPEN),  # midnight in Brussels
        ("2026-03-15T22:59:59+00:00", Phase.OPEN),
        ("2026-03-15T23:00:00+00:00", Phase.GRACE),
        ("2026-03-17T22:59:59+00:00", Phase.GRACE),
        ("2026-03-17T23:00:00+00:00", Phase.OVER),
    ],
)
def test_a_notice_is_open_to_the_last_instant_of_its_day_and_waits_two_days_more(at, expected):
    assert phase(notice(opens_at=date(2026, 2, 1)), datetime.fromisoformat(at)) is expected


def test_grace_is_elapsed_time_where_the_clocks_change():
    closing = notice(closes_at=date(2026, 3, 28))
    assert ends_at([closing]) - closing.closes_at.astimezone(UTC) == timedelta(hours=48)


def test_the_last_notice_ends_it_and_the_first_begins_it():
    early, late = notice("a", opens_at=date(2026, 1, 1)), notice("b", opens_at=date(2026, 2, 1), grace_hours=0.0)
    assert begins_at([late, early]) == early.opens_at
    assert ends_at([late, early]) == early.closes_at + timedelta(hours=48)
    assert begins_at([early, notice("c")]) is None
