"""The letters that an interview asks for, by what the candidate may know of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.interviews.inviting import TO_BE_TYPED, draft_due, draft_offer, draft_reminders, offerable
from desk.letters.events import Event
from desk.letters.selection import HOUR_GIVEN, approve, draft_all
from desk.letters.writing import letter_faults
from store.errors import LetterTwice
from store.letters.interviews.values import SlotDraft
from store.letters.states import LetterState
from store.letters.values import LetterFilter
from tests.unit.desk.letters.test_selection import NOTICE, NOW, OFFICE
from tests.unit.store.conftest import empty_store, post, store  # noqa: F401 - fixtures
from tests.unit.store.letters.test_letters import seal
from tests.unit.store.posting import scene

FIRST = datetime(2026, 4, 9, 7, tzinfo=UTC)
HALF = timedelta(minutes=30)


@scene
def invited(store, post):  # noqa: F811 - fixtures
    """One candidate with the first of three hours."""
    post.take_in(sender="anne@mail.example", name="Anne <b>Dé</b> {{ 7*7 }}")
    hours = [SlotDraft(starts_at=FIRST + n * HALF, ends_at=FIRST + (n + 1) * HALF, room="salle 2") for n in range(3)]
    with store.begin() as tx:
        slots = tx.slots.add("eo", hours, "m")
        tx.reviews.decide(1, "m", "shortlist", "")
        tx.interviews.assign(1, slots[0], "m")
    return slots


def draft(store):  # noqa: F811
    with store.begin() as tx:
        made, refused = draft_due(tx, OFFICE, NOTICE, "mireille")
        assert refused == {}
    return made


def send(store, letter):  # noqa: F811
    with store.begin() as tx:
        tx.letters.approve(letter.id, "m", revision=letter.revision)
        tx.letters.claim(letter.id, "a", seal, way="smtp")
        tx.letters.record_sent(letter.id, "a", "250")


def change(store, act, *more):  # noqa: F811
    with store.begin() as tx:
        getattr(tx.interviews, act)(1, *more, "m", revision=tx.interviews.get(1).revision)


def test_hours_are_offered_and_none_is_booked_by_it(store, invited):  # noqa: F811
    change(store, "cancel")
    with store.begin() as tx:
        slots = offerable(tx.slots.all("eo"), invited[:2])
        letter, written = draft_offer(tx, OFFICE, NOTICE, 1, slots, "m")
        assert written.faults == ()
        assert [each.slot_id for each in letter.offered] == list(invited[:2])
        assert {each.interview_id for each in tx.slots.all("eo")} == {None}
    assert "\n1. jeudi 9 avril 2026 à 9\xa0h\xa000\n2. jeudi 9 avril 2026 à 9\xa0h\xa030\n" in letter.text
    assert (letter.kind, letter.once, letter.event) == ("invitation", "selection", None)
    send(store, letter)
    with store.begin() as tx:
        again, _ = draft_offer(tx, OFFICE, NOTICE, 1, slots, "m")
    send(store, again)
    with pytest.raises(LetterTwice), store.begin() as tx:
        draft_offer(tx, OFFICE, NOTICE, 1, slots, "m")
    with store.begin() as tx:  # once an hour is confirmed, the candidate is told which
        tx.interviews.assign(1, invited[1], "m")
    (told,) = draft(store)
    assert (told.kind, "9\xa0h\xa030" in told.text, told.event is not None) == ("invitation", True, True)


def test_fewer_than_two_free_hours_apart_are_no_offer(store, invited):  # noqa: F811
    with store.peek() as tx:
        taken, second, third = tx.slots.all("eo")
    for wanted in ((), (second.id,), (second.id, second.id), (second.id, 99), (taken.id, second.id)):
        assert offerable((taken, second, third), wanted) == ()
    both = (second.id, third.id)
    assert offerable((taken, second, third), both) == (second, third)
    assert offerable((taken, second, replace(third, starts_at=second.starts_at)), both) == ()


def test_an_invitation_is_written_once_with_its_hour_and_its_entry(store, invited):  # noqa: F811
    (letter,) = draft(store)
    assert draft(store) == ()
    assert (letter.kind, letter.once, letter.interview_id, letter.sequence) == ("invitation", "selection", 1, 0)
    assert "jeudi 9 avril 2026 à 9\xa0h\xa000" in letter.text
    assert "Carrefour des Métiers, Arlon, salle 2" in letter.text
    event = Event.thawed(letter.event)
    assert (event.method, event.starts, event.zone) == ("REQUEST", FIRST, "Europe/Brussels")
    assert event.summary == "Entretien – Carrefour des Métiers"
    assert "49" not in letter.text
    assert "Anne" not in repr(letter.event)


def test_what_was_sent_is_moved_and_cancelled_with_what_it_was(store, invited):  # noqa: F811
    send(store, draft(store)[0])
    change(store, "move", invited[1])
    (moved,) = draft(store)
    assert (moved.kind, moved.sequence, Event.thawed(moved.event).method) == ("interview_moved", 1, "REQUEST")
    assert "9\xa0h\xa000" in moved.text
    assert "9\xa0h\xa030" in moved.text
    send(store, moved)
    change(store, "cancel")
    (gone,) = draft(store)
    assert (gone.kind, gone.sequence, Event.thawed(gone.event).method) == ("interview_cancelled", 2, "CANCEL")
    assert "9\xa0h\xa030" in gone.text
    with store.peek() as tx:
        assert len({Event.thawed(each.event).uid for each in tx.letters.all()}) == 1


def test_a_cancellation_says_why_or_shows_the_gap_and_is_not_approved(store, invited):  # noqa: F811
    send(store, draft(store)[0])
    change(store, "cancel")
    (gone,) = draft(store)
    assert "[answer ?]" in gone.text
    assert letter_faults(gone, OFFICE) == (TO_BE_TYPED,)
    with store.begin() as tx:
        tx.letters.withdraw(gone.id, "m")
        ((told,), _) = draft_due(tx, OFFICE, NOTICE, "m", given={"answer": "Le jury est empêché."})
    assert letter_faults(told, OFFICE) == ()
    for words in (
        "Le jury est empêché.",
        "nous excuser",
        "Merci de confirmer",
        "Entretien annulé\xa0: le jeudi 9 avril 2026 à 9\xa0h\xa000",
    ):
        assert words in told.text


def test_an_invitation_says_where_how_long_and_whom_to_call(store, invited):  # noqa: F811
    (letter,) = draft(store)
    for words in (
        "rue de l’Exemple 1, 6700 Arlon",
        "à cinq minutes de la gare",
        "30 minutes",
        "063 00 00 00",
    ):
        assert words in letter.text


def test_of_what_never_left_nothing_is_taken_back(store, invited):  # noqa: F811
    draft(store)
    change(store, "move", invited[1])
    (again,) = draft(store)
    assert (again.kind, again.once, again.sequence) == ("invitation", "selection", 1)
    change(store, "cancel")
    assert draft(store) == ()
    with store.peek() as tx:
        assert {each.state for each in tx.letters.all()} == {LetterState.WITHDRAWN}


@pytest.mark.parametrize("is_sent", [True, False])
def test_an_hour_takes_the_place_of_an_invitation_without_one_that_has_not_left(store, invited, is_sent):  # noqa: F811
    with store.begin() as tx:
        tx.interviews.cancel(1, "m", revision=1)
        (hourless,), _ = draft_all(tx, OFFICE, NOTICE, "m", NOW)
    if is_sent:
        send(store, hourless)
    with store.begin() as tx:
        tx.interviews.assign(1, invited[2], "m")
    (letter,) = draft(store)
    with store.peek() as tx:
        state = tx.letters.get(hourless.id).state
    assert (state, letter.once) == (("sent", "invitation 2.0") if is_sent else ("withdrawn", "selection"))


def test_an_invitation_without_an_hour_is_neither_made_nor_approved_once_there_is_one(store, invited):  # noqa: F811
    with store.begin() as tx:
        made, run = draft_all(tx, OFFICE, NOTICE, "m", NOW)
    assert (made, run.rows[0].faults) == ((), (HOUR_GIVEN,))
    with store.begin() as tx:
        tx.interviews.cancel(1, "m", revision=1)
        (hourless,), _ = draft_all(tx, OFFICE, NOTICE, "m", NOW)
        tx.interviews.assign(1, invited[2], "m")
        _, refused = approve(tx, OFFICE, "m", [(hourless.id, hourless.revision)])
    assert refused == {hourless.id: (HOUR_GIVEN,)}


def test_without_an_address_nothing_is_made_and_it_is_said(store, invited, post):  # noqa: F811
    post.take_in(sender="éve@mail.example", name="Ève")
    with store.begin() as tx:
        tx.interviews.assign(2, invited[1], "m")
        made, refused = draft_due(tx, OFFICE, NOTICE, "m")
    assert [each.interview_id for each in made] == [1]
    assert [fault.code for fault in refused[2].faults] == ["no_address"]


def test_a_reminder_goes_to_whoever_was_told_once_and_in_time(store, invited):  # noqa: F811
    def remind(at):
        with store.begin() as tx:
            return draft_reminders(tx, OFFICE, NOTICE, "m", at)

    near = FIRST - timedelta(days=2)
    assert remind(near) == ()
    send(store, draft(store)[0])
    assert remind(FIRST - timedelta(days=4)) == ()
    assert remind(FIRST + HALF) == ()
    (letter,) = remind(near)
    assert (letter.kind, letter.event, letter.sequence) == ("interview_reminder", None, 0)
    assert "jeudi 9 avril 2026 à 9\xa0h\xa000" in letter.text
    assert remind(near) == ()
    change(store, "move", invited[1])
    with store.peek() as tx:
        states = [each.state for each in tx.letters.all(LetterFilter(kind="interview_reminder"))]
    assert states == [LetterState.WITHDRAWN]


def test_a_template_of_the_office_s_own_gets_the_hour(store, invited, tmp_path):  # noqa: F811
    (tmp_path / "fr").mkdir()
    own = "Subject: Entretien\n\n{{ interview_at }} {{ interview_place }}\n"
    (tmp_path / "fr" / "invitation.txt").write_text(own, "utf-8")
    with store.begin() as tx:
        (letter,), _ = draft_due(tx, replace(OFFICE, templates=tmp_path), NOTICE, "m")
    assert letter.text == "jeudi 9 avril 2026 à 9\xa0h\xa000 Carrefour des Métiers, Arlon, salle 2\n"
