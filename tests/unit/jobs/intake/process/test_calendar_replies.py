"""A calendar's answer goes to the interview that it names; of one to somebody else's meeting nothing is kept."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from jobs.intake.process.letter_answers import take_calendar_reply
from parsers.values.headers import Address, Headers
from parsers.values.reports import CalendarAnswer
from tests.unit.store.conftest import empty_store, post, store  # noqa: F401 - fixtures
from tests.unit.store.letters.interviews.test_interviews import letter, slot
from tests.unit.store.letters.test_letters import seal
from tests.unit.store.posting import NEAR, scene

ANNE = "anne@mail.example"


@scene
def invited(store, post):  # noqa: F811 - fixtures
    post.take_in(sender=ANNE)
    with store.begin() as tx:
        tx.slots.add("eo", [slot(0), slot(1)], "m")
        made = tx.interviews.assign(1, 1, "m")
        number = letter(tx, made).id
        tx.letters.claim(number, "a", seal, way="smtp")
        tx.letters.record_sent(number, "a", "250")
    return made


def come(store, answer, sender=ANNE, tie=None, number=50):  # noqa: F811 - a fixture
    message = SimpleNamespace(headers=Headers(fields=(), sender=Address(email=sender)), calendar_answer=answer)
    with store.begin() as tx:
        take_calendar_reply(tx, number, SimpleNamespace(message=message), SimpleNamespace(tie=tie))
        return [each.verdict for each in tx.replies.all("eo")], tx.interviews.get(1).answer


def test_the_candidate_s_answer_is_put_at_the_interview(store, invited):  # noqa: F811
    told = CalendarAnswer(uid=invited.uid, sequence=0, answer="declined", attendee=ANNE)
    assert come(store, told) == (["taken"], "declined")
    assert come(store, replace(told, answer="accepted")) == (["taken"], "declined")  # the same mail, read again


def test_the_uid_leads_to_the_letter_that_carried_the_entry(store, invited):  # noqa: F811
    with store.peek() as tx:
        sent = tx.answers.sent()
    assert [sent.letters[number].to_email for number in (sent.uids[invited.uid],)] == [ANNE]


def test_whoever_else_sends_it_it_waits(store, invited):  # noqa: F811
    told = CalendarAnswer(uid=invited.uid, sequence=0, answer="accepted", attendee=ANNE)
    assert come(store, told, sender="eve@mail.example") == (["stranger"], None)


@pytest.mark.parametrize("sequence", [-1, 2**40])
def test_a_sequence_beyond_measure_is_none(store, invited, sequence):  # noqa: F811
    told = CalendarAnswer(uid=invited.uid, sequence=sequence, answer="accepted", attendee=ANNE)
    assert come(store, told) == ([], None)


def test_of_other_people_s_meetings_nothing_is_kept(store, invited):  # noqa: F811
    told = CalendarAnswer(uid="other", sequence=0, answer="accepted", attendee="eve@mail.example")
    assert come(store, None) == ([], None)
    assert come(store, told, sender="eve@mail.example") == ([], None)
    tied = SimpleNamespace(letter=SimpleNamespace(notice="eo"))
    assert come(store, told, tie=tied) == (["unknown"], None)


def test_an_erasure_takes_the_answers_along_that_stand_in_no_dossier(store, invited, post):  # noqa: F811
    stray = post.take_in(verdict=NEAR, sender="somebody@mail.example")
    told = CalendarAnswer(uid=invited.uid, sequence=0, answer="accepted", attendee=ANNE)
    come(store, told, number=stray)
    with store.begin() as tx:
        person = tx.erasing.person(1)
        assert stray in person.messages
        erased = tx.erasing.erase(person, author="m", cause="asked", keyed=str)
        assert (erased.counts["interviews"], erased.counts["interview_replies"], erased.counts["letters"]) == (1, 1, 1)
        assert [each.interview_id for each in tx.slots.all("eo")] == [None, None]


def test_a_stranger_s_mail_stays_to_be_sorted(store, invited, post):  # noqa: F811
    stray = post.take_in(verdict=NEAR, sender="eve@mail.example")
    told = CalendarAnswer(uid=invited.uid, sequence=0, answer="accepted", attendee="eve@mail.example")
    come(store, told, sender="eve@mail.example", number=stray)
    with store.peek() as tx:
        assert stray not in tx.erasing.person(1).messages
