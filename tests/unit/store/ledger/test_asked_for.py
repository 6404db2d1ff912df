"""A person says that a mail is an application of which only headers were read: its original is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from parsers.values.dispositions import Disposition, Verdict
from parsers.values.sightings import StandIn
from store.errors import ReviewRefused
from store.ledger.new_messages import NewMessage
from tests.unit.store.posting import APPLIES, NEAR, UNRELATED, paper, sha

INTERNAL = Verdict(disposition=Disposition.INTERNAL, reason="written by a colleague")
AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(params=[INTERNAL, UNRELATED], ids=["internal", "unrelated"])
def verdict(request):
    return request.param


@pytest.fixture
def headers_only(store, post, verdict):
    """A message of which only headers were read, and its sighting."""
    sighting = post.sighting(uid=7, sender="rose@cdm.example", name="Rose Collègue")
    with store.begin() as tx:
        tx.ledger.record_new([NewMessage(sighting=sighting, verdict=verdict)])
        [message] = tx.views.messages()
    return message.id, sighting


def accept(store, message_id, **options):
    with store.begin() as tx:
        return tx.reviews.accept(message_id, "mireille", "c’est sa propre candidature", **options)


def asked_for(store, mailbox="a", uidvalidity=1):
    with store.peek() as tx:
        return tx.ledger.asked_for(mailbox, "INBOX", uidvalidity)


def fetched(store, post, sighting, verdict):
    """As a poll takes up what it has fetched; then it is read."""
    undecided = replace(NEAR, reason="") if verdict is UNRELATED else verdict
    digest = sha("original")
    with store.begin() as tx:
        noted = tx.ledger.record(sighting, undecided, digest=digest, content_key=digest, afresh=True)
    post.read(noted.message_id, sighting, paper(), verdict=verdict)
    return noted


def message(store, message_id):
    with store.read() as views:
        return views.message(message_id)


def test_till_it_is_fetched_it_is_asked_for_and_no_application(store, headers_only, verdict):
    number, _ = headers_only
    accept(store, number)
    told = message(store, number)
    assert (told.word, told.application_id) == ("asked_for", None)
    assert told.disposition == verdict.disposition
    assert told.reason == "asked for by mireille: c’est sa propre candidature"
    assert asked_for(store) == {7: number}


def test_no_other_mailbox_folder_or_uidvalidity_is_asked(store, headers_only):
    accept(store, headers_only[0])
    assert asked_for(store, mailbox="b") == {}
    assert asked_for(store, uidvalidity=2) == {}


def test_once_it_was_fetched_and_read_it_is_an_application(store, post, headers_only, verdict):
    number, sighting = headers_only
    accept(store, number)
    assert fetched(store, post, sighting, verdict).message_id == number
    with store.read() as views:
        assert views.application(number).row.has_cv
        assert views.message(number).word == "accepted"
    assert asked_for(store) == {}


def test_what_was_fetched_is_not_forgotten_when_the_word_is_taken_back(store, post, headers_only, verdict):
    number, sighting = headers_only
    word = accept(store, number)
    fetched(store, post, sighting, verdict)
    with store.begin() as tx:
        tx.reviews.undo(word, "mireille")
    told = message(store, number)
    assert told.sha256 is not None
    assert (told.application_id, told.word) == (None, None)


def test_a_word_taken_back_asks_for_nothing(store, headers_only):
    word = accept(store, headers_only[0])
    with store.begin() as tx:
        tx.reviews.undo(word, "mireille")
    assert asked_for(store) == {}
    assert message(store, headers_only[0]).word is None


def test_what_its_owner_took_away_is_told_and_looked_for_again(store, headers_only):
    number, _ = headers_only
    accept(store, number)
    with store.begin() as tx:
        tx.ledger.note_gone([number])
    assert message(store, number).error == "no mailbox has it any more"
    assert asked_for(store) == {7: number}


def test_what_is_kept_is_never_called_gone(store, post):
    kept = post.take_in()
    with store.begin() as tx:
        tx.ledger.note_gone([kept])
    assert message(store, kept).error is None


def test_asking_for_a_withheld_mail_does_not_settle_that_it_is_withheld(store, post):
    sighting = post.sighting(uid=9)
    gave = StandIn(kind="nothing", says="the server gives nothing of it")
    with store.begin() as tx:
        noted = tx.ledger.withhold(sighting, gave, notice="eo", at=AT, again_at=AT)
        tx.reviews.accept(noted.message_id, "mireille", "x")
        assert [one.settled for one in tx.withheld.all()] == [False]
        tx.reviews.dismiss(noted.message_id, "mireille", "x")
        assert [one.settled for one in tx.withheld.all()] == [True]


def test_one_mail_of_an_application_is_taken_out_of_it_and_comes_back(store, post):
    first = post.take_in(paper())
    second = post.take_in(verdict=APPLIES)
    with store.begin() as tx:
        word = tx.reviews.dismiss(second, "mireille", "une publicité")
        assert [mail.id for mail in tx.views.application(first).messages] == [first]
        assert tx.views.message(second).disposition == "near_miss"
        tx.reviews.undo(word, "mireille")
        assert [mail.id for mail in tx.views.application(first).messages] == [first, second]
        assert tx.views.message(second).disposition == "application"


def test_the_only_mail_of_an_application_is_not_taken_out_of_it(store, post):
    only = post.take_in(paper())
    with store.begin() as tx, pytest.raises(ReviewRefused):
        tx.reviews.dismiss(only, "mireille", "x")


def test_a_mail_that_is_none_is_not_dismissed(store, headers_only):
    with store.begin() as tx, pytest.raises(ReviewRefused):
        tx.reviews.dismiss(headers_only[0], "mireille", "x")
