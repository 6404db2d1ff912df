"""Mails of somebody else beside a candidate's, and mails moved by hand: what is said, undone, and left as it was."""

from __future__ import annotations

import pytest

from parsers.values.documents import Kind
from parsers.values.evidence import Finding, State
from store.errors import ReviewRefused
from tests.unit.store.posting import evidence, paper

TEXT = "Je suis temporaire."


@pytest.fixture
def director(post):
    """Somebody's letter about Anne, which came before her own mail, and was decided on as an application."""
    found = [Finding(key="tenure", value="temporary", state=State.CONTRARY, evidence=(evidence(TEXT, TEXT),))]
    letter, diploma = paper(Kind.LETTER, "reco.pdf", TEXT, found), paper(Kind.DIPLOMA, "attestation.pdf", "Attestation")
    return post.take_in(letter, diploma, sender="paul@school.example", name="Paul Directeur")


@pytest.fixture
def anne(director, post):
    return post.take_in(paper(), paper(Kind.LETTER, "lettre.pdf", "Madame"), name="Anne Lambert")


def application(store, number):
    with store.read() as views:
        return views.application(number)


def kinds(store, number):
    return {document.filename: document.kind for document in application(store, number).documents}


def test_somebody_else_s_mail_changes_no_number_no_decision_no_fact(store, anne, director):
    with store.begin() as tx:
        tx.reviews.decide(director, "colette", "reject", "pas une candidature")
        before = tx.views.application(anne)
        word = tx.reviews.merge(anne, director, "colette", whose="third")
    after = application(store, director)
    assert (after.row.id, after.row.decision, after.row.email) == (anne, None, "anne@mail.example")
    assert after.facts == before.facts
    assert after.row.first_received_at == before.row.first_received_at
    assert [(mail.id, mail.third_party) for mail in after.messages] == [(director, True), (anne, False)]
    assert kinds(store, anne) == {
        "cv.pdf": "cv", "lettre.pdf": "letter", "reco.pdf": "recommendation", "attestation.pdf": "diploma"
    }  # fmt: skip
    assert not any(document.superseded for document in after.documents)
    with store.begin() as tx:
        tx.reviews.undo(word, "colette")
    assert kinds(store, director) == {"reco.pdf": "letter", "attestation.pdf": "diploma"}
    assert application(store, director).row.decision == "reject"


def test_it_outlives_reading_again_and_a_person_may_say_what_a_paper_is(store, post, anne, director):
    with store.begin() as tx:
        tx.reviews.merge(anne, director, "colette", whose="third")
    post.read(director, post.sighting(sender="paul@school.example"), paper(Kind.LETTER, "reco.pdf", TEXT))
    assert kinds(store, anne)["reco.pdf"] == "recommendation"
    with store.begin() as tx:
        tx.reviews.classify(director * 10_000 + 1, "colette", "other")
    assert kinds(store, anne)["reco.pdf"] == "other"


def test_a_recommendation_that_the_candidate_sends_says_nothing_of_hers(store, anne, post):
    found = [Finding(key="tenure", value="temporary", state=State.CONTRARY, evidence=(evidence(TEXT, TEXT),))]
    mail = post.take_in(paper(Kind.OTHER, "avis.pdf", TEXT, found))
    assert "tenure" in application(store, anne).facts
    with store.begin() as tx:
        tx.reviews.classify(mail * 10_000 + 1, "colette", "recommendation")
    assert "tenure" not in application(store, anne).facts


def test_a_moved_mail_stands_where_it_was_put_last(store, post, anne, director):
    mail = post.take_in(paper(filename="autre.pdf"))
    with store.begin() as tx:
        tx.reviews.move(mail, director, "colette")
    assert application(store, mail).row.id == director
    with store.begin() as tx:
        word = tx.reviews.separate(mail, "colette")
    assert application(store, mail).row.id == mail
    with store.begin() as tx:
        tx.reviews.undo(word, "colette")
    assert application(store, mail).row.id == director


def test_what_can_t_be_moved_is_refused(store, post, anne, director):
    mail = post.take_in(paper(filename="autre.pdf"))
    with store.begin() as tx:
        for of, to, whose in ((anne, director, "own"), (mail, anne, "own"), (mail, director, "nobody's")):
            with pytest.raises(ReviewRefused):
                tx.reviews.move(of, to, "colette", whose=whose)
