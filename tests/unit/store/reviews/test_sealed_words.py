"""What members of the jury write is sealed in the database until the chair opens it."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import SQLAlchemyError

from store.errors import SealMissing
from store.reviews.sealed_words import JuryWords, WordsSeal
from tests.opinion_keys import KeysInMemory
from tests.unit.store.posting import paper, scene

ANNE, PAUL, SOLANGE = (1, "anne"), (2, "paul"), "solange"
SAID = "une réserve sur la mobilité"
SAYS = JuryWords(words={"tenure": "nommée"}, text="oui")


@scene
def people(store):
    with store.begin() as tx:
        for name, role in (("anne", "jury"), ("paul", "jury"), (SOLANGE, "chair")):
            tx.accounts.add_user(name, role, None)


@scene
def luc(post, people, store):
    """A dossier that is before the jury."""
    number = post.take_in(paper(), sender="luc@mail.example", name="Luc")
    with store.begin() as tx:
        tx.jury.present(number, SOLANGE)
    return number


def give(store, who, number, text=SAID):
    with store.begin() as tx:
        return tx.jury.give(*who, number, {"tenure": text}, text)


def do(store, act, *words):
    with store.begin() as tx:
        return getattr(tx.jury, act)(*words)


def written(store):
    """All that stands in the tables of the jury, as any program reads it."""
    with store.engine.connect() as connection:
        return str(
            [
                connection.exec_driver_sql(f"SELECT * FROM {table}").all()
                for table in ("opinions", "opinion_drafts", "opened_opinions", "history", "reviews")
            ]
        )


def opened(store, number):
    with store.read() as views:
        jury = views.application(number).jury
    return [(one.author, one.text, one.is_sealed) for one in jury.opinions] if jury else []


def own(store, number, author):
    with store.peek() as tx:
        return tx.jury.unsealed(tx.jury.of(number).of(author))


def test_no_table_has_the_words_before_they_are_opened(store, luc):
    give(store, ANNE, luc)
    do(store, "draft", *PAUL, luc, {}, SAID)
    assert SAID not in written(store)
    assert own(store, luc, "anne").text == SAID
    with store.peek() as tx:
        assert tx.jury.of(luc).of("anne").text == ""
        assert tx.jury.draft_of(PAUL[0], luc) == ({}, SAID)


def test_what_is_opened_is_laid_open_and_closed_again(store, luc):
    give(store, ANNE, luc)
    do(store, "open", luc, SOLANGE)
    assert SAID in written(store)
    store.opinion_keys = None  # whoever reads the dossier needs none
    assert opened(store, luc) == [("anne", SAID, False)]
    do(store, "take_back", luc, SOLANGE, "jury_open")
    assert SAID not in written(store)


def test_what_is_given_once_opinions_are_open_is_laid_open_at_once(store, luc):
    give(store, ANNE, luc, "oui")
    do(store, "open", luc, SOLANGE)
    give(store, PAUL, luc, "non")
    give(store, ANNE, luc, "peut-être")
    assert [text for _, text, _ in opened(store, luc)] == ["oui", "peut-être", "non"]


def test_an_earlier_version_stays_sealed_when_the_later_is_opened(store, luc):
    give(store, ANNE, luc, SAID)
    give(store, ANNE, luc, "oui")
    do(store, "open", luc, SOLANGE)
    assert opened(store, luc) == [("anne", "oui", False)]
    assert SAID not in written(store)


def test_without_the_key_nothing_is_written_and_what_is_sealed_says_so(store, luc):
    give(store, ANNE, luc)
    do(store, "draft", *PAUL, luc, {}, SAID)
    for keys in (None, KeysInMemory()):
        store.opinion_keys = keys
        assert own(store, luc, "anne").is_sealed
        with store.peek() as tx:
            assert tx.jury.draft_of(PAUL[0], luc) is None
    store.opinion_keys = None
    with pytest.raises(SealMissing):
        give(store, PAUL, luc)
    do(store, "open", luc, SOLANGE)
    assert opened(store, luc) == [("anne", "", True)]


def test_words_that_are_moved_to_another_row_are_not_believed():
    seal = WordsSeal(KeysInMemory())
    sealed = seal.seal("opinions 1", SAYS)
    assert seal.open("opinions 1", sealed) == SAYS
    assert seal.open("opinions 2", sealed) is None
    assert seal.open("opinions 1", sealed[:-8]) is None
    assert seal.open("opinions 1", "no base64") is None


def plain(store, luc):
    """Two opinions, the first opened, and a draft, as an earlier version kept them."""
    with store.engine.begin() as connection:
        insert = "INSERT INTO opinions (id, at, author, kind, message_id, words, text) VALUES "
        row = "({}, '2026-03-20 10:00:00.000000', '{}', 'opinion', {}, '{{\"tenure\": \"{}\"}}', '{}')"
        connection.exec_driver_sql(insert + row.format(901, "anne", luc, "oui", "oui"))
    do(store, "open", luc, SOLANGE)
    do(store, "take_back", luc, SOLANGE, "jury_open")
    do(store, "open", luc, SOLANGE)
    with store.engine.begin() as connection:
        draft = "INSERT INTO opinion_drafts (id, user_id, message_id, at, text) VALUES (903, 2, {}, '{}', '{}')"
        connection.exec_driver_sql(draft.format(luc, "2026-03-20 10:00:00.000000", SAID))


def test_what_was_written_before_is_sealed_and_what_was_opened_stays_readable(store, luc):
    plain(store, luc)
    assert opened(store, luc) == [("anne", "oui", False)]
    assert do(store, "seal_plain") == 2
    assert do(store, "seal_plain") == 0
    assert opened(store, luc) == [("anne", "oui", False)]
    assert SAID not in written(store)
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT words, text FROM opinions").all()
        assert rows == [(None, None)]
        assert connection.exec_driver_sql("SELECT text FROM opened_opinions").all() == [("oui",)]


@pytest.mark.parametrize(
    "change",
    [
        "sealed = 'x'",
        "sealed = 'x', words = NULL, text = NULL, author = 'paul'",
        "words = NULL, text = NULL",
    ],
)
def test_the_database_lets_an_opinion_be_sealed_and_changed_in_no_other_way(store, luc, change):
    plain(store, luc)
    with pytest.raises(SQLAlchemyError, match="append-only"), store.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE opinions SET {change}")


def test_what_is_sealed_is_never_sealed_anew(store, luc):
    give(store, ANNE, luc)
    with pytest.raises(SQLAlchemyError, match="append-only"), store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE opinions SET sealed = 'x'")
