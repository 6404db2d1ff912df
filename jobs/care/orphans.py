"""Originals in the archive that no message names: which nothing needs, and which a person must see.

They come of a kill between keeping a mail and recording it, whose mailbox has lost it since. Once a day those that read
as unrelated go into the trash, and the trash is emptied. Only originals that are known to have been fetched by this
archive's store, a few at a time: many at once are no accident, and are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ingest.archive import removal
from ingest.archive.removal import Cause
from ingest.errors import ArchiveError, OriginalKept
from jobs.reading.reading import understand
from jobs.runtime import logs
from jobs.sandbox.answers import TaskFailed
from parsers.values.dispositions import Disposition

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jobs.runtime.workplace import Workplace

KEPT = (Disposition.APPLICATION, Disposition.LATE, Disposition.NEAR_MISS)
log = logs.get()
FEW = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Orphans:
    """What was found: digests that nothing needs, and (digest, why) of those that a person must see."""

    unrelated: tuple[str, ...] = ()
    wanted: tuple[tuple[str, str], ...] = ()


def look_at_orphans(place: Workplace, beat: Callable[[], None]) -> Orphans:
    """Read every orphan again, as live mail is read, to tell. Nothing is taken away.

    After a whole pass an orphan is no longer in any mailbox, or has nothing to do with a notice: in the first case it
    may be the only copy of an application.
    """
    with place.store.peek() as transaction:
        named = transaction.ledger.digests()
    unrelated, wanted = [], []
    for digest in (one for one in place.archive.digests() if one not in named):
        beat()
        why = _reason_to_keep(place, digest, beat)
        if why is None:
            unrelated.append(digest)
        else:
            wanted.append((digest, why))
    return Orphans(unrelated=tuple(unrelated), wanted=tuple(wanted))


def _reason_to_keep(place: Workplace, digest: str, beat: Callable[[], None]) -> str | None:
    try:
        provenance = place.archive.provenance(digest)
        if provenance.kept_as is not None:
            return f"it was kept once ({provenance.kept_as})"
        reading = understand(place.archive.get(digest), rules=place.rules, pool=place.pool, beat=beat)
    except (ArchiveError, TaskFailed) as exc:
        return f"it can't be read ({exc})"
    arrived = provenance.received_at or place.archive.written_at(digest)
    documents = [read.document for read in reading.documents]
    verdict = place.judge.judge_read(reading.message, arrived, documents).verdict
    return f"it reads as {verdict.disposition.value}" if verdict.disposition in KEPT else None


def tidy(place: Workplace, unneeded: Sequence[str]) -> None:
    """Of what the audit found unneeded, put a few into the trash; empty the trash of what has lain there its time.

    The caller holds the poll's lock.
    """
    gone = removal.empty_trash(place.archive, now=datetime.now(UTC))
    if gone:
        log.info("the trash was emptied", originals=gone)
    with place.store.peek() as transaction:
        still = [digest for digest in unneeded if not transaction.ledger.names(digest)]
    if len(still) > FEW:
        log.warning("many originals that no message names: left for a person", originals=len(still))
        return
    for digest in still:
        if place.archive.provenance(digest).seen:
            _put_away(place, digest)


def _put_away(place: Workplace, digest: str) -> None:
    try:
        removal.remove(place.archive, digest, Cause.UNNAMED)
    except OriginalKept as exc:
        log.error("an original stays", why=str(exc))
    else:
        log.info("an original that no message names is in the trash", digest=digest)
