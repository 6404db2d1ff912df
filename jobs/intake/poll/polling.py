"""One whole pass, as `poll` makes it once and `run` again and again: prepare, scan the mailboxes, read what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ingest.errors import CLOSED_DOORS
from ingest.mailbox import open_mailbox
from jobs.config.mailbox_access import secret_of
from jobs.errors import UnconfinedError, UsageError
from jobs.intake.poll.scanning import scan_all
from jobs.intake.process.processing import Processing
from jobs.notices.differences import differences, of_file
from jobs.people import erasing
from jobs.runtime import logs
from jobs.sandbox.confinement import unconfined
from store.ledger.mailbox_health import lock_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ingest.mailbox import Mailbox
    from jobs.config.settings import MailboxSettings, Settings
    from jobs.intake.poll.scanning import MailboxScan
    from jobs.intake.process.processing import Processed
    from jobs.notices.differences import Difference
    from jobs.runtime.workplace import Workplace

log = logs.get()
UNREACHABLE = 3
UNAPPLIED = "a notice is not in the store as in the file; the store's holds: candidatures notices apply"


@dataclass(frozen=True, kw_only=True, slots=True)
class Poll:
    """What one poll came to."""

    scanned: tuple[MailboxScan, ...]
    processed: tuple[Processed, ...]
    more: bool = False
    """Whether the queue still holds what there was no time for."""

    @property
    def exit_code(self) -> int:
        """3 when a mailbox was not reached, 1 when a message could not be read, else 0."""
        if any(scanned.error for scanned in self.scanned):
            return UNREACHABLE
        return int(any(processed.error for processed in self.processed))

    @property
    def unfinished(self) -> frozenset[str]:
        """The mailboxes that hold more than one look takes in."""
        return frozenset(scanned.mailbox for scanned in self.scanned if scanned.unfinished)

    @property
    def failing(self) -> frozenset[str]:
        """The mailboxes that were not reached in it."""
        return frozenset(scanned.mailbox for scanned in self.scanned if scanned.error)

    @property
    def is_news(self) -> bool:
        """Whether there is anything to tell of it."""
        return bool(self.processed) or any(scanned.seen or scanned.error for scanned in self.scanned)

    def then(self, other: Poll) -> Poll:
        """This one and another that went on where it ended."""
        after = {scanned.mailbox: scanned for scanned in other.scanned}
        scanned = (one.then(after[one.mailbox]) if one.mailbox in after else one for one in self.scanned)
        return Poll(scanned=tuple(scanned), processed=self.processed + other.processed, more=other.more)

    @property
    def figures(self) -> dict[str, int]:
        """For the log."""
        return {
            "seen": sum(scanned.seen for scanned in self.scanned),
            "read": len(self.processed),
            "failed": sum(bool(processed.error) for processed in self.processed),
            "unreached": len(self.failing),
        }


def never() -> bool:
    """Nobody asks to stop."""
    return False


def open_mailboxes(settings: Settings) -> list[Mailbox]:
    """The mailboxes of the configuration, in its order; nothing is connected yet."""
    return [opened(settings, mailbox) for mailbox in settings.mailboxes]


def opened(settings: Settings, mailbox: MailboxSettings) -> Mailbox:
    """One of them."""
    ca_file = settings.path(mailbox.ca_file) if mailbox.ca_file else None
    return open_mailbox(mailbox.address(ca_file), secret_of(settings, mailbox))


def prepare(place: Workplace) -> None:
    """Take up the notices as the store has them, before mail is taken in.

    Raises:
        UnconfinedError: workers would read without walls, and nobody said that they may.
        UsageError: no notice is open.
    """
    take_up(place)
    if not place.in_force:
        raise UsageError("no notice is open: candidatures notices list")


def take_up(place: Workplace) -> None:
    """The same for whoever reads, shows or tidies what is kept: that goes on when every notice is closed.

    What the configuration says otherwise is told, and waits.

    Raises UnconfinedError: workers would read without walls, and nobody said that they may.
    """
    place.renew()
    weak = place.settings.limits.of_a_worker.weak
    if not weak and (sentence := unconfined(weak=False)):
        raise UnconfinedError(sentence)
    for difference in unapplied(place):
        log.warning(UNAPPLIED, notice=difference.slug, differs=difference.sentence)


def unapplied(place: Workplace) -> tuple[Difference, ...]:
    """What the configuration says of the notices and the store does not."""
    return differences(of_file(place.settings), place.notices)


def run(  # noqa: PLR0913 - who watches a pass, each in its own way
    place: Workplace,
    mailboxes: Iterable[Mailbox],
    *,
    stopping: Callable[[], bool] = never,
    enough: Callable[[], bool] = never,
    progress: Callable[[Processed], None] = lambda _: None,
    advance: Callable[[int], None] = lambda _: None,
    beat: Callable[[], None] = lambda: None,
    timed: Callable[[float], None] = lambda _: None,
) -> Poll:
    """Scan every mailbox, then read all that waits, or until it is `enough`. `beat` is called after each file,
    `advance` after each message, with how many waited, `timed` with the seconds that its reading took.

    What is done when `stopping` turns true is whole.
    """
    prepare(place)
    erasing.catch_up(place)
    scanned = scan(place, mailboxes, stopping=stopping)
    with place.store.peek() as transaction:
        waiting = transaction.ledger.waiting()
    processed = []
    for done in Processing(place, beat=beat, timed=timed).waiting(stopping=stopping, enough=enough):
        processed.append(done)
        progress(done)
        advance(waiting)
    return Poll(scanned=tuple(scanned), processed=tuple(processed))


def run_whole(place: Workplace, mailboxes: Sequence[Mailbox], *, advance: Callable[[int], None]) -> Poll:
    """Passes until every mailbox was looked at to its end: those that hold more than one look takes in go on."""
    done = run(place, mailboxes, advance=advance)
    while left := [mailbox for mailbox in mailboxes if mailbox.name in done.unfinished]:
        done = done.then(run(place, left, advance=advance))
    return done


def scan(place: Workplace, mailboxes: Iterable[Mailbox], *, stopping: Callable[[], bool] = never) -> list[MailboxScan]:
    """Take in what is new in the mailboxes, and note how each has been; nothing is read."""
    join_copies(place)
    scanned = scan_all(place, mailboxes, stopping=stopping)
    _note_health(place, scanned)
    return scanned


def _note_health(place: Workplace, scanned: Sequence[MailboxScan]) -> None:
    now = datetime.now(UTC)
    alone = [lock_of(one.mailbox) for one in scanned]
    with place.store.begin(of=alone if len(alone) == 1 else None) as transaction:
        for one in scanned:
            if one.error is None and not one.unfinished:
                transaction.health.succeeded(one.mailbox, now)
            elif one.error is not None:
                refused = isinstance(one.fault, CLOSED_DOORS)
                transaction.health.failed(one.mailbox, now, one.error, refused=refused)


def join_copies(place: Workplace) -> None:
    """Join what reading has shown to be one mail since. A kill on the way leaves all of it to the next pass."""
    with place.store.peek() as transaction:
        if not transaction.ledger.untold():
            return
    with place.store.begin() as transaction:
        joined = [
            copy
            for message, content_key in transaction.ledger.untold().items()
            if (copy := transaction.ledger.tell(message, content_key)) is not None
        ]
        if joined:
            transaction.applications.refresh(*joined)
        for copy in joined:
            transaction.ledger.drop(copy)
    if joined:
        log.info("copies joined", messages=joined)
