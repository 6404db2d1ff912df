"""Steps 1 to 3: what is new in the mailboxes is kept and recorded; one that fails does not stop the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.errors import MailboxError
from ingest.failpoint import reach
from ingest.provenance import Provenance
from jobs import logs
from jobs.identity import identify
from parsers.values import Disposition, Recorded, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ingest.mailbox import Mailbox
    from jobs.workplace import Workplace
    from parsers.values import Sighting

log = logs.get()


UNDECIDED = Verdict(disposition=Disposition.NEAR_MISS, reason="its headers do not tell; it waits to be read")
"""Of a mail whose words must be read to tell: kept until then, and forgotten when they prove it unrelated."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scanned:
    """What a pass over one mailbox came to."""

    mailbox: str
    seen: int = 0
    """Messages that were not recorded before."""
    dispositions: Counter[str] = field(default_factory=Counter)
    unanswered: frozenset[int] = frozenset()
    """UIDs that the server lists but gave nothing for: asked for again at the next poll."""
    error: str | None = None
    fault: MailboxError | None = None
    """The same, by its kind: it tells when to try again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Original:
    """An original in the archive."""

    digest: str
    content_key: str | None


def scan_all(
    place: Workplace, mailboxes: Iterable[Mailbox], *, stopping: Callable[[], bool], afresh: bool = False
) -> list[Scanned]:
    """Scan every mailbox in turn: the order of the configuration is the order of the ledger."""
    return [scan(place, mailbox, stopping=stopping, afresh=afresh) for mailbox in mailboxes if not stopping()]


def scan(
    place: Workplace, mailbox: Mailbox, *, stopping: Callable[[], bool] = lambda: False, afresh: bool = False
) -> Scanned:
    """Record what is new in one mailbox, or with `afresh` all that it holds; recording twice changes nothing.

    A fault of the mailbox is told in the result; what was recorded stays.
    """
    counts: Counter[str] = Counter()
    unanswered: set[int] = set()
    try:
        mailbox.connect()
        with place.store.begin() as transaction:
            known = transaction.ledger.recorded(mailbox.name, mailbox.folder)
        recorded = Recorded(keys=known.keys) if afresh else known
        for batch in mailbox.scan(recorded):
            unanswered |= mailbox.unanswered
            unanswered |= _take(place, mailbox, batch, counts)
            _advance(place, mailbox, batch, unanswered)
            reach("poll.recorded")
            if stopping():
                return Scanned(mailbox=mailbox.name, seen=counts.total(), dispositions=counts)
        unanswered |= mailbox.unanswered
        _close_gaps(place, mailbox, recorded, unanswered)
    except MailboxError as exc:
        mailbox.close()
        return Scanned(mailbox=mailbox.name, seen=counts.total(), dispositions=counts, error=str(exc), fault=exc)
    if unanswered:
        log.warning("the server lists messages that it does not give", mailbox=mailbox.name, uids=sorted(unanswered))
    return Scanned(mailbox=mailbox.name, seen=counts.total(), dispositions=counts, unanswered=frozenset(unanswered))


def _take(place: Workplace, mailbox: Mailbox, batch: Sequence[Sighting], counts: Counter[str]) -> set[int]:
    """Keep the originals that may matter, then record the batch as one; the UIDs that gave no original are left out."""
    wanted = {s.uid: s for s in batch if place.judge.wants(s.headers, s.outline)}
    originals = _keep(place, mailbox, wanted)
    missing = wanted.keys() - originals.keys()
    with place.store.begin() as transaction:
        for sighting in batch:
            if sighting.uid in missing:
                continue
            ruling = place.judge.judge(sighting.headers, sighting.outline, sighting.received_at)
            original, verdict = originals.get(sighting.uid), ruling.verdict
            if original and verdict.disposition is Disposition.UNRELATED:
                verdict = UNDECIDED
            noted = transaction.ledger.record(
                sighting,
                verdict,
                notice=ruling.notice,
                fits=ruling.fits,
                digest=original.digest if original else None,
                content_key=original.content_key if original else None,
            )
            if original and noted.was:
                place.archive.note(original.digest, Provenance(kept_as=noted.was, message=noted.message_id))
            counts[verdict.disposition.value] += 1
        reach("poll.record")
    return missing


def _keep(place: Workplace, mailbox: Mailbox, wanted: Mapping[int, Sighting]) -> dict[int, Original]:
    kept = {}
    for uid, original in mailbox.fetch(list(wanted)):
        reach("poll.fetched")
        digest = place.archive.put(original, wanted.get(uid))
        kept[uid] = Original(digest=digest, content_key=identify(place.pool, original))
    return kept


def _advance(place: Workplace, mailbox: Mailbox, batch: Sequence[Sighting], unanswered: set[int]) -> None:
    """Move the cursor to the highest UID below which everything is recorded."""
    last = batch[-1]
    cursor = min([last.uid, *(uid - 1 for uid in unanswered)])
    with place.store.begin() as transaction:
        transaction.ledger.advance(mailbox.name, mailbox.folder, last.uidvalidity, cursor)


def _close_gaps(place: Workplace, mailbox: Mailbox, recorded: Recorded, unanswered: set[int]) -> None:
    """A UID that was pending and that the server no longer lists was expunged: nothing waits for it any more."""
    if unanswered or not recorded.above or recorded.uidvalidity is None:
        return
    with place.store.begin() as transaction:
        now = transaction.ledger.recorded(mailbox.name, mailbox.folder)
        if now.uidvalidity == recorded.uidvalidity and now.above:
            transaction.ledger.advance(mailbox.name, mailbox.folder, recorded.uidvalidity, max(now.above))


def rehearse(place: Workplace, mailbox: Mailbox) -> Scanned:
    """Tell what a pass over the mailbox would find new, from headers alone; nothing is fetched, kept or recorded."""
    counts: Counter[str] = Counter()
    try:
        mailbox.connect()
        with place.store.peek() as transaction:
            recorded = transaction.ledger.recorded(mailbox.name, mailbox.folder)
        for batch in mailbox.scan(recorded):
            for sighting in batch:
                ruling = place.judge.judge(sighting.headers, sighting.outline, sighting.received_at)
                counts[ruling.verdict.disposition.value] += 1
    except MailboxError as exc:
        return Scanned(mailbox=mailbox.name, error=str(exc))
    finally:
        mailbox.close()
    return Scanned(mailbox=mailbox.name, seen=counts.total(), dispositions=counts)
