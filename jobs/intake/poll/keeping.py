"""Originals on their way into the archive: one batch is written and looked at while the next one is fetched."""

from __future__ import annotations

import hashlib
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeAlias

from ingest.archive.tombstones import Known
from ingest.failpoint import reach
from ingest.uids import grouped
from jobs.intake.poll.worker_tasks import identities_task
from jobs.runtime import logs
from jobs.sandbox.answers import TaskFailed
from parsers.values.headers import Headers
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from datetime import date

    from ingest.archive.originals import Archive
    from jobs.intake.poll.worker_tasks import ContentIdentity
    from jobs.sandbox.pool import Pool
    from parsers.values.headers import House
    from parsers.values.sightings import Sighting, StandIn

TOGETHER = 64
"""Originals of a batch, at most."""
OCTETS = 8 << 20
"""Bytes of a batch; a larger original is one alone."""
AHEAD = 2
"""Batches under way while the next one is fetched: one flushed, one looked at."""
SECONDS = 30.0
"""For the identities of a batch; a mail that takes longer is looked at alone."""
log = logs.get()


@dataclass(frozen=True, kw_only=True, slots=True)
class GivenMail:
    """What a mailbox gave for a UID: an original in the archive, and what that is."""

    digest: str
    content_key: str | None = None
    """The same in both mailboxes; None where it can't be told: then its very bytes are its identity."""
    stand_in: StandIn | None = None
    """What was given in the mail's place, where it is not the mail."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ErasedMail:
    """What a UID shows was erased once: nothing of it is taken in."""

    on: date
    digest: str | None = None
    """Of its original, where that is in the archive: its content was known only then."""


_Given: TypeAlias = "tuple[int, GivenMail | ErasedMail]"
_Asked: TypeAlias = "tuple[bytes, Headers | None, int]"


class Keeper:
    """Keeps what a mailbox gives, each original in the archive before anything looks at it; but nothing erased."""

    def __init__(self, archive: Archive, pool: Pool, house: House) -> None:
        self._archive = archive
        self._pool = pool
        self._house = house
        self._threads = ThreadPoolExecutor(AHEAD, thread_name_prefix="keeping")
        self._under_way: deque[Future[list[_Given]]] = deque()

    def keep(self, fetched: Iterable[tuple[int, bytes]], sightings: Mapping[int, Sighting]) -> Keeping:
        """Have each original kept that is fetched; those of other calls may be under way still.

        Raises:
            MailboxError: the mailbox broke off; what it gave before is kept, or not there at all.
            ArchiveError: the archive can't be written.
        """
        uids, batches = [], []
        for batch in grouped(_reached(fetched), lambda one: len(one[1]), count=TOGETHER, octets=OCTETS):
            uids += [uid for uid, _ in batch]
            batches.append(self._threads.submit(self._kept, batch, sightings))
            self._under_way.append(batches[-1])
            if len(self._under_way) > AHEAD:
                self._under_way.popleft().result()
        return Keeping(frozenset(uids), batches)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _kept(self, batch: list[tuple[int, bytes]], sightings: Mapping[int, Sighting]) -> list[_Given]:
        erased = {uid: ErasedMail(on=on) for uid, original in batch if (on := self._erased_on(original))}
        rest = [(uid, original) for uid, original in batch if uid not in erased]
        shown = [(original, sightings[uid]) for uid, original in rest]
        digests = self._archive.put_all(shown)
        known = zip(rest, digests, _identities(self._pool, shown, self._house), strict=True)
        kept = {uid: self._told(digest, identity) for (uid, _), digest, identity in known}
        return [(uid, erased.get(uid) or kept[uid]) for uid, _ in batch]

    def _erased_on(self, original: bytes) -> date | None:
        stones = self._archive.tombstones
        stone = stones.of((Known.ORIGINAL, hashlib.sha256(original).hexdigest())) if stones else None
        return stone.at.date() if stone else None

    def _told(self, digest: str, identity: ContentIdentity | None) -> GivenMail | ErasedMail:
        if identity is None:
            return GivenMail(digest=digest)
        stones = self._archive.tombstones
        stone = stones.of((Known.CONTENT, identity.content_key))
        if stone is None:
            return GivenMail(digest=digest, content_key=identity.content_key, stand_in=identity.stand_in)
        # buried by its digest as well: should the program die now, the next start takes it away
        stones.bury([(Known.ORIGINAL, digest)], cause=stone.cause, at=stone.at)
        return ErasedMail(on=stone.at.date(), digest=digest)


class Keeping:
    """Originals that are being kept."""

    def __init__(self, uids: frozenset[int], batches: Sequence[Future[list[_Given]]]) -> None:
        self.uids = uids
        """Which the mailbox gave."""
        self._batches = batches

    def __iter__(self) -> Iterator[_Given]:
        """Each UID, in order, once its original is kept. Raises ArchiveError: the archive can't be written."""
        for batch in self._batches:
            yield from batch.result()


def _reached(fetched: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    for one in fetched:
        reach("poll.fetched")
        yield one


def _identities(pool: Pool, given: Sequence[tuple[bytes, Sighting]], house: House) -> list[ContentIdentity | None]:
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


def _announced(headers: Headers) -> Headers | None:
    """The fields by which a mail is known, where the server gave headers at all."""
    if not headers.fields:
        return None
    return Headers(fields=(), subject=headers.subject, sender=headers.sender, message_id=headers.message_id)
