"""What a message is known by, and whether it is the mail at all, asked of workers: the daemon opens none.

By what it is known is decided in `parsers/mail/content_key.py`; whether it is the mail, in `parsers/mail/stand_in.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobs.runtime import logs
from jobs.sandbox.pool import TaskFailed
from parsers.values.headers import Headers
from parsers.values.sightings import Outline, StandIn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobs.sandbox.pool import Pool
    from parsers.values.sightings import Sighting


log = logs.get()
SECONDS = 30.0
"""For many at once; a mail that takes longer is looked at alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ContentIdentity:
    """What the bytes of an original say of themselves."""

    content_key: str
    """The same in both mailboxes."""
    stand_in: StandIn | None = None
    """What they are instead of the mail, where they are not the mail."""


def identities_task(originals: tuple[tuple[bytes, Headers | None, int], ...]) -> tuple[ContentIdentity, ...]:
    """Who each original is, beside what the server announced of it and the size that it told."""
    from parsers.mail.message import identity_of  # noqa: PLC0415 - loaded by the zygote, not by the daemon
    from parsers.mail.stand_in import stand_in  # noqa: PLC0415 - as above

    return tuple(
        ContentIdentity(content_key=identity_of(original), stand_in=stand_in(original, announced=announced, size=size))
        for original, announced, size in originals
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Envelope:
    """What an original says of itself that no mailbox announces any more."""

    identity: ContentIdentity
    headers: Headers
    outline: Outline


def envelope_task(original: bytes) -> Envelope:
    """Who an original is, with its headers and structure: its parts are taken apart once for all three."""
    from parsers.mail.message import read_envelope  # noqa: PLC0415 - as above
    from parsers.mail.stand_in import stand_in  # noqa: PLC0415 - as above

    headers, outline, content_key = read_envelope(original)
    return Envelope(
        identity=ContentIdentity(content_key=content_key, stand_in=stand_in(original)), headers=headers, outline=outline
    )


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
