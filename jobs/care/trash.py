"""Once a day: originals that no message names and that read as unrelated go into the trash; the trash is emptied.

They come of a kill between keeping a mail and recording it, whose mailbox has lost it since. Only originals that are
known to have been fetched by this archive's store, a few at a time: many at once are no accident, and are told.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ingest.archive import removal
from ingest.archive.removal import Cause
from ingest.errors import OriginalKept
from jobs.runtime import logs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobs.runtime.workplace import Workplace

log = logs.get()
FEW = 10


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
