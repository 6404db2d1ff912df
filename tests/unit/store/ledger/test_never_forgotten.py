"""What was kept once is forgotten by no rule."""

from __future__ import annotations

import pytest

from parsers.values.dispositions import Disposition, Verdict
from store.database.models import MessageRow
from store.errors import NeverForgotten
from store.ledger import message_content
from store.ledger.dispositions import remembered
from tests.unit.store.posting import APPLIES, LATE, NEAR, UNRELATED, paper

INTERNAL = Verdict(disposition=Disposition.INTERNAL, reason="written by a colleague")


def message(store, number):
    with store.read() as views:
        return views.message(number)


def told(verdict):
    return Verdict(disposition=Disposition.NEAR_MISS, reason=f"no longer matches: {verdict.reason}")


@pytest.mark.parametrize(
    ("verdict", "was", "spoken", "expected"),
    [
        (UNRELATED, None, False, (UNRELATED, False)),
        (UNRELATED, None, True, (told(UNRELATED), True)),
        (UNRELATED, "near_miss", False, (told(UNRELATED), True)),
        (UNRELATED, "internal", False, (told(UNRELATED), True)),
        (UNRELATED, "application", False, (told(UNRELATED), True)),
        (NEAR, "late", False, (told(NEAR), True)),
        (INTERNAL, "application", False, (told(INTERNAL), True)),
        (INTERNAL, "near_miss", False, (INTERNAL, False)),
        (NEAR, "near_miss", True, (NEAR, False)),
        (LATE, "application", False, (LATE, False)),
        (APPLIES, "near_miss", False, (APPLIES, False)),
    ],
)
def test_what_a_verdict_comes_to(verdict, was, spoken, expected):
    assert remembered(verdict, was, spoken=spoken) == expected


@pytest.mark.parametrize("first", [APPLIES, LATE, NEAR, INTERNAL])
def test_read_again_as_unrelated_it_keeps_its_content_and_says_why(store, post, first):
    number = post.take_in(paper(), verdict=first)
    before = message(store, number)
    post.read(number, post.sighting(), paper(), verdict=UNRELATED)
    after = message(store, number)
    assert (after.sha256, after.subject, after.state) == (before.sha256, before.subject, "parsed")
    assert (after.disposition, after.lapsed) == ("near_miss", True)
    assert after.reason == f"no longer matches: {UNRELATED.reason}"
    assert after.application_id == before.application_id


def test_at_first_reading_unrelated_mail_leaves_nothing(store, post):
    sighting = post.sighting()
    noted = post.record(sighting, NEAR)
    post.read(noted.message_id, sighting, verdict=UNRELATED)
    assert (message(store, noted.message_id).sha256, message(store, noted.message_id).state) == (None, "skipped")


def test_one_whose_headers_apply_is_kept_though_the_rules_change_before_it_is_read(store, post):
    sighting = post.sighting()
    noted = post.record(sighting, APPLIES)
    post.read(noted.message_id, sighting, verdict=UNRELATED)
    assert message(store, noted.message_id).disposition == "near_miss"
    assert message(store, noted.message_id).application_id is None  # it never was one


def test_a_word_of_a_person_keeps_it_even_when_it_is_taken_back(store, post):
    sighting = post.sighting()
    noted = post.record(sighting, NEAR)
    with store.begin() as tx:
        word = tx.reviews.dismiss(noted.message_id, "anne", "not ours")
    with store.begin() as tx:
        tx.reviews.undo(word, "anne")
    post.read(noted.message_id, sighting, verdict=UNRELATED)
    assert message(store, noted.message_id).sha256 is not None


def test_matching_again_it_is_an_application_as_before(store, post):
    number = post.take_in(paper())
    with store.begin() as tx:
        tx.reviews.decide(number, "anne", "shortlist", "good")
    for verdict, lapsed in ((UNRELATED, True), (APPLIES, False)):
        post.read(number, post.sighting(), paper(), verdict=verdict)
        with store.read() as views:
            row = views.application(number).row
        assert (row.decision, row.lapsed) == ("shortlist", lapsed)


def test_an_earlier_sighting_that_says_unrelated_forgets_nothing(store, post):
    seen = post.sighting(uid=9)
    number = post.record(seen).message_id
    post.read(number, seen, paper())
    earlier = post.sighting(uid=1, mailbox="b")
    post.record(earlier, UNRELATED, afresh=True)
    assert message(store, number).sha256 is not None


def test_no_other_way_leads_round_it(store, post):
    number = post.take_in(paper())
    with store.begin() as tx, pytest.raises(NeverForgotten):
        message_content.forget(tx.ledger._session, tx.ledger._session.get(MessageRow, number))


def test_what_it_is_judged_by_comes_back_as_it_was_kept(store, post):
    number = post.take_in(paper(), reading={"body": "Madame, voici mon CV."})
    with store.peek() as tx:
        [heard] = tx.ledger.heard()
    assert (heard.message_id, heard.was, heard.application_id) == (number, "application", number)
    assert heard.message.headers.subject == "Recrutement EO"
    assert heard.message.body.text == "Madame, voici mon CV."
    assert [document.kind for document in heard.documents] == ["cv"]
