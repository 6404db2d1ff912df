"""What a message is known by, and whether it is the mail at all, asked of workers: the daemon opens none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.intake.poll.identity_tasks import envelope_task, identities_task
from jobs.runtime import logs
from jobs.sandbox.answers import TaskFailed
from parsers.values.headers import Headers
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from jobs.intake.poll.identity_tasks import ContentIdentity, Envelope
    from jobs.sandbox.pool import Pool
    from parsers.values.headers import House
    from parsers.values.sightings import Sighting

    _Asked: TypeAlias = tuple[bytes, Headers | None, int]

log = logs.get()
SECONDS = 30.0
"""For many at once; a mail that takes longer is looked at alone."""


def identities(pool: Pool, given: Sequence[tuple[bytes, Sighting]], house: House) -> list[ContentIdentity | None]:
    """Who these originals are, found by one worker; each by its own where one of them stops that.

    None is whose identity can't be told: then its very bytes are its identity.
    """
    if not given:
        return []
    asked = tuple((original, _announced(sighting.headers), sighting.size) for original, sighting in given)
    try:
        return list(_asked(pool, asked, house, seconds=SECONDS))
    except TaskFailed:
        return [_alone(pool, one, house) for one in asked]


def _asked(
    pool: Pool, asked: tuple[_Asked, ...], house: House, *, seconds: float | None = None
) -> tuple[ContentIdentity, ...]:
    """What a worker says of these: of its answer only the type is sure."""
    known = pool.submit(identities_task, asked, house, seconds=seconds).result()
    if len(known) != len(asked):
        raise TaskFailed(Reason.CRASHED, "a worker told of more or fewer originals than it was given")
    return known


def _alone(pool: Pool, asked: _Asked, house: House) -> ContentIdentity | None:
    try:
        (known,) = _asked(pool, (asked,), house)
    except TaskFailed as exc:
        log.warning(
            "who a mail is can't be told: its copy in another mailbox is not known again", reason=exc.reason.value
        )
        return None
    return known


def envelope_of(pool: Pool, original: bytes, house: House) -> Envelope | None:
    """Who an original is that no mailbox announces any more; None when it can't be told."""
    try:
        return pool.submit(envelope_task, original, house).result()
    except TaskFailed:
        return None


def _announced(headers: Headers) -> Headers | None:
    """The fields by which a mail is known, where the server gave headers at all."""
    if not headers.fields:
        return None
    return Headers(fields=(), subject=headers.subject, sender=headers.sender, message_id=headers.message_id)
