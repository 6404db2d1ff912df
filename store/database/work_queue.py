"""The queue of several machines: Procrastinate's tables in the store's own PostgreSQL, filled by the ledger itself.

A trigger defers a job for every message that waits to be read, within the transaction that says so: whichever command
wrote, ledger and queue can't disagree. It is there while workers have the store, and goes when a daemon takes it over.
Jobs hold ids alone; the ledger is what counts, and the queue can be made anew from it at any time.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module, resources
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, cast, column, func, select, table, text, true

from store.database.daemon_lock import DaemonLock, WorkersLock
from store.database.engines import describe, reading, writing
from store.database.migrations import LOCK
from store.database.sessions import StorePart
from store.errors import StoreError, StoreUrlError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import timedelta

    from sqlalchemy import Connection, Engine

READ = "read"
"""The queue, and the task, of messages that wait to be read."""
AGAIN = -1_000_000
"""The priority of what was read before: a re-ingest comes after everything else."""
FRESH = 10
"""That of what nobody has read yet; up to `NEAR` more, the nearer its notice's cutoff."""
NEAR = 80
TURN = NEAR + 1
"""So much less for each mail of the same sender that waits before it: all senders' first mails come before a second.

Who is the same sender is said in `store/ledger/turns.py`.
"""
TURNS = 10_000
"""Beyond so many, a sender's mails come in their order."""
FIRST = 100
"""That of a message for which a person waits."""
LOCKED = "message "
"""Before a message's id: the lock under which it is read, by one worker at a time."""
MARK = "for candidatures, as of "
"""The comment of the engine's table, before the name of the last of its migrations: a dump takes it along."""
_BY_TURN = "candidatures_by_turn"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION candidatures_defer_read(message bigint, priority integer, pause interval = NULL)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM procrastinate_defer_jobs_v1(ARRAY[ROW(
        '{READ}', '{READ}', priority, '{LOCKED}' || message, '{LOCKED}' || message,
        jsonb_build_object('message', message), now() + pause
    )::procrastinate_job_to_defer_v1]);
    RETURN true;
EXCEPTION WHEN unique_violation THEN
    RETURN false;  -- it waits in the queue already
END $$;

CREATE OR REPLACE FUNCTION candidatures_nearness(slug text) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT coalesce(max(greatest(0, {NEAR} - abs(extract(epoch FROM closes_at - now())) / 3600)), 0)::integer
    FROM notices WHERE notices.slug = candidatures_nearness.slug
$$;

DROP INDEX IF EXISTS candidatures_by_sender;  -- as it was before turns went by proof
CREATE INDEX IF NOT EXISTS {_BY_TURN} ON messages (lower(coalesce(sender_email, '')), (sender_proven IS TRUE), id)
WHERE state = 'archived';

CREATE OR REPLACE FUNCTION candidatures_fresh(message bigint) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT {FRESH} + candidatures_nearness(own.notice) - {TURN} * least({TURNS}, (
        SELECT count(*) FROM messages AS earlier WHERE earlier.state = 'archived' AND earlier.id < own.id
        AND lower(coalesce(earlier.sender_email, '')) = lower(coalesce(own.sender_email, ''))
        AND (earlier.sender_proven IS TRUE) = (own.sender_proven IS TRUE)
    ))::integer FROM messages AS own WHERE own.id = message
$$;

CREATE OR REPLACE FUNCTION candidatures_message_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.sha256 IS NOT DISTINCT FROM NEW.sha256 THEN
        PERFORM candidatures_defer_read(NEW.id, {AGAIN});
    ELSE
        PERFORM candidatures_defer_read(NEW.id, candidatures_fresh(NEW.id));
    END IF;
    RETURN NULL;
