"""What a message is known by, and whether it is the mail at all, asked of workers: the daemon opens none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.intake.poll.identity_tasks import envelope_task, identities_task
from jobs.runtime import logs
from jobs.sandbox.answers import TaskFailed
from parsers.values.headers import Headers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobs.intake.poll.identity_tasks import ContentIdentity, Envelope
    from jobs.sandbox.pool import Pool
    from parsers.values.sightings import Sighting

log = logs.get()
SECONDS = 30.0
"""For many at once; a mail that takes longer is looked at alone."""


def identities(pool: Pool, given: Sequence[tuple[bytes, Sighting]]) -> list[ContentIdentity | None]:
    """Who these originals are, found by one worker; each by its own where one of them stops that.

    None is whose identity can't be told: then its very bytes are its identity.
    """
    if not given:
        return []
    asked = [(original, _announced(sighting.headers), sighting.size) for original, sighting in given]
    try:
        return list(pool.submit(identities_task, tuple(asked), seconds=SECONDS).result())
    except TaskFailed:
        return [_alone(pool, one) for one in asked]


def _alone(pool: Pool, asked: tuple[bytes, Headers | None, int]) -> ContentIdentity | None:
    try:
        (known,) = pool.submit(identities_task, (asked,)).result()
    except TaskFailed as exc:
        log.warning(
            "who a mail is can't be told: its copy in another mailbox is not known again", reason=exc.reason.value
        )
        return None
    return known


def envelope_of(pool: Pool, original: bytes) -> Envelope | None:
    """Who an original is that no mailbox announces any more; None when it can't be told."""
    try:
        return pool.submit(envelope_task, original).result()
    except TaskFailed:
        return None


def _announced(headers: Headers) -> Headers | None:
    """The fields by which a mail is known, where the server gave headers at all."""
    if not headers.fields:
        return None
    return Headers(fields=(), subject=headers.subject, sender=headers.sender, message_id=headers.message_id)
