"""A letter moves by its table alone, whoever and however many want to move it."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from store.errors import LetterMoved, LetterTwice, StoreLocked
from store.letters.states import MOVES, Act, LetterState
from store.letters.values import LetterDraft, LetterFilter, Sealed
from tests.unit.store.posting import scene

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
DRAFT = LetterDraft(
    notice="eo",
    message_id=1,
    kind="refusal",
    language="fr",
    sender="CDM <office@cdm.example>",
    to_name="Anne Dé",
    to_email="anne@mail.example",
    subject="Votre candidature",
    text="Madame,\n\nnon.\n",
    once="selection",
)


def seal(letter):
    return Sealed(message_ref=f"<{letter.id}@cdm.example>", dated_at=NOW, mail=b"To: x\r\n\r\nnon\r\n")


def never(letter):
    raise AssertionError(letter.id)


@scene
def letter(store, post):
    post.take_in()
    with store.begin() as tx:
        return tx.letters.draft(DRAFT, "mireille")


def put(store, letter_id, state):
    """A letter in that state, by the acts that lead there."""
    ways = {
        LetterState.DRAFT: (),
        LetterState.APPROVED: ("approve",),
        LetterState.SENDING: ("approve", "claim"),
        LetterState.SENT: ("approve", "claim", "sent"),
        LetterState.FAILED: ("approve", "claim", "refused"),
        LetterState.DOUBTFUL: ("approve", "claim", "doubt"),
        LetterState.WITHDRAWN: ("withdraw",),
    }
    for act in ways[state]:
        do(store, letter_id, act)


def do(store, letter_id, act):
    with store.begin() as tx:
        revision = tx.letters.get(letter_id).revision
        acts = {
            "approve": lambda: tx.letters.approve(letter_id, "mireille", revision=revision),
            "claim": lambda: tx.letters.claim(letter_id, "one", seal, way="smtp"),
            "sent": lambda: tx.letters.record_sent(letter_id, "one", "250 ok"),
            "refused": lambda: tx.letters.record_refused(letter_id, "one", "550 no"),
            "doubt": lambda: tx.letters.doubt(letter_id, "one", "gone"),
            "withdraw": lambda: tx.letters.withdraw(letter_id, "mireille"),
            "put_off": lambda: tx.letters.put_off(letter_id, "one", "450", retry_at=NOW),
            "edit": lambda: tx.letters.edit(
                letter_id, "m", revision=revision, subject="s", text="t", to_email="a@b.example"
            ),
            "recall": lambda: tx.letters.recall(letter_id, "mireille"),
            "hold": lambda: tx.letters.hold(letter_id, "candidatures", "decision_differs"),
            "bounce": lambda: tx.letters._move(letter_id, Act.BOUNCE, "candidatures"),
            "restore": lambda: tx.letters._move(letter_id, Act.RESTORE, "candidatures"),
            "confirm": lambda: tx.letters.confirm(letter_id, "mireille"),
            "repeat": lambda: tx.letters.repeat(letter_id, "mireille"),
            "by_hand": lambda: tx.letters.sent_by_hand(letter_id, "mireille"),
        }
        return acts[act]()


NAMES = {
    Act.RECORD_SENT: "sent",
    Act.RECORD_REFUSED: "refused",
    Act.SENT_BY_HAND: "by_hand",
}


@pytest.mark.parametrize("state", LetterState)
def test_every_act_is_possible_from_the_states_of_the_table_and_from_no_other(store, letter, state):
    put(store, letter.id, state)
    for act, move in MOVES.items():
        name = NAMES.get(act, act.value)
        if state in move.source:
            with store.rehearse() as tx:
                assert act in tx.letters.get(letter.id).allowed
            continue
        with pytest.raises(LetterMoved):
            do(store, letter.id, name)
        with store.peek() as tx:
            assert tx.letters.get(letter.id).state == state


@pytest.mark.parametrize(("act", "move"), MOVES.items())
def test_every_act_leads_where_the_table_says(store, letter, act, move):
    put(store, letter.id, min(move.source))
    assert do(store, letter.id, NAMES.get(act, act.value)).state == move.target


def test_of_many_who_begin_at_once_one_sends(store, letter):
    put(store, letter.id, LetterState.APPROVED)
    had, barrier = [], threading.Barrier(8)

    def begin(name):
        barrier.wait()
        try:
            with store.begin() as tx:
                had.append(tx.letters.claim(letter.id, name, seal, way="smtp").attempt)
        except LetterMoved:
            pass

    threads = [threading.Thread(target=begin, args=(str(number),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(had) == 1


def test_the_mail_is_made_once_and_every_attempt_hands_over_the_same(store, letter):
    put(store, letter.id, LetterState.APPROVED)
    with store.begin() as tx:
        first = tx.letters.claim(letter.id, "one", seal, way="smtp")
        tx.letters.put_off(letter.id, "one", "450 later", retry_at=NOW + timedelta(minutes=5))
        assert tx.letters.due(NOW, 10) == ()
        assert tx.letters.due(NOW + timedelta(minutes=5), 10) == (letter.id,)
        second = tx.letters.claim(letter.id, "two", never, way="smtp")
    assert (first.mail, first.message_ref, first.dated_at) == (second.mail, second.message_ref, second.dated_at)
    assert second.attempts == 2


def test_a_recalled_letter_is_another_mail(store, letter):
    put(store, letter.id, LetterState.FAILED)
    recalled = do(store, letter.id, "recall")
    assert (recalled.message_ref, recalled.dated_at, recalled.mail, recalled.approved_by) == (None, None, None, None)


def test_only_who_made_the_attempt_says_what_came_of_it(store, letter):
    put(store, letter.id, LetterState.SENDING)
    with pytest.raises(LetterMoved), store.begin() as tx:
        tx.letters.record_sent(letter.id, "another", "250 ok")


def test_an_abandoned_attempt_is_doubtful_and_its_own_late_word_still_counts(store, letter):
    put(store, letter.id, LetterState.SENDING)
    with store.begin() as tx:
        assert tx.letters.doubt_abandoned("the program") == (letter.id,)
        assert tx.letters.due(NOW, 10) == ()
        assert tx.letters.record_sent(letter.id, "one", "250 ok").state == LetterState.SENT


def test_in_a_restored_store_nothing_that_was_open_goes_out_by_itself(store, post, letter):
    post.take_in(sender="bob@mail.example")
    with store.begin() as tx:
        second = tx.letters.draft(replace(DRAFT, message_id=2), "mireille")
        tx.letters.approve(second.id, "mireille", revision=1)
        assert tx.letters.doubt_restored("candidatures") == (letter.id, second.id)
        assert tx.letters.due(NOW, 10) == ()
    with pytest.raises(LetterMoved):  # nobody ever approved it
        do(store, letter.id, "repeat")
    assert do(store, letter.id, "recall").state == LetterState.DRAFT
    assert do(store, second.id, "repeat").state == LetterState.APPROVED


def test_what_is_approved_is_what_was_shown(store, letter):
    with store.begin() as tx:
        tx.letters.edit(letter.id, "colette", revision=1, subject="x", text="y", to_email="z@mail.example")
    with pytest.raises(LetterMoved), store.begin() as tx:
        tx.letters.approve(letter.id, "mireille", revision=1)


def test_nobody_gets_two_of_a_sort_though_applications_are_merged(store, post, letter):
    other = post.take_in(sender="annie@mail.example", name="Anne Dé")
    with pytest.raises(LetterTwice), store.begin() as tx:
        tx.letters.draft(DRAFT, "colette")
    with store.begin() as tx:
        tx.letters.draft(replace(DRAFT, once=None, kind="missing_papers"), "colette")
        tx.reviews.merge(1, other, "colette")
    with pytest.raises(LetterTwice), store.begin() as tx:
        tx.letters.draft(replace(DRAFT, message_id=other), "colette")
    with store.begin() as tx:
        tx.letters.withdraw(letter.id, "colette")
        tx.letters.draft(replace(DRAFT, kind="invitation"), "colette")


def test_letters_stay_when_everything_is_read_again(store, post, letter):
    put(store, letter.id, LetterState.SENT)
    with store.begin() as tx:
        before = tx.letters.all()
        tx.applications.recompute(1)
    post.read(1, post.sighting(uid=1))
    with store.peek() as tx:
        assert tx.letters.all(LetterFilter(application_id=1)) == before


def test_the_journal_tells_every_act_and_no_word_of_the_letter(store, letter):
    put(store, letter.id, LetterState.DOUBTFUL)
    with store.read() as views:
        told = [item for item in views.history() if item.action.startswith("letter_")]
    assert [item.action for item in told] == ["letter_doubt", "letter_approve", "letter_draft"]
    assert {item.application_id for item in told} == {1}
    assert "anne" not in repr(told).lower()


def test_a_renamed_notice_keeps_its_letters(store, letter):
    with store.begin() as tx:
        tx.notices.rename("eo", "eo-2026")
        assert tx.letters.get(letter.id).notice == "eo-2026"


def test_there_is_one_sender(store):
    with store.sending(), pytest.raises(StoreLocked, match="being sent already"), store.sending():
        pass
