"""What comes back on a letter is kept once, marks a letter only by proof, and a person's word on it stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from jobs.notices.judging import LettersOnCall
from parsers.values.letters import NO_LETTERS, LetterClues
from store.errors import LetterMoved
from store.letters.answers import LetterAnswered
from store.letters.states import LetterState
from tests.unit.store.letters.test_letters import DRAFT, NOW, do, put
from tests.unit.store.posting import scene


@scene
def letter(store, post):
    post.take_in()
    with store.begin() as tx:
        made = tx.letters.draft(DRAFT, "mireille")
    put(store, made.id, LetterState.SENT)
    return made


def told(letter, **fields):
    known = LetterAnswered(
        letter_id=letter.id,
        message_id=77,
        kind="failed",
        tied_by="reference",
        received_at=NOW + timedelta(hours=1),
        address="anne@mail.example",
        status="5.1.1",
        permanent=True,
        said="550 5.1.1 no such user",
    )
    return replace(known, **fields)


def note(store, answer):
    with store.begin() as tx:
        return tx.answers.note(answer), tx.letters.get(answer.letter_id)


def test_a_proven_failure_marks_letter_and_address(store, letter):
    answer, now = note(store, told(letter))
    assert (now.state, now.answer) == (LetterState.FAILED, "550 5.1.1 no such user")
    assert answer.marked_at is not None
    with store.peek() as tx:
        assert tx.answers.failed_addresses() == {"anne@mail.example"}
        assert tx.letters.unanswered("eo") == 1


@pytest.mark.parametrize("kind", ["delayed", "auto_reply", "reply", "stranger", "maybe", "delivered"])
def test_nothing_else_changes_a_letter(store, letter, kind):
    _, now = note(store, told(letter, kind=kind))
    assert now.state == LetterState.SENT
    with store.peek() as tx:
        assert not tx.answers.failed_addresses()


def test_a_failure_that_only_an_address_ties_waits_for_a_person(store, letter):
    answer, now = note(store, told(letter, tied_by="address"))
    assert (now.state, answer.waits) == (LetterState.SENT, True)
    with store.begin() as tx:
        assert [one.id for one in tx.answers.waiting()] == [answer.id]
        accepted = tx.answers.accept(answer.id, "mireille")
        assert tx.letters.get(letter.id).state == LetterState.FAILED
    assert (accepted.decision, accepted.decided_by, accepted.waits) == ("accepted", "mireille", False)


def test_one_that_was_set_aside_stays_so_when_it_is_read_again(store, letter):
    answer, _ = note(store, told(letter, tied_by="address"))
    with store.begin() as tx:
        tx.answers.set_aside(answer.id, "mireille")
    again, now = note(store, told(letter, tied_by="address"))
    assert (again.decision, now.state, again.waits) == ("set_aside", LetterState.SENT, False)
    with store.begin() as tx, pytest.raises(LetterMoved):
        tx.answers.accept(answer.id, "somebody")


def test_a_report_read_again_does_not_fail_a_letter_that_was_mended_and_sent(store, letter):
    first, _ = note(store, told(letter))
    do(store, letter.id, "repeat")
    do(store, letter.id, "claim")
    do(store, letter.id, "sent")
    again, now = note(store, told(letter))
    assert now.state == LetterState.SENT
    assert (again.id, again.marked_at) == (first.id, first.marked_at)


def test_a_second_report_on_the_same_failure_does_not_fail_it_later(store, letter):
    note(store, told(letter))
    note(store, told(letter, message_id=78))
    do(store, letter.id, "repeat")
    do(store, letter.id, "claim")
    do(store, letter.id, "sent")
    _, now = note(store, told(letter, message_id=78))
    with store.begin() as tx:
        tx.answers.catch_up()
    assert now.state == LetterState.SENT


def test_the_address_that_failed_is_the_one_that_was_written_to(store, letter):
    note(store, told(letter, address="elsewhere@forward.example"))
    do(store, letter.id, "recall")
    do(store, letter.id, "edit")
    with store.peek() as tx:
        assert tx.letters.get(letter.id).to_email == "a@b.example"
        assert tx.answers.failed_addresses() == {"anne@mail.example"}


def test_what_reads_as_nothing_any_more_goes_unless_it_did_something(store, letter):
    note(store, told(letter))
    note(store, told(letter, message_id=78, kind="reply"))
    with store.begin() as tx:
        for message in (77, 78):
            tx.answers.note_none(message)
        assert [one.message_id for one in tx.answers.all()] == [77]


def test_a_report_that_overtakes_the_servers_word_marks_the_letter_once_that_is_recorded(store, letter):
    do(store, letter.id, "bounce")
    do(store, letter.id, "repeat")
    do(store, letter.id, "claim")
    answer, now = note(store, told(letter))
    assert (now.state, answer.marked_at) == (LetterState.SENDING, None)
    do(store, letter.id, "sent")
    with store.begin() as tx:
        tx.answers.catch_up()
        assert tx.letters.get(letter.id).state == LetterState.FAILED


def test_a_letter_is_known_by_every_message_id_it_had(store, letter):
    note(store, told(letter))
    do(store, letter.id, "recall")
    with store.peek() as tx:
        sent = tx.answers.sent()
    assert set(sent.tokens.values()) == {letter.id}
    assert sent.letters[letter.id].own == {"anne@mail.example"}


def test_of_many_letters_those_are_looked_up_that_a_mail_may_be_about(store, letter):
    with store.peek() as tx:
        whole = tx.answers.sent()
        assert tx.answers.any_sent()
        for clues in (
            LetterClues(tokens=frozenset(whole.tokens)),
            LetterClues(addresses=frozenset({"anne@mail.example", "other@mail.example"})),
        ):
            assert tx.answers.sent(clues).letters == whole.letters
        nothing = tx.answers.sent(LetterClues(tokens=frozenset({"letter9.0"}), addresses=frozenset({"b@mail.example"})))
        assert (nothing.letters, bool(nothing)) == ({}, True)


def test_where_no_letter_went_out_none_is_looked_for(store):
    with store.peek() as tx:
        assert not tx.answers.any_sent()
        assert not tx.answers.sent(LetterClues(addresses=frozenset({"anne@mail.example"})))
    assert not LettersOnCall(store)
    assert LettersOnCall(store).about(LetterClues()) == NO_LETTERS


def test_the_journal_tells_who_decided_without_a_word_of_the_mail(store, letter):
    answer, _ = note(store, told(letter, tied_by="address"))
    with store.begin() as tx:
        tx.answers.accept(answer.id, "mireille")
        acts = [(item.author, item.action) for item in tx.views.history(application_id=1)]
    assert ("mireille", "answer_accepted") in acts
    assert ("mireille", "letter_bounce") in acts
