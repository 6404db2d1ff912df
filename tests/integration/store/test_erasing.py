"""The one way past the triggers that keep people's words, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, func, insert, inspect, select, update

from parsers.values.dispositions import Disposition, Verdict
from store.database.engines import writing
from store.database.models import (
    AccessRow,
    Base,
    ErasingRow,
    ErasureRow,
    HistoryRow,
    MessageRow,
    OpinionRow,
    ReviewRow,
    SightingRow,
)
from store.erasing.holdings import HOLDINGS, RowsGo
from store.errors import StoreError
from store.letters.answers import LetterAnswered
from store.letters.states import LetterState
from tests.unit.store.letters.test_letters import DRAFT, put
from tests.unit.store.posting import NEAR, START, paper

BOUNCE = Verdict(disposition=Disposition.BOUNCE, reason="a mail server's report on a message that was not delivered")
ERASURE = {"at": START, "author": "anne", "cause": "erasure", "counts": {}}


@pytest.fixture
def hers(store, post):
    """Two applications with a note each; the first one's number."""
    number = post.take_in(paper(text="Xylophoniste"), name="Anne Dé")
    other = post.take_in(paper(filename="b.pdf", text="autre"), sender="paul@mail.example", name="Paul Lu")
    with store.begin() as tx:
        for one in (number, other):
            tx.reviews.note(one, "mireille", "à voir")
            tx.access_log.note("mireille", "dossier", message_id=one)
        tx.access_log.note("mireille", "list", words="name=anne", shown=[number, other])
    with writing(store.engine) as connection:
        given = {
            "id": 1,
            "at": START,
            "author": "paul",
            "kind": "opinion",
            "message_id": number,
            "text": "Xylophoniste",
        }
        connection.execute(insert(OpinionRow).values(**given))
    return number


def erased(store, number):
    with store.begin() as tx:
        return tx.erasing.erase(tx.erasing.person(number), author="anne", cause="erasure", keyed=lambda one: f"k{one}")


def deleting(table, message, *, named=None, erasure=1, held="message", forget=True):
    """What a transaction does that wants to delete what people said on a message."""

    def work(connection):
        if erasure:
            connection.execute(insert(ErasureRow).values(id=erasure, **ERASURE))
        if named is not None:
            connection.execute(insert(ErasingRow).values(id=1, erasure_id=erasure or 99, held=held, row_id=named))
        connection.execute(delete(table).where(table.message_id == message))
        if forget:
            connection.execute(delete(ErasingRow))

    return work


@pytest.mark.parametrize("table", [ReviewRow, HistoryRow, AccessRow, OpinionRow])
@pytest.mark.parametrize(
    "how",
    [
        {},
        {"named": 999},
        {"named": 999, "held": "reviews"},
        {"named": 999, "held": "history"},
        {"named": 1, "erasure": None},
        {"named": 1, "forget": False},
    ],
    ids=["unnamed", "another message", "another review", "another entry", "without an erasure", "left open"],
)
def test_whoever_goes_another_way_is_refused(store, hers, table, how):
    with pytest.raises(StoreError), writing(store.engine) as connection:
        deleting(table, hers, **({**how, "named": hers} if how.get("named") == 1 else how))(connection)
    with store.peek() as tx:
        assert len(tx.views.history(application_id=hers)) == 1
        assert len(tx.access_log.entries(limit=9)) == 3
        assert tx.erasing._session.scalars(select(ErasureRow)).all() == []


@pytest.mark.parametrize("table", [ReviewRow, HistoryRow, AccessRow, OpinionRow])
def test_a_named_row_may_go_and_never_change(store, hers, table):
    def changing(connection):
        connection.execute(insert(ErasureRow).values(id=1, **ERASURE))
        connection.execute(insert(ErasingRow).values(id=1, erasure_id=1, held="message", row_id=hers))
        connection.execute(update(table).where(table.message_id == hers).values(author="nobody"))

    with pytest.raises(StoreError), writing(store.engine) as connection:
        changing(connection)
    with writing(store.engine) as connection:
        deleting(table, hers, named=hers)(connection)
    with store.peek() as tx:
        assert len(tx.erasing._session.scalars(select(ErasureRow)).all()) == 1


@pytest.mark.parametrize("change", [update(ErasureRow).values(author="nobody"), delete(ErasureRow)])
def test_what_was_erased_stays_told(store, hers, change):
    erased(store, hers)
    with pytest.raises(StoreError), writing(store.engine) as connection:
        connection.execute(change)


