from __future__ import annotations

import pytest

from parsers.values.evidence import Finding, State
from parsers.values.profiles import Fact, Profile
from store.errors import NotInStore, ReviewRefused
from store.views.values import ApplicationFilter
from tests.unit.store.posting import CLOSES, NEAR, Saying, paper


def application(store, number):
    with store.read() as views:
        return views.application(number)


def test_notes_and_decisions_stand_in_the_list(store, post):
    message = post.take_in()
    with store.begin() as tx:
        tx.reviews.note(message, "colette", "à rappeler")
        tx.reviews.decide(message, "colette", "shortlist", "nommée, CPMS")
    row = application(store, message).row
    assert (row.note_count, row.decision, row.decision_reason) == (1, "shortlist", "nommée, CPMS")


def test_the_last_decision_holds_and_its_undo_brings_the_one_before_back(store, post):
    message = post.take_in()
    with store.begin() as tx:
        tx.reviews.decide(message, "colette", "discuss", "?")
        second = tx.reviews.decide(message, "mireille", "reject", "sans titre")
    assert application(store, message).row.decision == "reject"
    with store.begin() as tx:
        undo = tx.reviews.undo(second, "colette")
    assert application(store, message).row.decision == "discuss"
    with store.begin() as tx:
        tx.reviews.undo(undo, "mireille")
    assert application(store, message).row.decision == "reject"


def test_a_decision_can_be_taken_back(store, post):
    message = post.take_in()
    with store.begin() as tx:
        tx.reviews.decide(message, "colette", "reject", "x")
        tx.reviews.decide(message, "colette", None, "trop tôt")
    assert application(store, message).row.decision is None


def test_a_correction_wins_stands_beside_what_was_extracted_and_outlives_reading_again(store, post):
    finding = Finding(key="workload", value=0.5, state=State.CONTRARY)
    message = post.take_in(paper(findings=[finding]))
    with store.begin() as tx:
        tx.reviews.correct(message, "colette", "workload", 0.8, reason="par téléphone")
        tx.reviews.correct(message, "colette", "name", "Anne Dé")
    post.read(message, post.sighting(name="Autre"), paper(findings=[finding]))
    found = application(store, message)
    fact = found.facts["workload"]
    assert (fact.value, fact.state, fact.extracted_value, fact.extracted_state) == (0.8, "found", 0.5, "contrary")
    assert (fact.correction.author, fact.correction.text) == ("colette", "par téléphone")
    assert found.row.name == "Anne Dé"
    with store.read() as views:
        assert views.applications(ApplicationFilter(states=(("workload", "found"),))).total == 1


def test_an_undone_correction_gives_what_was_extracted_back(store, post):
    message = post.take_in(name="Anne")
    with store.begin() as tx:
        word = tx.reviews.correct(message, "colette", "name", "Annie")
    with store.begin() as tx:
        tx.reviews.undo(word, "colette")
    assert application(store, message).row.name == "Anne"


def test_a_correction_of_what_nothing_was_found_of(store, post):
    message = post.take_in()
    with store.begin() as tx:
        tx.reviews.correct(message, "colette", "phone", "+32470123456")
        tx.reviews.correct(message, "colette", "orientation", value=True)
    found = application(store, message)
    assert found.row.phone == "+32470123456"
    assert found.person["phone"].extracted_state == "not_found"
    assert found.facts["orientation"].value is True


def test_a_corrected_name_sorts_and_is_found(store, post):
    message = post.take_in(name="Zoé")
    with store.begin() as tx:
        tx.reviews.correct(message, "colette", "family_name", "Été")
    with store.read() as views:
        assert [row.id for row in views.applications(ApplicationFilter(name="ete")).rows] == [message]


def test_words_follow_their_application_through_a_merge_and_back(store, post):
    one, other = post.take_in(sender="a@mail.example"), post.take_in(sender="b@mail.example")
    with store.begin() as tx:
        tx.reviews.note(other, "colette", "deux adresses")
        merge = tx.reviews.merge(one, other, "colette")
    assert application(store, one).row.note_count == 1
    with store.begin() as tx:
        tx.reviews.undo(merge, "colette")
    assert (application(store, one).row.note_count, application(store, other).row.note_count) == (0, 1)


def test_an_accepted_near_miss_is_an_application(store, post):
    message = post.take_in(paper(), verdict=NEAR)
    with store.begin() as tx:
        tx.reviews.accept(message, "colette", "a oublié l'objet")
    found = application(store, message)
    assert found.row.has_cv
    assert (found.messages[0].disposition, found.messages[0].ruled_disposition) == ("application", "near_miss")
    assert "colette" in found.messages[0].reason


