"""A person says what a document is, or what stands in a mail's own text: it holds whatever is read."""

from __future__ import annotations

import pytest

from parsers.values.documents import Kind
from parsers.values.evidence import Finding, State
from store.errors import NotInStore, ReviewRefused
from tests.unit.store.posting import NEAR, evidence, paper


@pytest.fixture
def anne(post):
    """A CV and a letter that was read as something else."""
    return post.take_in(paper(), paper(Kind.OTHER, "lettre.pdf", "Madame, je postule."), sender="anne@mail.example")


def classify(store, document, kind="letter"):
    with store.begin() as tx:
        return tx.reviews.classify(document, "colette", kind, "c’est la lettre")


def row(store, number):
    with store.read() as views:
        return views.application(number).row


def kinds(store, number):
    with store.read() as views:
        return {d.filename: (d.kind, d.read_kind) for d in views.application(number).documents}


def test_a_letter_that_was_read_as_something_else_is_no_longer_missing(store, anne):
    assert row(store, anne).missing == ("letter",)
    word = classify(store, anne * 10_000 + 2)
    assert row(store, anne).missing == ()
    assert kinds(store, anne) == {"cv.pdf": ("cv", None), "lettre.pdf": ("letter", "other")}
    with store.begin() as tx:
        tx.reviews.undo(word, "colette")
    assert row(store, anne).missing == ("letter",)
    assert kinds(store, anne)["lettre.pdf"] == ("other", None)


def test_it_outlives_reading_again_and_the_last_word_holds(store, post, anne):
    classify(store, anne * 10_000 + 2, "diploma")
    classify(store, anne * 10_000 + 2)
    post.read(anne, post.sighting(), paper(), paper(Kind.OTHER, "lettre.pdf", "Madame, je postule."))
    assert kinds(store, anne)["lettre.pdf"] == ("letter", "other")
    assert row(store, anne).has_letter


def test_what_is_no_cv_any_more_supersedes_none(store, post, anne):
    found = [Finding(key="tenure", value="temporary", state=State.FOUND, evidence=(evidence("Autre texte", "Autre"),))]
    later = post.take_in(paper(filename="reco.pdf", text="Autre texte", findings=found), sender="anne@mail.example")

    def superseded():
        with store.read() as views:
            return {d.filename for d in views.application(anne).documents if d.superseded}

    assert superseded() == {"cv.pdf"}
    classify(store, later * 10_000 + 1, "other")
    assert superseded() == set()


def test_of_copies_the_first_one_is_meant(store, post, anne):
    second = post.take_in(paper(Kind.OTHER, "lettre.pdf", "Madame, je postule."), sender="anne@mail.example")
    classify(store, second * 10_000 + 1)
    assert kinds(store, anne)["lettre.pdf"] == ("letter", "other")
    assert row(store, anne).has_letter


def test_the_letter_is_in_the_mail(store, post, anne):
    with store.begin() as tx:
        word = tx.reviews.classify_text(anne, "colette", "letter")
    assert (row(store, anne).has_letter, row(store, anne).letter_in_body) == (True, True)
    post.read(anne, post.sighting(), paper())
    assert row(store, anne).letter_in_body
    with store.read() as views:
        assert (views.body(anne).held_kind, views.body(anne).said_kind) == ("letter", "letter")
    with store.begin() as tx:
        tx.reviews.undo(word, "colette")
    assert not row(store, anne).has_letter


def test_no_letter_is_in_the_mail(store, post):
    number = post.take_in(paper(), reading={"is_letter": True})
    assert row(store, number).has_letter
    with store.begin() as tx:
        tx.reviews.classify_text(number, "colette", "other")
    assert not row(store, number).has_letter


def test_it_is_said_of_a_mail_to_sort_too(store, post):
    miss = post.take_in(paper(Kind.OTHER, "x.pdf", "x"), verdict=NEAR)
    classify(store, miss * 10_000 + 1, "cv")
    with store.begin() as tx:
        assert tx.views.documents(miss)[0].kind == "cv"
        tx.reviews.accept(miss, "colette", "x")
        assert tx.views.application(miss).row.has_cv


@pytest.mark.parametrize("kind", ["", "song", "CV"])
def test_what_makes_no_sense_is_refused(store, anne, kind):
    with pytest.raises(ReviewRefused):
        classify(store, anne * 10_000 + 1, kind)
    with store.begin() as tx, pytest.raises(ReviewRefused):
        tx.reviews.classify_text(anne, "colette", kind)


def test_what_is_not_there_is_told(store, post, anne):
    with pytest.raises(NotInStore):
        classify(store, 7)
    unread = post.record(post.sighting(), content="unread").message_id
    with store.begin() as tx, pytest.raises(ReviewRefused):
        tx.reviews.classify_text(unread, "colette", "letter")
