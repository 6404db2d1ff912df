"""The queue of several machines in the store's PostgreSQL says what the ledger says, whatever becomes of who writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import resources
from itertools import count

import pytest
from sqlalchemy import text

from store import Store
from store.database import work_queue
from store.errors import StoreError, StoreLocked, StoreUrlError
from tests.unit.store.posting import APPLIES, NOTICE, Plain, Post


@pytest.fixture
def store(cluster):
    opened = Store.open(cluster.database(), logic=Plain(), upgrade=True)
    with opened.begin() as transaction:
        transaction.notices.put(NOTICE)
    yield opened
    opened.close()


def record(transaction, number, notice=NOTICE.slug, sender=None, **told):
    sender = sender or f"{number}@mail.example"
    seen = Post(None, count(number)).sighting(subject=f"Recrutement EO {number}", sender=sender)
    return transaction.ledger.record(seen, APPLIES, notice=notice, digest=f"{number:064x}", **told).message_id


def jobs(store):
    """(task, message, priority) of what waits, the first to be done first."""
    with store.engine.connect() as connection:
        found = connection.execute(
            text(
                "SELECT task_name, args, priority, lock FROM procrastinate_jobs WHERE status = 'todo' "
                "ORDER BY priority DESC, id"
            )
        ).all()
    assert all(args == {"message": int(lock.removeprefix("message "))} for _, args, _, lock in found)  # ids alone
    return [(task, args["message"], priority) for task, args, priority, _ in found]


def test_what_is_recorded_is_deferred_in_the_same_transaction(store):
    work_queue.install(store.engine)
    with store.rehearse() as transaction:
        record(transaction, 1)
        assert transaction.queue.figures().waiting == {"read": 1}
    assert jobs(store) == []
    with store.begin() as transaction:
        number = record(transaction, 1)
    assert [(task, message) for task, message, _ in jobs(store)] == [("read", number)]
    with store.peek() as transaction:
        assert transaction.queue.figures().waiting == {"read": 1}


def test_what_waits_when_workers_take_over_and_what_was_forgotten_has_a_job(store):
    with store.begin() as transaction:
        numbers = [record(transaction, one) for one in (1, 2)]
    work_queue.install(store.engine)
    work_queue.install(store.engine)  # a second worker
    assert [message for _, message, _ in jobs(store)] == numbers
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM procrastinate_jobs WHERE lock = 'message 2'"))
    with store.begin() as transaction:
        assert transaction.queue.defer_forgotten() == 1
        assert transaction.queue.defer_forgotten() == 0


def test_near_a_cutoff_comes_first_and_a_reingest_last(store):
    near = replace(NOTICE, slug="near", closes_at=datetime.now(UTC) + timedelta(hours=2))
    work_queue.install(store.engine)
    with store.begin() as transaction:
        transaction.notices.put(near)
        again, far, urgent = record(transaction, 1), record(transaction, 2), record(transaction, 3, "near")
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM procrastinate_jobs WHERE lock = 'message 1'"))
        connection.execute(text("UPDATE messages SET state = 'parsed' WHERE id = 1"))
    with store.begin() as transaction:
        transaction.ledger.requeue([again])
    assert [message for _, message, _ in jobs(store)] == [urgent, far, again]


def test_a_senders_second_mail_comes_behind_everybodys_first(store):
    near = replace(NOTICE, slug="near", closes_at=datetime.now(UTC))
    work_queue.install(store.engine)
    with store.begin() as transaction:
        transaction.notices.put(near)
        many = [record(transaction, number, "near", "many@mail.example") for number in (1, 2, 3)]
        ones = [record(transaction, number) for number in (4, 5)]
    assert [message for _, message, _ in jobs(store)] == [many[0], *ones, *many[1:]]
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM procrastinate_jobs"))
    with store.begin() as transaction:
        transaction.queue.defer_forgotten()
    assert [message for _, message, _ in jobs(store)] == [many[0], *ones, *many[1:]]


def test_forged_mail_in_a_name_delays_none_that_is_proven(store):
    work_queue.install(store.engine)
    with store.begin() as transaction:
        forged = [record(transaction, number, sender="her@mail.example") for number in (1, 2, 3)]
        hers = record(transaction, 4, sender="her@mail.example", proven=True)
    assert [message for _, message, _ in jobs(store)] == [forged[0], hers, *forged[1:]]


def test_the_functions_of_an_older_version_are_made_anew(store):
    work_queue.install(store.engine)
    with store.engine.begin() as connection:
        connection.execute(text("CREATE INDEX candidatures_by_sender ON messages (id) WHERE state = 'archived'"))
        connection.execute(text("COMMENT ON FUNCTION candidatures_message_waits() IS 'older'"))
    work_queue.install(store.engine)
    with store.engine.connect() as connection:
        made = connection.scalars(text("SELECT indexname FROM pg_indexes WHERE indexname LIKE 'candidatures%'"))
        assert made.all() == ["candidatures_by_turn"]


def test_a_daemon_that_takes_over_leaves_no_jobs(store):
    work_queue.install(store.engine)
    with store.begin() as transaction:
        record(transaction, 1)
    work_queue.withdraw(store.engine)
    with store.begin() as transaction:
        record(transaction, 2)
        assert transaction.queue.figures() is None
    assert jobs(store) == []
    work_queue.install(store.engine)
    assert [message for _, message, _ in jobs(store)] == [1, 2]


def test_workers_share_a_store_that_no_daemon_has(store):
    other = Store.open(store.engine.url.render_as_string(hide_password=False))
    work_queue.install(store.engine)
    with store.shared("desk-1", "here"), other.shared("desk-2", "there"):
        with store.peek() as transaction:
            assert transaction.queue.figures().workers == ("desk-1", "desk-2")
        with pytest.raises(StoreLocked, match="or workers are"), other.alone():
            pass
    with other.alone(), pytest.raises(StoreLocked, match="a daemon is at work"), store.shared("desk-1", "here"):
        pass
    other.close()


def test_each_machine_is_asked_for_workers_of_its_own(store):
    def here_and_there():
        with store.engine.connect() as connection:
            return [work_queue.has_worker(connection, machine) for machine in ("here", "there")]

    assert here_and_there() == [False, False]
    with store.shared("desk-1", "there"):
        assert here_and_there() == [False, True]
        with store.shared("desk-2", "here"), store.shared("desk-3", "here"):
            assert here_and_there() == [True, True]
        assert here_and_there() == [False, True]
    assert here_and_there() == [False, False]


def test_who_is_alone_waits_for_work_under_way_and_lets_none_begin(store):
    with store.working() as held:
        assert held
        with store.working() as beside:
            assert beside
    with store.working(alone=True), store.working(stopping=lambda: True) as held:
        assert not held


def test_workers_are_for_postgresql_alone(tmp_path):
    plain = Store.open(f"sqlite:///{tmp_path}/store.db", upgrade=True)
    with pytest.raises(StoreUrlError, match="workers share a store on PostgreSQL"):
        work_queue.install(plain.engine)
    work_queue.withdraw(plain.engine)
    with plain.peek() as transaction:
        assert transaction.queue.figures() is None
    plain.close()


def test_an_engine_of_before_is_brought_up_to_date(store):
    scripts = (resources.files("procrastinate.sql") / "migrations").iterdir()
    steps = sorted((step for step in scripts if step.name.endswith(".sql")), key=lambda step: step.name)
    before = [step for step in steps if step.name < "03.03"]
    for step in before:
        with store.engine.begin() as connection:
            connection.exec_driver_sql(step.read_text("utf-8"), execution_options={"no_parameters": True})
    with pytest.raises(StoreError, match="another program's Procrastinate"):
        work_queue.install(store.engine)
    mark = "COMMENT ON TABLE procrastinate_jobs IS '{}{}'"
    with store.engine.begin() as connection:
        connection.execute(text(mark.format(work_queue.MARK, before[-1].name)))
    work_queue.install(store.engine)
    with store.engine.begin() as connection:
        kept = connection.scalar(text("SELECT obj_description('procrastinate_jobs'::regclass, 'pg_class')"))
        connection.execute(text("SELECT procrastinate_fetch_job_v2(NULL, 1)"))
    assert kept == work_queue.MARK + steps[-1].name


def test_a_person_who_waits_is_served_first(store):
    with store.begin() as transaction:
        assert not transaction.queue.hasten(1)
    work_queue.install(store.engine)
    with store.begin() as transaction:
        for number in (1, 2):
            record(transaction, number)
        assert transaction.queue.hasten(2)
    assert [message for _, message, _ in jobs(store)] == [2, 1]


def test_who_has_no_patience_is_told_that_others_are_at_work(store):
    with store.working(), store.working(alone=True, patience=0.001) as held:
        assert not held
    with store.working(alone=True, patience=0.001) as held:
        assert held


def held_locks(store):
    """The advisory locks of this database, and the connections to it, but for the one that asks."""
    with store.engine.connect() as connection:
        here = "(SELECT oid FROM pg_database WHERE datname = current_database())"
        locks = f"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = {here}"
        others = f"SELECT pid FROM pg_stat_activity WHERE datid = {here} AND pid <> pg_backend_pid()"
        return connection.scalar(text(locks)), set(connection.scalars(text(others)))


def test_a_lock_goes_with_its_block_and_the_connection_is_for_the_next(store):
    connections = set()
    for alone, patience in ((False, None), (True, None), (True, 0.001), (False, None)):
        with store.working(alone=alone, patience=patience) as held:
            locks, others = held_locks(store)
            assert (held, locks) == (True, 1)
            connections |= others
        assert held_locks(store)[0] == 0
    with store.working(), store.working(alone=True, patience=0.001) as held:
        assert not held
    assert held_locks(store)[0] == 0
    assert len(connections) == 1
    with store.working(), store.taking_in():
        assert held_locks(store)[0] == 2
    assert held_locks(store)[0] == 0


def test_who_held_a_lock_on_a_connection_that_was_cut_holds_the_next(store):
    with store.working(alone=True):
        _, others = held_locks(store)
        with store.engine.connect() as connection:
            for pid in others:
                connection.execute(text("SELECT pg_terminate_backend(:pid, 10000)"), {"pid": pid})
        assert held_locks(store)[0] == 0
    with store.working(alone=True) as held:
        assert (held, held_locks(store)[0]) == (True, 1)
