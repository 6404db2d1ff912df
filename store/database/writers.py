"""Who writes beside whom: one writer of everything at a time, or any number who write what belongs to different names.

On PostgreSQL by advisory locks that end with the transaction; a SQLite store has one writer, who has waited already
(BEGIN IMMEDIATE). Whoever waits for all is let in before those who come later.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from sqlalchemy import func, select

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

EVERYTHING = 0x43414E48
"""The lock of all writers (any number, the same everywhere; see `daemon_lock` for the others)."""
NAMED = 0x43414E49
"""Before a name's own number, the first half of its lock."""


def wait_for_all(session: Session) -> None:
    """Until every other writer has ended; others wait for this one."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(EVERYTHING)))


def wait_for(session: Session, names: Collection[str]) -> None:
    """Until nobody else writes what belongs to one of these names, or everything.

    Two names with one number wait for each other without need. In the order of the numbers, so that no two ever wait
    for each other for good; all writers' lock last, so that whoever waits for a name holds up nobody else.
    """
    if session.get_bind().dialect.name == "postgresql":
        for number in sorted({zlib.crc32(name.encode()) - (1 << 31) for name in names}):
            session.execute(select(func.pg_advisory_xact_lock(NAMED, number)))
        session.execute(select(func.pg_advisory_xact_lock_shared(EVERYTHING)))
