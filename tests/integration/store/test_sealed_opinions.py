"""The jury's words on both databases: sealed until they are opened, and on the move from one to the other."""

from __future__ import annotations

from contextlib import closing
from itertools import count

import pytest
from sqlalchemy.exc import SQLAlchemyError

from store import Store
from tests.opinion_keys import KeysInMemory
from tests.unit.store.posting import NOTICE, Plain, Post, paper

SAID = "une réserve sur la mobilité"
TABLES = ("opinions", "opinion_drafts", "opened_opinions")
ANNE, PAUL = (1, "anne"), (2, "paul")


@pytest.fixture
def luc(store, post):
    """A dossier before the jury: an opinion, another that is opened since, and a draft."""
    store.opinion_keys = KeysInMemory()
    return deliberated(store, post)


def deliberated(store, post):
    number = post.take_in(paper(), sender="luc@mail.example", name="Luc")
    with store.begin() as tx:
        for name, role in (("anne", "jury"), ("paul", "jury"), ("solange", "chair")):
            tx.accounts.add_user(name, role, None)
        tx.jury.present(number, "solange")
        tx.jury.give(*ANNE, number, {"tenure": SAID}, SAID)
        tx.jury.draft(*PAUL, number, {}, SAID)
    return number


def written(store):
    with store.engine.connect() as connection:
        return str([connection.exec_driver_sql(f"SELECT * FROM {table}").all() for table in TABLES])


def read(store, number):
    with store.peek() as tx:
        own = tx.jury.unsealed(tx.jury.of(number).of("anne"))
        return own.text, tx.jury.draft_of(PAUL[0], number)


def test_they_are_sealed_until_they_are_opened_and_closed_again(store, luc):
    assert SAID not in written(store)
    assert read(store, luc) == (SAID, ({}, SAID))
    with store.begin() as tx:
        tx.jury.open(luc, "solange")
    assert written(store).count(SAID) == 2
    with store.begin() as tx:
        tx.jury.take_back(luc, "solange", "jury_open")
    assert SAID not in written(store)


@pytest.mark.parametrize("change", ["sealed = 'x'", "words = NULL", "text = 'non'", "author = 'paul'"])
def test_the_database_changes_no_sealed_opinion(store, luc, change):
    with pytest.raises(SQLAlchemyError, match="append-only"), store.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE opinions SET {change}")


def test_what_is_plain_is_sealed_once(store, luc):
    with store.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO opinions (id, at, author, kind, message_id, text) "
            f"VALUES (901, '2026-03-20 10:00:00.000000', 'paul', 'opinion', {luc}, 'en clair')"
        )
    with store.begin() as tx:
        assert (tx.jury.seal_plain(), tx.jury.seal_plain()) == (1, 0)
        assert tx.jury.unsealed(tx.jury.of(luc).of("paul")).text == "en clair"
    assert "en clair" not in written(store)
    with pytest.raises(SQLAlchemyError, match="append-only"), store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE opinions SET sealed = 'y', words = NULL, text = NULL")


def test_they_move_with_their_store(cluster, tmp_path):
    with (
        closing(Store.open(f"sqlite:///{tmp_path}/store.db", logic=Plain(), upgrade=True)) as source,
        closing(Store.open(cluster.database(), logic=Plain(), upgrade=True)) as target,
    ):
        with source.begin() as tx:
            tx.notices.put(NOTICE)
        source.opinion_keys = target.opinion_keys = KeysInMemory()
        number = deliberated(source, Post(source, count(1)))
        target.take_over(source)
        assert SAID not in written(target)
        assert read(target, number) == (SAID, ({}, SAID))
