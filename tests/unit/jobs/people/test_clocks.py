from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from jobs.config.settings import Settings
from jobs.people.retention import plan
from store.erasing.retention import KeptApplication, KeptMail

BRUSSELS = ZoneInfo("Europe/Brussels")
CLOSED = datetime(2026, 3, 15, 23, tzinfo=UTC)
NOTICE = {"slug": "eo", "title": "x", "subject": "Recrutement EO", "closes_at": date(2026, 3, 15)}
MAILBOX = {"name": "a", "url": "maildir:///a"}


def settings(own_clocks=None):
    notice = NOTICE | ({"retention": own_clocks} if own_clocks else {})
    return Settings.model_validate({"mailboxes": [MAILBOX], "notices": [notice], "privacy": {"retention": {}}})


def kept(outcome="not_selected", since=CLOSED, **fields):
    given = {"id": 1, "notice": "eo", "month": "2026-02", "hold": None, "consented": False}
    return KeptApplication(outcome=outcome, since=since, **(given | fields))


def day(due):
    assert due.at == due.at.replace(hour=0, minute=0)
    return due.at.astimezone(BRUSSELS).date().isoformat()


@pytest.mark.parametrize(
    ("outcome", "consented", "clock", "first"),
    [
        ("not_selected", False, "not_selected", "2026-09-17"),
        ("not_selected", True, "consented", "2028-03-17"),
        ("selected", True, "selected", "2028-03-17"),
        ("incomplete", True, "incomplete", "2026-09-17"),
    ],
)
def test_each_outcome_has_its_clock(outcome, consented, clock, first):
    """23:00 UTC on the 15th of March is the 16th in Brussels: its last day is the 16th, and it goes on the 17th."""
    (due,) = plan(settings(), [kept(outcome, consented=consented)], [])
    assert (due.clock, day(due)) == (clock, first)


def test_a_month_without_that_day_ends_it():
    (due,) = plan(settings(), [kept(since=datetime(2026, 8, 31, 12, tzinfo=UTC))], [])
    assert day(due) == "2027-03-01"


def test_a_notice_may_have_its_own_clocks_and_a_hold():
    own = {"not_selected": {"months": 1, "ground": "appeal"}, "hold": "appeal 12/2026"}
    mails = [KeptMail(id=2, notice="eo", since=CLOSED)]
    one, other = plan(settings(own_clocks=own), [kept()], mails)
    assert (day(one), one.ground, one.hold) == ("2026-04-17", "appeal", "appeal 12/2026")
    assert (other.key, other.clock, day(other), other.hold) == ("mail 2", "other_mail", "2026-06-17", "appeal 12/2026")


def test_a_dossier_is_held_by_a_person_s_word():
    (due,) = plan(settings(), [kept(hold="complaint")], [])
    assert due.hold == "complaint"


def test_without_clocks_nothing_ends():
    given = {"mailboxes": [MAILBOX], "notices": [NOTICE]}
    assert plan(Settings.model_validate(given), [kept()], []) == ()
