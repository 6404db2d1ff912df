from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from jobs.config.settings import NoticeSettings
from jobs.notices.judging import Judge
from jobs.notices.rejudging import preview
from parsers.values.dispositions import Disposition
from parsers.values.headers import Address, Headers
from parsers.values.messages import Message
from store.values import JudgedBy

ARRIVED = datetime(2026, 3, 1, 9, tzinfo=UTC)


def heard(number, subject="Recrutement EO", **fields):
    headers = Headers(fields=(("subject", subject),), subject=subject, sender=Address(email=f"{number}@mail.example"))
    known = {
        "sha256": "0" * 64,
        "notice": "eo",
        "fits": frozenset({"eo"}),
        "received_at": ARRIVED,
        "state": "parsed",
        "disposition": Disposition.APPLICATION,
        "was": "application",
        "spoken": False,
        "application_id": number,
        "message": Message(headers=headers, applicant=headers.sender),
    }
    return JudgedBy(message_id=number, **(known | fields))


def judge(**fields):
    known = {"slug": "eo", "title": "Chargé de mission", "subject": "Recrutement EO", "closes_at": date(2026, 3, 15)}
    return Judge([NoticeSettings(**(known | fields)).notice])


def test_the_same_rules_move_nothing():
    told = preview([heard(number) for number in range(9)], judge())
    assert (told.moves, told.is_mass, told.sentence) == ((), False, "nothing moves")


@pytest.mark.parametrize(("count", "is_mass"), [(3, False), (4, True)])
def test_another_subject_moves_all_and_more_than_a_few_are_a_mass(count, is_mass):
    told = preview([heard(number) for number in range(count)], judge(subject="Concours 2027"))
    assert {(move.after, move.lapses) for move in told.moves} == {(Disposition.NEAR_MISS, True)}
    assert told.is_mass is is_mass
    assert told.sentence == (
        f"{count} applications would become something else ({count} application → no longer matching)"
    )


def test_an_earlier_cutoff_makes_them_late_and_is_a_mass_too():
    told = preview([heard(number) for number in range(4)], judge(closes_at=date(2026, 2, 1)))
    assert {(move.before, move.after, move.lapses) for move in told.moves} == {("application", "late", False)}
    assert told.is_mass


def test_two_mails_of_one_application_count_once():
    told = preview([heard(number, application_id=1) for number in range(5)], judge(subject="Concours 2027"))
    assert (len(told.moves), told.applications, told.is_mass) == (5, {1}, False)


def test_near_misses_that_become_applications_are_told_and_no_mass():
    near = [heard(n, "Concours 2027", disposition=Disposition.NEAR_MISS, was="near_miss") for n in range(9)]
    told = preview(near, judge(subject="Concours 2027"))
    assert (len(told.moves), told.is_mass) == (9, False)


def test_what_no_stored_value_tells_is_named():
    told = preview([heard(1), heard(2, message=None)], judge())
    assert (told.kept, told.unheard) == (1, (2,))
