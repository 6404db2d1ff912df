"""What a message is known by, found in a worker: the daemon itself opens no hostile mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.workers import TaskFailed

if TYPE_CHECKING:
    from jobs.workers import Pool


def identity_task(original: bytes) -> str:
    """The key of a message's content, the same in both mailboxes."""
    from parsers.mail.message import identity_of  # noqa: PLC0415 - loaded by the zygote, not by the daemon

    return identity_of(original)


def identify(pool: Pool, original: bytes) -> str | None:
    """The key of a message's content; None when it can't be told: then its very bytes are its identity."""
    try:
        return pool.submit(identity_task, original).result()
    except TaskFailed:
        return None