def test_an_accepted_near_miss_that_came_late_is_late(store, post):
    message = post.take_in(verdict=NEAR, received_at=CLOSES)
    with store.begin() as tx:
        tx.reviews.accept(message, "colette", "x")
    assert application(store, message).messages[0].disposition == "late"


def test_an_accepted_near_miss_joins_its_candidate_and_leaves_again(store, post):
    miss = post.take_in(paper(), verdict=NEAR)
    message = post.take_in()
    with store.begin() as tx:
        word = tx.reviews.accept(miss, "colette", "x")
    assert application(store, message).row.message_count == 2
    with store.begin() as tx:
        tx.reviews.undo(word, "colette")
    assert application(store, message).row.message_count == 1
    assert application(store, message).row.id == message


def test_an_accepted_near_miss_stays_one_when_read_again(store, post):
    message = post.take_in(verdict=NEAR)
    with store.begin() as tx:
        tx.reviews.accept(message, "colette", "x")
    post.read(message, post.sighting(), paper(), verdict=NEAR)
    assert application(store, message).row.has_cv


def test_a_dismissed_near_miss_awaits_nobody(store, post):
    message = post.take_in(verdict=NEAR)
    with store.read() as views:
        assert [m.id for m in views.to_sort().near_misses] == [message]
    with store.begin() as tx:
        tx.reviews.dismiss(message, "colette", "publicité")
    with store.read() as views:
        assert views.to_sort().near_misses == ()
        assert views.message(message).reason == "dismissed by colette: publicité"
        assert views.overview().near_misses == 0


def test_history_tells_who_did_what_in_order(store, post):
    message = post.take_in()
    with store.begin() as tx:
        word = tx.reviews.note(message, "colette", "x")
        tx.reviews.undo(word, "mireille")
        tx.reviews.note_history("mireille", "export", detail={"format": "xlsx"})
    with store.read() as views:
        everything = [(entry.author, entry.action) for entry in views.history()]
        mine = [entry.action for entry in views.history(application_id=message)]
    assert everything == [("mireille", "export"), ("mireille", "undo"), ("colette", "note")]
    assert mine == ["undo", "note"]


def test_undone_words_are_still_there(store, post):
    message = post.take_in()
    with store.begin() as tx:
        tx.reviews.undo(tx.reviews.note(message, "colette", "x"), "colette")
    reviews = application(store, message).reviews
    assert [(review.kind, review.standing) for review in reviews] == [("note", False), ("undo", True)]


def test_a_password_is_kept_by_reference_only(store, post):
    message = post.take_in(paper(readable=False))
    with store.begin() as tx:
        tx.reviews.unlock(message * 10_000 + 1, "colette", "passwords/17")
    [review] = application(store, message).reviews
    assert review.value["reference"] == "passwords/17"


@pytest.mark.parametrize(
    "ask",
    [
        lambda tx, one: tx.reviews.merge(one, one, "x"),
        lambda tx, one: tx.reviews.decide(one, "x", "hire", "x"),
        lambda tx, one: tx.reviews.dismiss(one, "x", "x"),
    ],
)
def test_what_makes_no_sense_is_refused(store, post, ask):
    one = post.take_in()
    with store.begin() as tx, pytest.raises(ReviewRefused):
        ask(tx, one)


def test_nothing_is_undone_twice(store, post):
    message = post.take_in()
    with store.begin() as tx:
        word = tx.reviews.note(message, "colette", "x")
        tx.reviews.undo(word, "colette")
        with pytest.raises(ReviewRefused):
            tx.reviews.undo(word, "colette")


@pytest.mark.parametrize(
    "ask",
    [
        lambda tx: tx.reviews.note(99, "x", "x"),
        lambda tx: tx.reviews.merge(1, 99, "x"),
        lambda tx: tx.reviews.undo(99, "x"),
        lambda tx: tx.reviews.accept(99, "x", "x"),
        lambda tx: tx.reviews.unlock(99, "x", "x"),
        lambda tx: tx.reviews.separate(99, "x"),
    ],
)
def test_what_is_not_there_is_told(store, post, ask):
    post.take_in()
    with store.begin() as tx, pytest.raises(NotInStore):
        ask(tx)


def test_corrections_of_lists_read_as_text(store, post):
    spoken = Fact(key="languages", value=["fr"], state=State.FOUND)
    store._logic = Saying(Profile(person={}, facts={"languages": spoken}))
    message = post.take_in()
    with store.begin() as tx:
        tx.reviews.correct(message, "colette", "languages", ["fr", "de"])
    assert application(store, message).facts["languages"].shown == "fr, de"
