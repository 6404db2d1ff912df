from __future__ import annotations

from datetime import UTC, datetime, timedelta
from shutil import copyfile
from types import SimpleNamespace

import pytest

from jobs.care.auditing import Audit
from jobs.care.status import status
from jobs.config import configuration
from jobs.config.settings import LetterSettings
from jobs.daemon import notice_end
from jobs.errors import UndeliverableError
from jobs.notices.differences import of_file
from jobs.outgoing.report import report
from store import Store
from tests.maildirs import Maildirs

OVER = datetime(2026, 3, 17, 23, tzinfo=UTC)
ROUND = SimpleNamespace(more=False)


@pytest.fixture
def place(tmp_path, migrated):
    settings = configuration.load(Maildirs.make(tmp_path).configure())
    copyfile(migrated, tmp_path / "candidatures.db")
    store = Store.open(settings.database_url)
    with store.begin() as transaction:
        for notice in of_file(settings):
            transaction.notices.put(notice)
    yield SimpleNamespace(settings=settings, store=store, in_force=of_file(settings))
    store.close()


def after(place, at, *, began_after=False):
    moment = notice_end.Moment(now=at, began_after=began_after, left_out=frozenset())
    return notice_end.after(place, ROUND, moment, Audit)


def refuse(*_):
    raise UndeliverableError("127.0.0.1:25 did not take the mail")


def told(place, at):
    return [one.sentence for one in status.take(place.settings, place.store, at=at).conditions if "report" in one.key]


def test_a_report_that_is_not_delivered_is_unwell_and_tried_for_days(place, monkeypatch):
    tries = []
    monkeypatch.setattr(report, "mail", lambda *_: tries.append(1) or refuse())
    assert after(place, OVER) is None
    assert told(place, OVER) == [
        "the closing report of eo-arlon-2026 could not be delivered: 127.0.0.1:25 did not take the mail; tried again"
    ]
    assert after(place, OVER + timedelta(minutes=5)) is None
    assert len(tries) == 1
    assert after(place, OVER + timedelta(hours=2)) is None
    assert len(tries) == 2
    assert after(place, OVER + timedelta(days=8)) == notice_end.UNSENT
    monkeypatch.setattr(report, "mail", lambda *_: None)
    assert after(place, OVER + timedelta(days=9)) == 0
    assert told(place, OVER) == []


def test_mail_that_comes_after_the_report_stands_in_another_one(place, monkeypatch):
    sent = []
    monkeypatch.setattr(report, "mail", lambda *_: sent.append(1))
    assert after(place, OVER) == 0
    assert after(place, OVER + timedelta(days=1), began_after=True) == 0
    assert len(sent) == 1
    counts = {"eo-arlon-2026": (1, 1)}
    monkeypatch.setattr("store.notices.Notices.counts", lambda _: counts)
    assert after(place, OVER + timedelta(days=2), began_after=True) == 0
    assert len(sent) == 2


def test_where_letters_are_written_the_daemon_stays_until_a_person_closes_the_notice(place):
    place.settings = place.settings.model_copy(update={"letters": LetterSettings(sender="CDM <office@cdm.example>")})
    assert after(place, OVER) is None
    assert after(place, OVER + timedelta(days=30), began_after=True) is None