def test_of_every_table_nothing_of_hers_is_left(store, hers):
    with store.peek() as tx:
        person = tx.erasing.person(hers)
    erased(store, hers)
    ids = {"message": person.messages, "application": person.applications, "document": person.documents}
    with store.engine.connect() as connection:
        for name, holding in HOLDINGS.items():
            table = Base.metadata.tables[name]
            for column in holding.by if isinstance(holding, RowsGo) and name != "history" else ():
                mine = select(func.count()).select_from(table).where(table.c[column].in_(ids[holding.of]))
                assert connection.scalar(mine) == 0, name
        row = connection.execute(select(MessageRow.__table__).where(MessageRow.id == hers)).mappings().one()
        assert {key for key, value in row.items() if value} == {
            *("id", "received_at", "disposition", "reason", "ruled_disposition", "ruled_reason", "state")
        }
        assert row["reason"].startswith("erased on ")
        seen = connection.execute(select(SightingRow).where(SightingRow.message_id == hers)).mappings().one()
        assert (seen["sha256"], seen["size"], seen["fingerprint"][0]) == (None, 0, "k")
    with store.read() as views:
        assert views.search("xylophoniste").total == 0
        assert [row.name for row in views.applications().rows] == ["Paul Lu"]
        (told,) = (item for item in views.history() if item.message_id == hers)
    assert (told.action, told.author) == ("erase", "anne")


def test_what_came_back_on_her_letters_goes_with_her(store, hers, post):
    """A report is in no application, and names her all the same."""
    with store.begin() as tx:
        letter = tx.letters.draft(replace(DRAFT, message_id=hers), "mireille")
    put(store, letter.id, LetterState.SENT)
    report = post.take_in(paper(text="Non remis à Xylophone"), sender="mailer-daemon@mx.example", verdict=BOUNCE)
    with store.begin() as tx:
        tx.answers.note(
            LetterAnswered(
                letter_id=letter.id, message_id=report, kind="failed", tied_by="reference", received_at=START
            )
        )
    stranger = post.take_in(paper(text="Ma candidature"), sender="eve@mail.example", verdict=NEAR)
    with store.begin() as tx:
        told = {"kind": "stranger", "tied_by": "reference", "received_at": START}
        tx.answers.note(LetterAnswered(letter_id=letter.id, message_id=stranger, **told))
    erased(store, hers)
    with store.peek() as tx:
        assert tx.views.message(stranger).subject is not None
        assert tx.answers.all() == ()
        assert not tx.answers.sent()
        assert tx.views.message(report).subject is None
    with store.read() as views:
        assert views.search("xylophone").total == 0


def test_every_table_that_is_there_is_told(store):
    ours = {name for name in inspect(store.engine).get_table_names() if not name.startswith("search_texts")}
    assert ours - {"alembic_version"} == HOLDINGS.keys()


def test_the_same_person_at_the_same_address_is_found_and_nobody_else(store, post):
    number = post.take_in(paper(), name="Anne Dé")
    kept = post.take_in(paper(filename="x.pdf"), name="Paul Dé", reading={"tokens": {"another"}})
    with store.peek() as tx:
        person = tx.erasing.person(number, also=[kept])
        assert (person.applications, tx.erasing.person(number).same_address) == ((number, kept), (kept,))


def test_an_application_of_which_some_mails_go_is_assembled_without_them(store, post):
    first = post.take_in(paper(text="ancien"), name="Anne Dé")
    second = post.take_in(paper(filename="cv2.pdf", text="nouveau"), name="Anne Dé")
    with store.begin() as tx:
        tx.erasing.erase(tx.erasing.of_messages([first]), author="a", cause="erasure", keyed=str)
    with store.read() as views:
        (row,) = views.applications().rows
        assert (row.id, row.message_count, row.document_count) == (second, 1, 1)


def test_who_looked_is_kept_for_a_time(store, hers):
    now = datetime.now(UTC)
    with store.begin() as tx:
        assert tx.access_log.prune(now - timedelta(days=1)) == 0
        assert tx.access_log.prune(now + timedelta(days=1)) == 3
    with store.peek() as tx:
        assert tx.access_log.entries(limit=9) == ()
        assert [(one.cause, one.counts) for one in tx.erasing._session.scalars(select(ErasureRow)).all()] == [
            ("log", {"access_log": 3})
        ]


def test_whoever_looked_at_an_erased_person_is_not_told_by_what_they_looked_for(store, hers):
    erased(store, hers)
    with store.peek() as tx:
        assert [(look.act, look.words) for look in tx.access_log.entries(limit=9)] == [("list", "█"), ("dossier", None)]
