"""A reply to a letter that offered hours: what its words choose is kept with it, and nothing is booked."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from jobs.intake.process.letter_answers import note
from parsers.values.dispositions import Disposition
from parsers.values.letters import SentLetter, Tie, TiedBy
from parsers.values.messages import Body, Stretch, Voice
from store.letters.values import OfferedHour
from tests.unit.store.conftest import empty_store, post, store  # noqa: F401 - fixtures
from tests.unit.store.letters.interviews.test_interviews import slot
from tests.unit.store.letters.test_letters import DRAFT
from tests.unit.store.posting import START


@pytest.fixture
def offering(store, post):  # noqa: F811 - fixtures
    """A letter that offers two hours, and the hours."""
    post.take_in(sender="anne@mail.example")
    with store.begin() as tx:
        tx.slots.add("eo", [slot(0), slot(1)], "m")
        hours = tx.slots.all("eo")
        offers = [OfferedHour(slot_id=each.id, starts_at=each.starts_at).frozen() for each in hours]
        return tx.letters.draft(replace(DRAFT, offers=offers), "m"), hours


def answer(store, letter, text, *, own=True):  # noqa: F811 - a fixture
    body = Body(text=text, stretches=(Stretch(voice=Voice.OWN, start=0, end=len(text)),))
    sent = SentLetter(id=letter.id, notice="eo", to_email=letter.to_email, subject=letter.subject, sent_at=START)
    ruling = SimpleNamespace(tie=Tie(letter=sent, by=TiedBy.REFERENCE, own=own))
    reading = SimpleNamespace(message=SimpleNamespace(body=body, report=None))
    pending = SimpleNamespace(message_id=1, received_at=START)
    with store.begin() as tx:
        note(tx, pending, reading, ruling, Disposition.LATE)
        (kept,) = tx.answers.all(letter_ids=[letter.id])
        assert {each.interview_id for each in tx.slots.all("eo")} == {None}
    return kept.chosen_slot_id, kept.chosen_words


def test_the_hour_that_a_candidate_chooses_is_kept_with_the_words(store, offering):  # noqa: F811
    letter, (first, second) = offering
    assert answer(store, letter, "Bonjour. La deuxième me convient.") == (second.id, "La deuxième me convient")
    assert answer(store, letter, "Merci, je réfléchis.") == (None, None)  # the same mail, read anew
    assert answer(store, letter, "1") == (first.id, "1")


def test_what_a_stranger_chooses_is_kept_as_a_stranger_s(store, offering):  # noqa: F811
    letter, (_, second) = offering
    assert answer(store, letter, "La deuxième me convient.", own=False) == (second.id, "La deuxième me convient")
    with store.peek() as tx:
        assert [each.kind for each in tx.answers.all()] == ["stranger"]
