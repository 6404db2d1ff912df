from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from store.views.zones import KeptInstants, by_day

CHANGES = {
    "Europe/Brussels": (datetime(2026, 3, 27, tzinfo=UTC), datetime(2026, 10, 23, tzinfo=UTC)),
    "America/Sao_Paulo": (datetime(2018, 11, 2, tzinfo=UTC), datetime(2019, 2, 14, tzinfo=UTC)),
    "Asia/Kolkata": (datetime(2026, 3, 1, tzinfo=UTC),),
}
"""Days before the clocks change; in Brazil they did at midnight, which was skipped or came twice."""


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=["SQLite", "PostgreSQL"])
@pytest.mark.parametrize(("zone", "begin"), [(zone, begin) for zone, begins in CHANGES.items() for begin in begins])
def test_instants_fall_on_the_days_of_their_zone(zone, begin, dialect):
    kept = KeptInstants(dialect)
    instants = [begin + timedelta(minutes=15 * number) for number in range(4 * 24 * 5)]
    days = by_day([kept.written(at) for at in instants], ZoneInfo(zone), kept)
    assert days == Counter(at.astimezone(ZoneInfo(zone)).date() for at in instants)


def test_without_instants_there_is_no_day():
    assert by_day([], UTC, KeptInstants(sqlite.dialect())) == {}
