"""A lost store built again from the archive alone: every original that no message names is taken in as it was seen.

Arrival, mailbox and the message's id stand beside each original, so the applications bear the ids that they had, and
what people said, from the last backup of the store, finds them.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from ingest.archive import removal
from ingest.archive.provenance import Arrival, Provenance
from ingest.archive.removal import Cause
from ingest.archive.tombstones import Known
from ingest.errors import OriginalDamaged, OriginalMissing
from jobs.errors import UsageError
from jobs.intake.poll.recording import UNDECIDED, is_proven
from jobs.intake.poll.worker_tasks import envelope_task
from jobs.runtime import logs, pairing
from jobs.sandbox.answers import TaskFailed
from parsers.values.dispositions import Disposition
from parsers.values.headers import Headers
from parsers.values.sightings import Sighting

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from jobs.intake.poll.worker_tasks import Envelope
    from jobs.runtime.workplace import Workplace
    from jobs.sandbox.pool import Pool
    from parsers.values.headers import House

log = logs.get()
NOWHERE = "archive"
"""The mailbox of an original of which nothing tells where it was seen; its arrival is then the file's own time."""
NO_ID = 1 << 62


def unnamed(place: Workplace) -> list[str]:
    """The originals that no message names, in the order in which their messages were."""
    with place.store.peek() as transaction:
        named = transaction.ledger.digests()
    found = [digest for digest in place.archive.digests() if digest not in named]
    return sorted(found, key=lambda digest: _order(place, digest))


def take_in(place: Workplace, progress: Callable[[int], None]) -> int:
    """Record them; they wait to be read then. How many there were.

    Raises UsageError: the store knows another archive.
    """
    _allow(place)
    taken = 0
    digests = unnamed(place)
    for digest in digests:
        try:
            _take(place, digest)
            taken += 1
        except (OriginalMissing, OriginalDamaged) as exc:
            log.error("an original can't be taken in", why=str(exc))
        progress(len(digests))
    pairing.adopt(place.store, place.archive)
    return taken


def _allow(place: Workplace) -> None:
    with place.store.peek() as transaction:
        known = transaction.health.get(pairing.KEY)
        why = pairing.stranger(transaction, place.archive)
        empty = not transaction.ledger.digests()
    if why is not None and not (empty and known is None):
        raise UsageError(f"{why}. If they do belong together: candidatures adopt")


def _order(place: Workplace, digest: str) -> tuple[int, datetime, str]:
    provenance = _provenance(place, digest)
    arrived = provenance.received_at or place.archive.written_at(digest)
    return provenance.message or NO_ID, arrived, digest


def _provenance(place: Workplace, digest: str) -> Provenance:
    try:
        return place.archive.provenance(digest)
    except OriginalDamaged:
        return Provenance()


def _take(place: Workplace, digest: str) -> None:
    original, provenance = place.archive.get(digest), _provenance(place, digest)
    known = _envelope_of(place.pool, original, place.house)
    if known and place.archive.tombstones.of((Known.CONTENT, known.identity.content_key)):
        removal.remove(place.archive, digest, Cause.ERASURE)
        return
    if known and known.identity.stand_in:
        return  # a server's notice in place of a mail: the mailbox lists the mail, and is asked for it at the next poll
    content_key = known.identity.content_key if known else None
    was = provenance.kept_as or (None if provenance.seen else Disposition.NEAR_MISS.value)
    for seen in provenance.seen or (_unseen(place, digest),):
        sighting = Sighting(
            **asdict(seen),
            size=len(original),
            headers=known.headers if known else Headers(fields=()),
            outline=known.outline if known else None,
        )
        _record(place, sighting, digest, content_key, number=provenance.message, was=was)


def _envelope_of(pool: Pool, original: bytes, house: House) -> Envelope | None:
    """Who an original is that no mailbox announces any more; None when it can't be told."""
    try:
        return pool.submit(envelope_task, original, house).result()
    except TaskFailed:
        return None


def _record(  # noqa: PLR0913 - one sighting and what is known of it
    place: Workplace, sighting: Sighting, digest: str, content_key: str | None, *, number: int | None, was: str | None
) -> None:
    ruling, _ = place.judge.at_sight(sighting.headers, sighting.outline, sighting.received_at)
    verdict = ruling.verdict
    if verdict.disposition is Disposition.UNRELATED:
        verdict = UNDECIDED
    with place.store.begin() as transaction:
        noted = transaction.ledger.record(
            sighting,
            verdict,
            notice=ruling.notice,
            fits=ruling.fits,
            digest=digest,
            content_key=content_key,
            proven=is_proven(place, sighting),
            number=number,
        )
        if was is not None:
            transaction.ledger.keep(noted.message_id, was)


def _unseen(place: Workplace, digest: str) -> Arrival:
    """A place of its own, the same each time."""
    uid = int(digest[:12], 16)
    return Arrival(mailbox=NOWHERE, folder="", uidvalidity=1, uid=uid, received_at=place.archive.written_at(digest))
