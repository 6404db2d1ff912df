"""Three years of retention, day by day: each clock ends on its day, holds hold, and what stays is how many."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from jobs.cli import every
from jobs.config import configuration
from jobs.intake.poll import polling
from jobs.people import retention
from jobs.runtime.workplace import open_workplace
from store.database.models import ErasureRow
from store.views.values import ApplicationFilter
from tests import killing
from tests.maildirs import Maildirs

app = every()

CLOCKS = """
[privacy]
key_env = "ERASURE_KEY"

[privacy.retention]
"""
DECIDED = datetime(2026, 4, 10, 9, tzinfo=UTC)
LAST = date(2029, 3, 31)


@pytest.fixture
def config(tmp_path, monkeypatch):
    monkeypatch.setenv("ERASURE_KEY", "k" * 40)
    made = Maildirs.make(tmp_path / "place")
    for index, (mailbox, mail, arrived) in enumerate(killing.mails(5)):
        made.deliver(mailbox, mail, arrived, f"{index:06}.test")
    config = made.configure(more=CLOCKS)
    killing.run(config)
    return config


@contextmanager
def at_work(config):
    with open_workplace(configuration.load(config)) as opened:
        opened.store._clock = lambda: DECIDED
        yield replace(opened, pool=killing.Inline())


def ids(place):
    with place.store.read() as views:
        return [row.id for row in views.applications(ApplicationFilter(order="id", standing="any")).rows]


def test_three_years(config):
    with at_work(config) as place:
        plain, selected, consented, held, *_ = ids(place)
        with place.store.begin() as tx:
            for one in (plain, consented, held):
                tx.reviews.decide(one, "mireille", "reject", "")
                tx.reviews.classify_text(one, "mireille", "letter")
            tx.reviews.decide(selected, "mireille", "shortlist", "")
            tx.reviews.consent(consented, "mireille", "by mail, 12 April")
            word = tx.reviews.hold(held, "mireille", "complaint to Unia")
        everybody, gone, warned = set(ids(place)), {}, {}
        day = DECIDED.date()
        while day <= LAST:
            now = datetime.combine(day, time(4), UTC)
            if day == date(2028, 6, 1):
                with place.store.begin() as tx:
                    tx.reviews.undo(word, "mireille", "settled")
            done = retention.run(place, now=now)
            gone |= {due.key: day for due in done.gone}
            warned |= {due.key: warned.get(due.key, day) for due in done.coming}
            day += timedelta(days=1)
        assert gone[f"application {plain}"] == date(2026, 10, 11)
        assert warned[f"application {plain}"] == date(2026, 9, 27)
        assert gone[f"application {selected}"] == gone[f"application {consented}"] == date(2028, 4, 11)
        assert gone[f"application {held}"] == date(2028, 6, 15)
        assert {int(key.split()[1]) for key in gone if key.startswith("application")} == everybody
        assert ids(place) == []
        assert list(place.archive.digests()) == []
        with place.store.peek() as tx:
            counts = tx.retention.statistics()
            assert {one.cause for one in tx.erasing._session.scalars(select(ErasureRow)).all()} == {"retention"}
        assert {(notice, month) for notice, month, _, _ in counts} == {("eo-arlon-2026", "2026-02")}
        assert sum(count for *_, count in counts) == len(everybody)
        assert {outcome: count for _, _, outcome, count in counts}["selected"] == 1
        polling.run(place, polling.open_mailboxes(place.settings))
        assert ids(place) == []


def test_what_goes_and_what_is_held_is_listed_and_nothing_is_done(config):
    with at_work(config) as place:
        first, *_ = ids(place)
        before = ids(place)
    words = ["--config", str(config)]
    assert CliRunner().invoke(app, ["retention", "--hold", str(first), "--reason", "complaint", *words]).exit_code == 0
    said = CliRunner().invoke(app, ["retention", "--dry-run", "--format", "json", *words])
    assert said.exit_code == 0, said.output
    assert '"goes": "held: complaint"' in said.output
    assert said.output.count('"kind": "application"') == len(before)
    assert CliRunner().invoke(app, ["retention", "--release", str(first), *words]).exit_code == 0
    assert CliRunner().invoke(app, ["retention", "--release", str(first), *words]).exit_code == 2
    with at_work(config) as place:
        assert ids(place) == before


def test_what_ends_at_once_is_warned_of_all_the_same(config):
    """Of clocks that were shortened yesterday, or of a program that did not run for years."""
    late = datetime(2035, 1, 1, tzinfo=UTC)
    with at_work(config) as place:
        assert retention.run(place, now=late).gone == ()
        assert retention.run(place, now=late + timedelta(days=13)).gone == ()
        assert len(retention.run(place, now=late + timedelta(days=14)).gone) >= 4
