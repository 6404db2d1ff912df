"""Steps 1 to 3: what is new in the mailboxes is kept and recorded; one that fails does not stop the others."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from ingest.errors import MailboxError
from jobs.intake.poll import junk_count
from jobs.intake.poll.recording import Intake
from jobs.runtime.memory import settle
from parsers.lexicon.vocabulary import lexicon
from parsers.values.sightings import Recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ingest.mailbox import Mailbox
    from jobs.runtime.workplace import Workplace

MAILS_A_TURN = 16_000
"""UIDs that a look at one mailbox asks for before the other mailboxes have their turn."""
SECONDS_A_TURN = 60.0
"""The same in time; the batch under way is still taken."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MailboxScan:
    """What a pass over one mailbox came to."""

    mailbox: str
    seen: int = 0
    """Messages that were not recorded before."""
    dispositions: Counter[str] = field(default_factory=Counter)
    error: str | None = None
    fault: MailboxError | None = None
    """The same, by its kind: it tells when to try again."""
    unfinished: bool = False
    """Whether its turn was over before all was taken in: another look goes on from there."""

    def then(self, other: MailboxScan) -> MailboxScan:
        """This one and another that went on where it ended."""
        counts = self.dispositions + other.dispositions
        return replace(other, seen=self.seen + other.seen, dispositions=counts)


def scan_all(
    place: Workplace, mailboxes: Iterable[Mailbox], *, stopping: Callable[[], bool], afresh: bool = False
) -> list[MailboxScan]:
    """Scan every mailbox in turn: the order of the configuration is the order of the ledger."""
    return [_whole(place, mailbox, stopping=stopping, afresh=afresh) for mailbox in mailboxes if not stopping()]


def _whole(place: Workplace, mailbox: Mailbox, *, stopping: Callable[[], bool], afresh: bool) -> MailboxScan:
    """A mailbox, and its junk folder as the configuration says; trouble with that never holds the mailbox up."""
    scanned = scan(place, mailbox, stopping=stopping, afresh=afresh)
    wish = place.settings.junk_of(mailbox.name)
    if wish == "ignore" or scanned.error or scanned.unfinished or stopping():
        return scanned
    folder = junk_count.note(place, mailbox, stopping=stopping)
    if wish == "count" or folder is None or not (afresh or junk_count.is_new(place, mailbox.name)):
        return scanned
    client = mailbox.beside(folder.name)
    beside = scan(place, client, stopping=stopping, afresh=afresh)
    client.close()
    if not stopping() and not beside.unfinished:
        junk_count.taken(place, mailbox.name, beside.fault)
    return replace(scanned.then(beside), error=None, fault=None)


class Turn:
    """What one look at a mailbox may take in: whoever has more goes on when the others had theirs."""

    def __init__(self, mails: int | None = MAILS_A_TURN, clock: Callable[[], float] = time.monotonic) -> None:
        self.mails = mails
        """UIDs to ask for; None for whatever there is."""
        self._clock = clock
        self._since = clock()

    def is_over(self, asked: int) -> bool:
        """Whether to ask for no more, after so many UIDs."""
        return self.mails is not None and (asked >= self.mails or self._clock() - self._since > SECONDS_A_TURN)


def scan(
    place: Workplace,
    mailbox: Mailbox,
    *,
    stopping: Callable[[], bool] = lambda: False,
    afresh: bool = False,
    turn: Turn | None = None,
) -> MailboxScan:
    """Record what is new in one mailbox within its turn, or with `afresh` all that it holds; recording twice changes
    nothing.

    A fault of the mailbox is told in the result; what was recorded stays.
    """
    turn = turn or Turn(None if afresh else MAILS_A_TURN)
    with place.store.peek() as transaction:
        known = transaction.ledger.recorded(mailbox.name, mailbox.folder)
    recorded = Recorded(keys=known.keys) if afresh else known
    with Intake(place, mailbox, recorded) as intake:
        try:
            mailbox.connect()
            for batch in mailbox.scan(recorded, turn.mails):
                _load_words()
                intake.silent.update(dict.fromkeys(mailbox.unanswered - intake.silent.keys()))
                intake.take(batch)
                if stopping():
                    intake.finish()
                    return _of(mailbox, intake)
                if turn.is_over(intake.asked):
                    break
            intake.finish()
            intake.silent.update(dict.fromkeys(mailbox.unanswered - intake.silent.keys()))
            over = turn.is_over(intake.asked)
            intake.hear(*_asked_for(place, mailbox))
            if not over:
                _close_gaps(place, mailbox)
        except MailboxError as exc:
            mailbox.close()
            intake.finish()
            return _of(mailbox, intake, exc)
        # what recorded nothing would do so again, without an end
        return replace(_of(mailbox, intake), unfinished=over and intake.counts.total() > 0)


@cache
def _load_words() -> None:
    """By what mail is judged, once there is any: from then on it stays, and no round of the collector looks through it,
    which was a sixth of a first look.
    """
    lexicon()
    settle()


def _of(mailbox: Mailbox, intake: Intake, fault: MailboxError | None = None) -> MailboxScan:
    counts = intake.counts
    error = str(fault) if fault else None
    return MailboxScan(mailbox=mailbox.name, seen=counts.total(), dispositions=counts, error=error, fault=fault)


def _asked_for(place: Workplace, mailbox: Mailbox) -> tuple[dict[int, int], dict[int, int]]:
    """What the mailbox withholds and is to be asked for now, each with how often it was; and what a person asks for."""
    uidvalidity = mailbox.connect().uidvalidity
    with place.store.peek() as transaction:
        folder = (mailbox.name, mailbox.folder, uidvalidity)
        return transaction.withheld.due(*folder, datetime.now(UTC)), transaction.ledger.asked_for(*folder)


def _close_gaps(place: Workplace, mailbox: Mailbox) -> None:
    """After a whole look a UID below another that is recorded is there too, or was removed by its owner."""
    with place.store.peek() as transaction:
        now = transaction.ledger.recorded(mailbox.name, mailbox.folder)
    if now.above and now.uidvalidity is not None:
        with place.store.begin() as transaction:
            transaction.ledger.advance(mailbox.name, mailbox.folder, now.uidvalidity, max(now.above))


def rehearse(place: Workplace, mailbox: Mailbox) -> MailboxScan:
    """Tell what a pass over the mailbox would find new, from headers alone; nothing is fetched, kept or recorded."""
    counts: Counter[str] = Counter()
    try:
        mailbox.connect()
        with place.store.peek() as transaction:
            recorded = transaction.ledger.recorded(mailbox.name, mailbox.folder)
        for batch in mailbox.scan(recorded):
            judge = place.judge.about(sighting.headers for sighting in batch)
            for sighting in batch:
                ruling, _ = judge.at_sight(sighting.headers, sighting.outline, sighting.received_at)
                counts[ruling.verdict.disposition.value] += 1
    except MailboxError as exc:
        return MailboxScan(mailbox=mailbox.name, error=str(exc))
    finally:
        mailbox.close()
    return MailboxScan(mailbox=mailbox.name, seen=counts.total(), dispositions=counts)