END $$;
"""
_VERSION = hashlib.sha256(_FUNCTION.encode()).hexdigest()
"""The comment of the last of them: by it they are known to be these."""
_TRIGGERS = {"messages_wait_new": "INSERT", "messages_wait_again": "UPDATE OF state"}
"""By name, upon what each is called."""
_TRIGGER = """
CREATE TRIGGER {name} AFTER {act} ON messages FOR EACH ROW WHEN (NEW.state = 'archived')
EXECUTE FUNCTION candidatures_message_waits()
"""
_UNQUEUED = f"""
SELECT candidatures_defer_read(messages.id, candidatures_fresh(messages.id))
FROM messages WHERE state = 'archived' AND NOT EXISTS (
    SELECT 1 FROM procrastinate_jobs WHERE lock = '{LOCKED}' || messages.id AND status IN ('todo', 'doing')
) ORDER BY messages.id
"""
_jobs: Any = table("procrastinate_jobs", column("queue_name"), column("status"))
_triggers = table("pg_trigger", column("tgname"), column("tgrelid"))


@dataclass(frozen=True, kw_only=True, slots=True)
class QueueFigures:
    """How the queue stands."""

    workers: tuple[str, ...]
    """The names of the processes that are at work on it, by their connections to the server."""
    waiting: Mapping[str, int]
    """Jobs that wait, by queue."""
    doing: int
    failed: int
    """Jobs that ended in a fault nobody expected."""


def install(engine: Engine) -> None:
    """Have the store worked by workers: the engine's tables, the trigger, a job for all that waits. Twice is safe.

    What is there already and of this version is not made again: a worker's own role may make nothing.
    Raises StoreUrlError: the store is no PostgreSQL, or the engine is not installed; StoreError: the store can't be
    written.
    """
    check_possible(engine)
    while _goes_on(engine):
        pass
    with _changing(engine) as connection:
        if not _has_functions(connection):
            _run(connection, _FUNCTION)
            _run(connection, f"COMMENT ON FUNCTION candidatures_message_waits() IS '{_VERSION}'")
        if not is_installed(connection):
            for name, act in _TRIGGERS.items():
                _run(connection, _TRIGGER.format(name=name, act=act))
        connection.execute(text(_UNQUEUED))


def withdraw(engine: Engine) -> None:
    """Have the store worked by one daemon again: what waits stands in the ledger alone. Nothing where it is so."""
    with reading(engine) as connection:
        if not is_installed(connection):
            return
    with writing(engine) as connection:
        for name in _TRIGGERS:
            _run(connection, f"DROP TRIGGER IF EXISTS {name} ON messages")
        _run(connection, f"DROP INDEX IF EXISTS {_BY_TURN}")
        _run(connection, "DELETE FROM procrastinate_jobs")


class WorkQueue(StorePart):
    """The queue within one transaction."""

    def defer_forgotten(self) -> int:
        """A job for every message that waits and has none: after a restore, say. Returns how many."""
        return len(self._session.execute(text(_UNQUEUED)).all())

    def defer(self, message_id: int, pause: timedelta) -> None:
        """Another job for a message that still waits, to be begun after that time."""
        again = text("SELECT candidatures_defer_read(:message, candidatures_fresh(:message), :pause)")
        self._session.execute(again, {"message": message_id, "pause": pause})

    def hasten(self, message_id: int) -> bool:
        """A person waits for this message: it comes before all others. False where no worker will read it."""
        connection = self._session.connection()
        if not is_installed(connection):
            return False
        asked = text("UPDATE procrastinate_jobs SET priority = :first WHERE lock = :lock AND status = 'todo'")
        connection.execute(asked, {"first": FIRST, "lock": f"{LOCKED}{message_id}"})
        return True

    def figures(self) -> QueueFigures | None:
        """How the queue stands; None where the store is not worked by workers."""
        connection = self._session.connection()
        if not is_installed(connection):
            return None
        by = (_jobs.c.queue_name, cast(_jobs.c.status, String))
        counts = connection.execute(select(*by, func.count()).group_by(*by)).all()
        return QueueFigures(
            workers=workers(connection),
            waiting={queue: number for queue, status, number in counts if status == "todo"},
            doing=sum(number for _, status, number in counts if status == "doing"),
            failed=sum(number for _, status, number in counts if status == "failed"),
        )


def workers(connection: Connection) -> tuple[str, ...]:
    """The names of the workers that hold the store, each as its connection bears it."""
    held = text(
        "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' "
        "AND mode = 'ShareLock' AND granted AND classid = 0 AND objid = :number "
        "AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY 1"
    )
    return tuple(connection.scalars(held, {"number": DaemonLock.number}))


def has_worker(connection: Connection, machine: str) -> bool:
    """Whether a worker of that machine holds the store."""
    held = text(
        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 "
        "AND classid = :workers AND objid = :machine "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"
    )
    keys = {"workers": WorkersLock.on_machine, "machine": WorkersLock.number_of(machine)}
    return bool(connection.scalar(held, keys))


def is_installed(connection: Connection) -> bool:
    """Whether what is recorded is deferred: workers have the store. Never on SQLite."""
    if connection.dialect.name != "postgresql":
        return False
    there = _triggers.c.tgrelid == func.to_regclass("messages")
    found = select(true()).where(there, _triggers.c.tgname.in_(_TRIGGERS)).limit(1)
    return bool(connection.scalar(found))


def _has_functions(connection: Connection) -> bool:
    there = func.to_regprocedure("candidatures_message_waits()")
    return connection.scalar(select(func.obj_description(there, "pg_proc"))) == _VERSION


def check_possible(engine: Engine) -> None:
    """Raises StoreUrlError, in a sentence that says what to do, where workers can't share the store."""
    if engine.dialect.name != "postgresql":
        raise StoreUrlError(f"{describe(engine.url)}: workers share a store on PostgreSQL; here run `candidatures run`")
    try:
        import_module("procrastinate")
    except ImportError as exc:
        raise StoreUrlError("workers need their engine: pip install 'candidatures[workers]'") from exc


@contextmanager
def _changing(engine: Engine) -> Iterator[Connection]:
    """A transaction that changes tables: one process at a time, as with migrations."""
    with writing(engine) as connection:
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
        yield connection


def _goes_on(engine: Engine) -> bool:
    """One step towards the tables that the engine wants: all at once, or the next of its migrations. False at the end.

    Each in a transaction of its own, for some use what an earlier one made.
    """
    scripts = resources.files("procrastinate.sql")
    steps = sorted(each.name for each in (scripts / "migrations").iterdir() if each.name.endswith(".sql"))
    with _changing(engine) as connection:
        mark = connection.scalar(select(func.obj_description(func.to_regclass("procrastinate_jobs"), "pg_class")))
        there = connection.scalar(select(func.to_regclass("procrastinate_jobs")))
        if there is not None and not (mark or "").startswith(MARK):
            raise StoreError(f"{describe(engine.url)} holds another program's Procrastinate: give each a database")
        last = (mark or "").removeprefix(MARK)
        todo = [step for step in steps if step > last]
        if not todo:
            return False
        reached = todo[0] if last else steps[-1]
        _run(connection, (scripts / (f"migrations/{reached}" if last else "schema.sql")).read_text("utf-8"))
        _run(connection, f"COMMENT ON TABLE procrastinate_jobs IS '{MARK}{reached}'")
    return True


def _run(connection: Connection, script: str) -> None:
    """Several statements at once, without parameters: a % in them is one."""
    connection.exec_driver_sql(script, execution_options={"no_parameters": True})
