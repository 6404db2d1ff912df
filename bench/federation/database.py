"""What PostgreSQL says of an evening: when each mail was readable, its statements, who waited for a lock."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import psycopg

if TYPE_CHECKING:
    from tests.servers.postgres import Postgres

OPTIONS = "-c fsync=on -c shared_buffers=256MB -c shared_preload_libraries=pg_stat_statements -c track_io_timing=on"
PREPARE = """
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
CREATE TABLE bench_readable (message bigint PRIMARY KEY, at double precision);
CREATE FUNCTION bench_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO bench_readable VALUES (NEW.id, extract(epoch FROM clock_timestamp())) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER bench_note AFTER UPDATE OF state ON messages FOR EACH ROW WHEN (NEW.state IN ('parsed', 'failed'))
EXECUTE FUNCTION bench_note();
CREATE TABLE bench_recorded (mailbox text, sha256 text, at double precision, PRIMARY KEY (mailbox, sha256));
CREATE FUNCTION bench_note_recorded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO bench_recorded VALUES (NEW.mailbox, NEW.sha256, extract(epoch FROM clock_timestamp()))
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER bench_note_recorded AFTER INSERT OR UPDATE OF sha256 ON sightings FOR EACH ROW
WHEN (NEW.sha256 IS NOT NULL) EXECUTE FUNCTION bench_note_recorded();
"""
READABLE = """
SELECT mailbox, sha256, at FROM bench_readable
JOIN sightings ON sightings.message_id = bench_readable.message WHERE sha256 IS NOT NULL
"""
RECORDED = "SELECT mailbox, sha256, at FROM bench_recorded"
LATE = "SELECT count(*) FROM applications WHERE NOT on_time"
THROUGH = "SELECT (SELECT count(*) FROM sightings), (SELECT count(*) FROM messages WHERE state = 'archived')"
BUSY = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'candidatures queue'
    AND backend_xid IS NOT NULL AND wait_event_type IS DISTINCT FROM 'Lock'
"""
STATEMENTS = """
SELECT sum(calls), sum(total_exec_time) / 1000, sum(calls) FILTER (WHERE queue), sum(total_exec_time)
    FILTER (WHERE queue) / 1000, sum(total_exec_time) FILTER (WHERE locks) / 1000
FROM (
    SELECT calls, total_exec_time, query LIKE '%procrastinate%' AS queue,
        query LIKE '%metadata.key%FOR UPDATE%' OR query LIKE '%pg_advisory_xact_lock%' AS locks
    FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND query NOT LIKE '%pg_stat_%' AND query NOT LIKE '%bench_%'
    AND query NOT LIKE '%(SELECT count(*) FROM sightings)%'
) AS told
"""
EVERY = 0.05


@dataclass(frozen=True, kw_only=True)
class Statements:
    """What was asked of the server since its figures began."""

    all: int
    seconds: float
    queue: int
    queue_seconds: float
    waited: float
    """Seconds that writers waited for one another, all together."""


class Watch:
    """Looks at one database while workers use it. Each look is a short statement."""

    def __init__(self, cluster: Postgres, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)
        self._looking = threading.Event()
        self._thread = threading.Thread(target=self._look, args=(url,))
        self.looks = self.writing = 0
        self.pid = int((cluster.folder / "data/postmaster.pid").read_text().split()[0])

    def __enter__(self) -> Self:
        self._connection.execute(PREPARE)
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._looking.set()
        self._thread.join()
        self._connection.close()

    def begin(self) -> None:
        """Figures count from here on."""
        self._connection.execute("SELECT pg_stat_statements_reset()")
        self.looks = self.writing = 0

    def _look(self, url: str) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            while not self._looking.wait(EVERY):
                (writing,) = _row(connection, BUSY)
                self.looks += 1
                self.writing += bool(writing)

    def is_through(self, sightings: int) -> bool:
        """Whether all that was delivered is recorded, and nothing waits to be read."""
        return self.recorded_and_waiting() == (sightings, 0)

    def recorded_and_waiting(self) -> tuple[int, int]:
        """How many deliveries are recorded, and how many messages wait to be read."""
        recorded, waiting = _row(self._connection, THROUGH)
        return recorded, waiting

    def late(self) -> int:
        """How many applications are said to have come after their notice's cutoff."""
        (late,) = _row(self._connection, LATE)
        return int(late)

    def recorded(self) -> dict[tuple[str, str], float]:
        """By mailbox and digest, since when a mail is recorded whose original is kept (seconds of the epoch)."""
        return {(mailbox, digest): at for mailbox, digest, at in self._connection.execute(RECORDED)}

    def readable(self) -> dict[tuple[str, str], float]:
        """By mailbox and digest, since when a mail's application stands there (seconds of the epoch)."""
        rows = self._connection.execute(READABLE).fetchall()
        return {(mailbox, digest): at for mailbox, digest, at in rows}

    def statements(self) -> Statements:
        """Since the figures began, without our own looks."""
        told = _row(self._connection, STATEMENTS)
        names = ("all", "seconds", "queue", "queue_seconds", "waited")
        return Statements(**{name: value or 0 for name, value in zip(names, told, strict=True)})


def _row(connection: psycopg.Connection[Any], query: str) -> tuple[Any, ...]:
    row = connection.execute(query).fetchone()  # type: ignore[call-overload]  # its own texts
    if row is None:
        raise SystemExit("no answer")
    return tuple(row)
