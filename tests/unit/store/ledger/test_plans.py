"""No statement by which mail is taken in goes through a large table of 200,000 applications, by the planner's word.

The planner is told of the rows by statistics (`sqlite_stat1`): it plans as it would if they were there.
"""

from __future__ import annotations

import re

import pytest
from sqlalchemy import event

from parsers.values.letters import LetterClues
from store.ledger.new_messages import NewMessage
from tests.unit.store.posting import APPLIES

ROWS = 200_000
LARGE = (
    *("messages", "sightings", "message_notices", "bodies", "documents", "pages", "claims", "claim_tokens"),
    *("memberships", "facts", "evidence", "applications", "possible_duplicates"),
    *("letters", "letter_references", "interviews"),
)
ALL_PAIRS = "ORDER BY possible_duplicates.first_message_id, possible_duplicates.second_message_id"
"""They are counted anew, all that there are: pairs are few. What is asked of one message's pairs is not among it."""
ANY = "SELECT (EXISTS (SELECT letter_references.token"
"""Whether any letter went out: it ends at the first."""
PARTIAL = "ix_applications_duplicate_count|ix_applications_tags"
"""Indexes that hold a few rows of a table alone: going through one is no going through the table."""


def told_of_many_rows(store):
    """A unique index tells one row from all others; any other narrows them to some dozens by its first column."""
    with store.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
        for table in LARGE:
            connection.exec_driver_sql("DELETE FROM sqlite_stat1 WHERE tbl = ?", (table,))
            made = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
            for index in connection.exec_driver_sql(made, (table,)).scalars().all():
                rows = 40 if re.fullmatch(PARTIAL, index) else ROWS
                columns = connection.exec_driver_sql("SELECT count(*) FROM pragma_index_info(?)", (index,)).scalar_one()
                stat = " ".join(str(40 if at else rows) for at in range(columns + 1))
                connection.exec_driver_sql("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", (table, index, stat))
            connection.exec_driver_sql("INSERT INTO sqlite_stat1 VALUES (?, NULL, ?)", (table, str(ROWS)))
        connection.exec_driver_sql("ANALYZE sqlite_schema")


def scanned(store, work):
    """The statements of `work` that go through a large table from end to end."""
    found, asked = set(), []

    def noted(*told):
        _, _, statement, parameters, _, many = told
        asked.append((statement, parameters, many))

    event.listen(store.engine, "before_cursor_execute", noted)
    with store.rehearse() as tx:
        work(tx)
        event.remove(store.engine, "before_cursor_execute", noted)
        connection = tx.ledger._session.connection()
        for statement, parameters, many in asked:
            if not re.match(r"\s*(SELECT|UPDATE|DELETE)", statement):
                continue
            given = parameters[0] if many else parameters
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()
            whole = rf"SCAN ({'|'.join(LARGE)})\b(?!.* USING (COVERING )?INDEX ({PARTIAL})$)"
            passed = statement.startswith(ANY) or statement.endswith(ALL_PAIRS)
            if not passed and any(re.match(whole, step[-1]) for step in plan):
                found.add(statement)
    return found


def taken_in(tx, post):
    new = [NewMessage(sighting=post.sighting(uid=uid), verdict=APPLIES, notice="eo") for uid in range(100, 140)]
    tx.ledger.recorded("a", "INBOX")
    assert len(tx.ledger.unknown(new)) == len(new)
    tx.ledger.record_new(new)
    tx.ledger.advance("a", "INBOX", 1, 139)
    tx.ledger.waiting()
    tx.ledger.still_pending(tx.ledger.turns()[:100])


def read(tx, post):
    del post
    tx.ledger.originals(1)
    tx.applications.refresh(1)


def asked_for_letters(tx, post):
    del post
    several = frozenset(f"{number}@mail.example" for number in range(100))
    tx.answers.sent(LetterClues(tokens=several, uids=several, addresses=several))


@pytest.mark.parametrize("work", [taken_in, read, asked_for_letters])
def test_no_table_of_200_000_is_gone_through(store, post, work):
    post.take_in()
    told_of_many_rows(store)
    assert scanned(store, lambda tx: work(tx, post)) == set()
