"""Both databases find what a mail that is read asks of possible duplicates by an index, beside 200,000 applications."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import event, text

from store.database.models import Application, MessageRow

MANY = {Application: 200_000, MessageRow: 20_000, None: 20_000}
"""Rows; of pairs that may be one person there are fewer, and an answer to all of them is asked for by design."""
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
WHOLE = re.compile(r"SCAN (?:applications|possible_duplicates)\b(?!.*ix_)|Seq Scan on (?:applications|possible_dup)")


def copied(connection, table, **values):
    """Rows like the first, by one statement."""
    names = [column.name for column in table.__table__.columns]
    given = {name: name for name in names} | values | {"id": "n.i"}
    connection.execute(
        text(
            f"INSERT INTO {table.__tablename__} ({', '.join(names)}) {NUMBERS.format(count=MANY[table])}"
            f"SELECT {', '.join(given[name] for name in names)} FROM {table.__tablename__}, n WHERE id = 1"
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


def asked_of_duplicates(store):
    """The statements, with their values, that the reading of one mail costs."""
    asked = []

    def noted(*told):
        _, _, statement, values, _, _ = told
        if re.match(r"DELETE FROM possible_duplicates|SELECT applications.id, applications.duplicate_count", statement):
            asked.append((statement, values))

    event.listen(store.engine, "before_cursor_execute", noted)
    with store.rehearse() as tx:
        tx.applications.refresh(1)
    event.remove(store.engine, "before_cursor_execute", noted)
    return asked


def test_possible_duplicates_are_looked_up(filled):
    explain = "EXPLAIN QUERY PLAN" if filled.engine.dialect.name == "sqlite" else "EXPLAIN"
    asked = asked_of_duplicates(filled)
    assert len(asked) == 2
    with filled.engine.connect() as connection:
        for statement, values in asked:
            plan = "\n".join(str(row[-1]) for row in connection.exec_driver_sql(f"{explain} {statement}", values))
            assert not WHOLE.search(plan), plan
