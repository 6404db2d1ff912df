"""A slot is somebody's once, a candidate has one interview, and whoever is late is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from store.database.models import Base, InterviewRow
from store.errors import InterviewMoved, InterviewTwice, LetterMoved, NotInStore, SlotTaken, SlotTwice
from store.letters.interviews.values import Attendance, CalendarReply, ReplyVerdict, SlotDraft
from store.letters.states import LetterState
from store.letters.values import LetterFilter
from store.notices import _HOLDERS
from tests.unit.store.letters.test_letters import DRAFT, NOW, seal
from tests.unit.store.posting import scene

MORNING = datetime(2026, 4, 9, 7, 0, tzinfo=UTC)
HALF = timedelta(minutes=30)


def slot(number, room="1", **fields):
    starts = MORNING + number * HALF
    return SlotDraft(starts_at=starts, ends_at=starts + HALF, place="Arlon", room=room, **fields)


@scene
def candidates(post):
    """Three applications, by number."""
    return tuple(post.take_in(sender=f"{name}@mail.example") for name in ("anne", "bert", "carl"))


@scene
def slots(store, candidates):
    with store.begin() as tx:
        return tx.slots.add("eo", [slot(0), slot(1), slot(0, room="2"), slot(2)], "mireille")


def of(store, number=1):
    with store.peek() as tx:
        return tx.interviews.get(number)


def assign(store, application, slot_id):
    with store.begin() as tx:
        return tx.interviews.assign(application, slot_id, "mireille")


def test_a_slot_is_given_once_and_a_candidate_has_one(store, slots):
    made = assign(store, 1, slots[0])
    assert (made.slot_id, made.sequence, made.starts_at, made.room) == (slots[0], 0, MORNING, "1")
    with pytest.raises(SlotTaken):
        assign(store, 2, slots[0])
    with pytest.raises(InterviewTwice):
        assign(store, 1, slots[1])
    assert [each.interview_id for each in store_slots(store)] == [1, None, None, None]


def store_slots(store):
    with store.peek() as tx:
        return tx.slots.all("eo")


@pytest.mark.parametrize("twice", ["slot_id", "message_id"])
def test_the_database_itself_refuses_what_our_own_look_would_have_missed(store, slots, twice):
    assign(store, 1, slots[0])
    with store.peek() as tx:
        row = tx.interviews._session.get(InterviewRow, 1)
        values = {column.name: getattr(row, column.name) for column in InterviewRow.__table__.columns}
    other = {"slot_id": slots[1], "message_id": 2, "id": 2, "uid": "another", "once": values["once"]}
    with pytest.raises(IntegrityError), store.engine.begin() as connection:
        connection.execute(insert(InterviewRow).values({**values, **other, twice: values[twice]}))


def test_moving_raises_the_sequence_keeps_the_uid_and_frees_the_slot(store, slots):
    first = assign(store, 1, slots[0])
    with store.begin() as tx:
        moved = tx.interviews.move(1, slots[1], "colette", revision=first.revision)
    assert (moved.uid, moved.sequence, moved.slot_id) == (first.uid, 1, slots[1])
    assert assign(store, 2, slots[0]).slot_id == slots[0]


def test_two_who_move_the_same_one_the_second_is_told(store, slots):
    first = assign(store, 1, slots[0])
    with store.begin() as tx:
        tx.interviews.move(1, slots[1], "colette", revision=first.revision)
    with pytest.raises(InterviewMoved), store.begin() as tx:
        tx.interviews.move(1, slots[2], "mireille", revision=first.revision)
    with pytest.raises(InterviewMoved), store.begin() as tx:
        tx.interviews.cancel(1, "mireille", revision=first.revision)


def test_to_a_taken_slot_nothing_moves(store, slots):
    first, _ = assign(store, 1, slots[0]), assign(store, 2, slots[1])
    with pytest.raises(SlotTaken), store.begin() as tx:
        tx.interviews.move(1, slots[1], "mireille", revision=first.revision)
    assert of(store) == first


def test_a_cancelled_one_frees_slot_and_candidate_and_is_remembered(store, slots):
    first = assign(store, 1, slots[0])
    with store.begin() as tx:
        gone = tx.interviews.cancel(1, "mireille", revision=first.revision)
    assert (gone.holds, gone.sequence, gone.starts_at) == (False, 1, MORNING)
    again = assign(store, 1, slots[0])
    assert again.uid != first.uid
    with store.peek() as tx:
        assert [each.id for each in tx.interviews.of_application(1)] == [1, 2]


def test_the_journal_tells_each_step_and_the_hour(store, slots):
    first = assign(store, 1, slots[0])
    with store.begin() as tx:
        moved = tx.interviews.move(1, slots[1], "colette", revision=first.revision)
        tx.interviews.cancel(1, "mireille", revision=moved.revision)
    with store.read() as views:
        told = [(item.action, item.author) for item in views.history(application_id=1)]
    steps = [("interview_assign", "mireille"), ("interview_move", "colette"), ("interview_cancel", "mireille")]
    assert [each for each in told if each[0].startswith("interview")] in (steps, steps[::-1])


@pytest.mark.parametrize(
    "other", [slot(0), slot(0, room="9", jury="A"), replace(slot(0), starts_at=MORNING + timedelta(minutes=29))]
)
def test_a_room_or_a_jury_is_in_one_place_at_a_time(store, candidates, other):
    with store.begin() as tx:
        tx.slots.add("eo", [slot(0, jury="A")], "m")
    with pytest.raises(SlotTwice), store.begin() as tx:
        tx.slots.add("eo", [slot(4), other], "m")
    assert len(store_slots(store)) == 1


def test_a_free_slot_goes_a_taken_one_stays(store, slots):
    assign(store, 1, slots[0])
    with store.begin() as tx:
        tx.slots.remove(slots[1], "m")
    with pytest.raises(SlotTaken), store.begin() as tx:
        tx.slots.remove(slots[0], "m")
    assert [each.id for each in store_slots(store)] == [slots[0], slots[2], slots[3]]


def test_who_applied_to_another_notice_or_not_at_all_gets_none(store, slots):
    with pytest.raises(NotInStore):
        assign(store, 99, slots[0])
    with pytest.raises(NotInStore):
        assign(store, 1, 99)


# --- letters on an interview leave in their order ---


def letter(tx, interview, to="anne@mail.example"):
    told = {"kind": "invitation", "once": f"interview {interview.id}.{interview.sequence}", "to_email": to}
    draft = replace(DRAFT, interview_id=interview.id, sequence=interview.sequence, **told)
    made = tx.letters.draft(draft, "m")
    return tx.letters.approve(made.id, "m", revision=made.revision)


def sent(store, letter_id):
    with store.begin() as tx:
        tx.letters.claim(letter_id, "a", seal, way="smtp")
        tx.letters.record_sent(letter_id, "a", "250")


@pytest.mark.parametrize("before", [LetterState.SENDING, LetterState.DOUBTFUL])
def test_an_update_waits_for_the_invitation_that_may_be_on_its_way(store, slots, before):
    with store.begin() as tx:
        first = tx.interviews.assign(1, slots[0], "m")
        one = letter(tx, first)
        tx.letters.claim(one.id, "a", seal, way="smtp")
        if before is LetterState.DOUBTFUL:
            tx.letters.doubt(one.id, "a", "gone")
        moved = tx.interviews.move(1, slots[1], "m", revision=first.revision)
        two = letter(tx, moved)
    with store.begin() as tx:
        assert tx.letters.due(NOW, 9) == ()
        assert tx.letters.held_up_by(two) == one.id
        for act in (
            lambda: tx.letters.claim(two.id, "b", seal, way="smtp"),
            lambda: tx.letters.sent_by_hand(two.id, "m"),
        ):
            with pytest.raises(LetterMoved):
                act()
        tx.letters.record_sent(one.id, "a", "250")
        assert tx.letters.due(NOW, 9) == (two.id,)
        assert tx.letters.held_up_by(two) is None


def test_what_has_not_left_is_superseded(store, slots):
    with store.begin() as tx:
        first = tx.interviews.assign(1, slots[0], "m")
        one = letter(tx, first)
        moved = tx.interviews.move(1, slots[1], "m", revision=first.revision)
        two = letter(tx, moved)
        assert tx.letters.get(one.id).state == LetterState.WITHDRAWN
        assert tx.letters.due(NOW, 9) == (two.id,)
        tx.interviews.cancel(1, "m", revision=moved.revision)
        states = [each.state for each in tx.letters.all(LetterFilter(interview_id=1))]
    assert states == [LetterState.WITHDRAWN, LetterState.WITHDRAWN]


# --- what a calendar answers ---


def reply(interview, **fields):
    told = {"message_id": 77, "notice": "eo", "uid": interview.uid, "sequence": interview.sequence}
    return CalendarReply(**{**told, "answer": Attendance.ACCEPTED, "attendee": "Anne@Mail.example", **fields})


@scene
def invited(store, slots):
    with store.begin() as tx:
        made = tx.interviews.assign(1, slots[0], "m")
        number = letter(tx, made).id
    sent(store, number)
    return made


FROM_ANNE = frozenset({"anne@mail.example"})


def take(store, given, senders=FROM_ANNE):
    with store.begin() as tx:
        return tx.replies.take(given, senders)


def test_the_invited_address_answers_to_what_stands(store, invited):
    assert take(store, reply(invited)).verdict == ReplyVerdict.TAKEN
    assert (of(store).answer, of(store).answered_by) == ("accepted", "candidatures")


@pytest.mark.parametrize(
    ("fields", "senders", "verdict"),
    [
        ({"uid": "somebody-else's"}, FROM_ANNE, ReplyVerdict.UNKNOWN),
        ({"attendee": "bert@mail.example"}, FROM_ANNE, ReplyVerdict.STRANGER),
        ({}, frozenset({"bert@mail.example"}), ReplyVerdict.STRANGER),
        ({"sequence": 3}, FROM_ANNE, ReplyVerdict.OUTDATED),
    ],
)
def test_any_other_answer_waits_for_a_person(store, invited, fields, senders, verdict):
    came = take(store, reply(invited, **fields), senders)
    assert (came.verdict, came.waits, of(store).answer) == (verdict, True, None)
    with store.begin() as tx:
        tx.replies.settle(77, "mireille")
        assert not tx.replies.all("eo")[0].waits


def test_an_answer_to_an_earlier_hour_or_a_cancelled_one_waits(store, slots, invited):
    with store.begin() as tx:
        moved = tx.interviews.move(1, slots[1], "m", revision=invited.revision)
    assert take(store, reply(invited)).verdict == ReplyVerdict.OUTDATED
    with store.begin() as tx:
        gone = tx.interviews.cancel(1, "m", revision=moved.revision)
    assert take(store, reply(gone, message_id=78)).verdict == ReplyVerdict.CANCELLED


def test_a_mail_read_again_answers_once_and_moving_asks_anew(store, slots, invited):
    take(store, reply(invited))
    with store.begin() as tx:
        tx.interviews.move(1, slots[1], "m", revision=of(store).revision)
    assert of(store).answer is None
    assert take(store, reply(invited)).verdict == ReplyVerdict.TAKEN  # as it was found then
    assert of(store).answer is None


# --- the jury's address ---


def test_a_calendar_address_is_known_by_its_secret_until_it_is_revoked(store, candidates):
    with store.begin() as tx:
        feed, token = tx.feeds.make("eo", "A", "m")
        assert tx.feeds.by_token(token) == feed
        assert not tx.feeds.is_noted(feed)
        tx.feeds.note(feed.id)
        assert tx.feeds.is_noted(tx.feeds.by_token(token))
        tx.feeds.revoke(feed.id)
    with pytest.raises(NotInStore), store.peek() as tx:
        tx.feeds.by_token(token)
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM interview_calendars").all()
    assert token not in repr(rows)


def test_a_notice_of_another_name_keeps_its_interviews(store, invited):
    take(store, reply(invited))
    with store.begin() as tx:
        tx.feeds.make("eo", None, "m")
        tx.notices.rename("eo", "eo-2026")
    with store.peek() as tx:
        found = (
            tx.slots.all("eo-2026"),
            tx.interviews.all("eo-2026"),
            tx.replies.all("eo-2026"),
            tx.feeds.all("eo-2026"),
        )
    assert [len(each) for each in found] == [4, 1, 1, 1]


def test_every_table_that_names_a_notice_is_renamed_with_it():
    named = {
        table.name
        for table in Base.metadata.sorted_tables
        if any(key.target_fullname == "notices.slug" for column in table.columns for key in column.foreign_keys)
    }
    assert named <= {holder.__tablename__ for holder in _HOLDERS}
