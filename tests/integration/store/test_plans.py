"""Both databases look up what a mail asks of possible duplicates and of letters, beside 200,000 of each."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import event, text

from parsers.values.letters import LetterClues
from store.database.models import Application, LetterReference, LetterRow, MessageRow
from store.letters.states import LetterState
from tests.unit.store.letters.test_letters import DRAFT, put

MANY = {Application: 200_000, MessageRow: 20_000, LetterRow: 200_000, LetterReference: 200_000, None: 20_000}
"""Rows; of pairs that may be one person there are fewer, and an answer to all of them is asked for by design."""
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
WHOLE = re.compile(r"SCAN (?:applications|possible_duplicates)\b(?!.*ix_)|Seq Scan on (?:applications|possible_dup)")
ALL_LETTERS = re.compile(r"SCAN (?:letters|letter_references)\b|Seq Scan on (?:letters|letter_references)")


def copied(connection, table, **values):
    """Rows like the first, by one statement."""
    names = [column.name for column in table.__table__.columns]
    given = {name: name for name in names} | {"id": "n.i"} | values
    connection.execute(
        text(
            f"INSERT INTO {table.__tablename__} ({', '.join(names)}) {NUMBERS.format(count=MANY[table])}"
            f"SELECT {', '.join(given[name] for name in names)} "
            f"FROM (SELECT * FROM {table.__tablename__} LIMIT 1) AS first, n"
        )
    )


@pytest.fixture
def filled(store, post):
    post.take_in()
    with store.engine.begin() as connection:
        copied(connection, Application)
        copied(connection, MessageRow, content_key="NULL")
        connection.execute(
            text(
                "INSERT INTO possible_duplicates (first_message_id, second_message_id, reason) "
                f"{NUMBERS.format(count=MANY[None] - 1)} SELECT i, i + 1, 'one name' FROM n"
            )
        )
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    return store


@pytest.fixture
def written(store, post):
    """A store of many letters that went out."""
    post.take_in()
    with store.begin() as tx:
        letter = tx.letters.draft(DRAFT, "mireille")
    put(store, letter.id, LetterState.SENT)
    with store.engine.begin() as connection:
        address = "'Candidate' || n.i || '@Mail.example'"
        copied(connection, LetterRow, once="NULL", message_ref="NULL", interview_id="n.i", to_email=address)
        copied(connection, LetterReference, token="'token' || n.i", letter_id="n.i")
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    return store


def planned(store, wanted, work):
    """The plans of those statements of some work."""
    asked = []

    def noted(*told):
        _, _, statement, values, _, _ = told
        if re.match(wanted, statement):
            asked.append((statement, values))

    event.listen(store.engine, "before_cursor_execute", noted)
    with store.rehearse() as tx:
        work(tx)
    event.remove(store.engine, "before_cursor_execute", noted)
    explain = "EXPLAIN QUERY PLAN" if store.engine.dialect.name == "sqlite" else "EXPLAIN"
    with store.engine.connect() as connection:
        return [
            "\n".join(str(row[-1]) for row in connection.exec_driver_sql(f"{explain} {statement}", values))
            for statement, values in asked
        ]


def test_possible_duplicates_are_looked_up(filled):
    wanted = r"DELETE FROM possible_duplicates|SELECT applications.id, applications.duplicate_count"
    plans = planned(filled, wanted, lambda tx: tx.applications.refresh(1))
    assert len(plans) == 2
    for plan in plans:
        assert not WHOLE.search(plan), plan


@pytest.mark.parametrize("mails", [1, 1000])
def test_letters_that_mails_may_be_about_are_looked_up(written, mails):
    addresses = frozenset(f"candidate{number}@mail.example" for number in range(100, 100 + mails))
    clues = LetterClues(tokens=frozenset({"token99999"}), uids=frozenset({"entry"}), addresses=addresses)
    found = []
    plans = planned(written, r"SELECT letter", lambda tx: found.append(tx.answers.sent(clues)))
    assert set(found[0].letters) == {*range(100, 100 + mails), 99999}
    assert len(plans) == 2
    for plan in plans:
        assert not ALL_LETTERS.search(plan), plan
