"""Every query that docs/querying.md shows runs on both databases, and the views say what they promise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from jobs.care.sql_console import ask
from jobs.errors import UsageError
from parsers.values.evidence import Finding, State
from parsers.values.problems import Reason
from store.database.models import Base
from tests.unit.store.posting import NEAR, UNRELATED, evidence, paper

GUIDE = (Path(__file__).parents[3] / "docs" / "querying.md").read_text("utf-8")
QUERIES = re.findall(r"```sql\n(.*?);\n```", GUIDE, re.DOTALL)
TENURE = "Je suis nommée à titre définitif."


@pytest.fixture
def filled(store, post):
    found = Finding(key="tenure", value="permanent", state=State.FOUND, evidence=(evidence(TENURE, TENURE),))
    message = post.take_in(
        paper(text=TENURE, findings=[found, Finding(key="workload", value=0.5, state=State.TO_VERIFY)]),
        paper(filename="x.pdf", text="", readable=False, reason=Reason.ENCRYPTED),
        name="Anne",
    )
    post.take_in(sender="x@mail.example", verdict=NEAR)
    post.record(post.sighting(), UNRELATED)
    with store.begin() as tx:
        tx.reviews.decide(message, "colette", "shortlist", "nommée")
    return store


def rows(store, query):
    with store.engine.connect() as connection:
        return [dict(row._mapping) for row in connection.execute(text(query))]


def test_there_are_ten_queries():
    assert len(QUERIES) == 10


def test_every_query_runs_and_finds(filled):
    found = [rows(filled, query) for query in QUERIES]
    assert [len(answer) for answer in found] == [1, 1, 0, 1, 1, 0, 1, 1, 3, 1]
    assert found[0][0]["decision"] == "présélectionner"
    assert (found[3][0]["etat"], found[3][0]["passage"], found[3][0]["document"]) == ("trouvé", TENURE, "cv.pdf")
    assert found[4][0]["valeur"] == "0.5"
    assert found[6][0]["raison"] == "protégé par un mot de passe"
    assert (found[9][0]["qui"], found[9][0]["texte"]) == ("colette", "nommée")


def test_the_guide_names_every_table_and_view(store):
    with store.engine.connect() as connection:
        views = inspect(connection).get_view_names()
    assert len(views) == 10
    for name in [*views, *Base.metadata.tables]:
        assert f"`{name}`" in GUIDE


@pytest.mark.parametrize(
    "statement",
    [
        "delete from applications",
        "update applications set name = 'x'",
        "COMMIT; delete from applications; select 1",
        "select 1; delete from applications",
        "BEGIN; delete from applications; COMMIT; select 1",
        "SET TRANSACTION READ WRITE",
        "set default_transaction_read_only = off; delete from applications; select 1",
        "create table x (y integer)",
        "WITH gone AS (DELETE FROM applications RETURNING id) SELECT * FROM gone",
        "DO $$ BEGIN COMMIT; DELETE FROM applications; END $$",
        "attach database 'elsewhere.db' as elsewhere",
        "pragma query_only = off",
        "vacuum into 'elsewhere.db'",
        "select load_extension('x')",
    ],
)
def test_sql_is_for_reading_whatever_it_is_given(filled, statement):
    with pytest.raises(UsageError, match=r"sql|for reading"):
        ask(filled, statement)
    assert rows(filled, "select count(*) as n from applications")[0]["n"] == 1
    with filled.begin() as tx:  # and the connection writes again afterwards
        tx.reviews.note(next(iter(tx.applications.ids())), "colette", "written")


def test_sql_reads_the_views(filled):
    answer = ask(filled, "select nom, decision from candidatures where nom like 'A%'")
    assert answer.columns == ("nom", "decision")
    assert answer.rows == (("Anne", "présélectionner"),)
