from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy import insert, select

from store.database.models import MessageRow, SightingRow
from store.database.sessions import insert_all

AT = datetime(2026, 3, 1, 10, tzinfo=timezone(timedelta(hours=1)))
MESSAGE = {
    "received_at": AT,
    "disposition": "near_miss",
    "reason": "a\x00b",
    "ruled_disposition": "near_miss",
    "ruled_reason": "\ud800",
    "lapsed": False,
    "in_junk": True,
    "applies": False,
    "state": "skipped",
    "attempts": 0,
}
SIGHTING = {
    "mailbox": "a",
    "folder": "INBOX",
    "uidvalidity": 1,
    "received_at": AT,
    "size": 3,
    "sha256": None,
    "key": None,
}


def rows(first):
    messages = [MESSAGE | {"id": first + at, "subject": told} for at, told in enumerate(("x", None, "x"))]
    places = {"uid": first, "fingerprint": "f", "message_id": first}
    return messages, [SIGHTING | places | {"id": first}]


def kept(session, table):
    columns = [column for column in table.__table__.columns if column.name not in {"id", "uid", "message_id"}]
    return session.execute(select(*columns).order_by(table.id)).all()


def test_rows_are_kept_as_the_library_keeps_them(store):
    with store.rehearse() as tx:
        session = tx.ledger._session
        for table, ours, theirs in zip((MessageRow, SightingRow), rows(1), rows(11), strict=True):
            insert_all(session, table, ours)
            session.execute(insert(table.__table__), theirs)
            found = kept(session, table)
            assert found[: len(ours)] == found[len(ours) :]
        assert session.get(MessageRow, 1).received_at == AT.astimezone(UTC)


def test_no_rows_are_no_statement(store):
    with store.rehearse() as tx:
        insert_all(tx.ledger._session, MessageRow, [])
        assert kept(tx.ledger._session, MessageRow) == []
