"""Of a candidate's answers the newest counts, in whatever order they are read, and beside what a person noted."""

from datetime import timedelta

import pytest

from store.letters.interviews.values import Attendance
from tests.unit.jobs.intake.process.test_forged_acts import FORGED_WAYS, GENUINE, HERS, OURS, Office, invited
from tests.unit.store.conftest import empty_store, store  # noqa: F401 - fixtures
from tests.unit.store.letters.test_letters import NOW

UNPROVEN = FORGED_WAYS["her address, no verdict"]


@pytest.fixture
def office(store):  # noqa: F811 - a fixture
    made = Office(store, OURS)
    invited(made)
    return made


def come(office, answer, made, arrived, head=GENUINE):
    """An answer arrives that was made at another moment; both are hours from now."""
    with office.store.peek() as tx:
        uid = tx.interviews.get(1).uid
    stamp = "" if made is None else f"DTSTAMP:{NOW + timedelta(hours=made):%Y%m%dT%H%M%SZ}\n"
    entry = f"UID:{uid}\nSEQUENCE:0\n{stamp}ATTENDEE;PARTSTAT={answer}:mailto:{HERS}"
    calendar = f"BEGIN:VCALENDAR\nMETHOD:REPLY\nVERSION:2.0\nBEGIN:VEVENT\n{entry}\nEND:VEVENT\nEND:VCALENDAR\n"
    return office.come(head, calendar=calendar, at=NOW + timedelta(hours=arrived))


def noted(office, answer="declined"):
    with office.store.begin() as tx:
        tx.interviews.answer(1, Attendance(answer), "mireille", sequence=0)


def admit(office, number):
    with office.store.begin() as tx:
        tx.reviews.admit(number, "mireille")


def held(office):
    """The answer at the interview, and what became of the calendars'."""
    with office.store.peek() as tx:
        return tx.interviews.get(1).answer, [each.verdict for each in tx.replies.all("eo")]


@pytest.mark.parametrize(
    ("made", "arrived", "answer"),
    [
        (-4, -1, "declined"),  # made earlier, arrived later
        (None, -3, "declined"),  # without a stamp its arrival counts
        (None, -1, "accepted"),
        (-2, -1, "accepted"),  # of one moment the one that is read later
        (-1, -1, "accepted"),
        (9, -3, "declined"),  # no answer is newer than its mail
    ],
)
def test_the_newest_of_two_answers_counts(office, made, arrived, answer):
    come(office, "DECLINED", -2, -2)
    come(office, "ACCEPTED", made, arrived)
    assert held(office) == (answer, ["taken", "taken" if answer == "accepted" else "older"])


def test_an_older_answer_that_is_admitted_later_changes_nothing(office):
    old = come(office, "ACCEPTED", -3, -3, UNPROVEN)
    come(office, "DECLINED", -2, -2)
    admit(office, old)
    assert held(office) == ("declined", ["older", "taken"])


def test_what_a_person_noted_since_stays(office):
    old = come(office, "ACCEPTED", -3, -3, UNPROVEN)
    noted(office)
    admit(office, old)
    come(office, "TENTATIVE", -1, 1)
    assert held(office) == ("declined", ["older", "older"])


def test_an_answer_after_the_note_counts(office):
    noted(office)
    come(office, "ACCEPTED", 1, 1)
    assert held(office) == ("accepted", ["taken"])


def test_a_person_s_note_counts_whatever_is_there(office):
    come(office, "ACCEPTED", 1, 1)
    noted(office)
    assert held(office)[0] == "declined"
