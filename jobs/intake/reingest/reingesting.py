"""Re-ingest: kept originals are read again and replace what was known of them, on the same path as live mail."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.export.json_files import application_json
from ingest.archive.staging import spool
from jobs.errors import UsageError
from jobs.intake.poll import polling
from jobs.intake.poll.scanning import scan_all
from jobs.intake.process.processing import Processed, Processing
from jobs.intake.reingest import rebuilding
from jobs.notices import rejudging
from jobs.people import erasing
from jobs.reading.reading_fingerprint import readers_of
from jobs.runtime import logs
from parsers.values.dispositions import Disposition
from store.ledger.dispositions import remembered
from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jobs.runtime.workplace import Workplace
    from store.transaction import Transaction
    from store.values import JudgedBy
    from store.views.views import Views

log = logs.get()
TOGETHER = 16
"""So many messages are recorded at once: their applications are grouped and assembled together."""
Records = dict[int, str]
"""By application id, the export's record of it, on one line: a re-ingest tells whether any has changed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """Which messages to read again: one of these."""

    everything: bool = False
    failed: bool = False
    message: int | None = None
    application: int | None = None
    from_mailbox: bool = False
    from_archive: bool = False
    files: bool = False
    """Files too, although the same readers read them before."""

    @property
    def is_every(self) -> bool:
        """Whether all that is kept is judged again."""
        return self.everything or self.from_mailbox

    @property
    def is_one(self) -> bool:
        """Whether exactly one way of choosing is given."""
        chosen = (
            self.everything,
            self.failed,
            self.message is not None,
            self.application is not None,
            self.from_mailbox,
            self.from_archive,
        )
        return sum(chosen) == 1

    def choose(self, transaction: Transaction) -> tuple[int, ...]:
        """The ids of the messages, in ledger order. Raises NotInStore: there is no such message or application."""
        if self.message is not None:
            return (transaction.ledger.message(self.message).message_id,)
        if self.application is not None:
            transaction.views.application(self.application)
            return transaction.ledger.readable(application_id=self.application)
        if self.failed:
            return tuple(sorted({*transaction.ledger.readable(state="failed"), *transaction.papers.with_unreadable()}))
        if self.from_archive:
            return transaction.ledger.readable(state="archived")
        return transaction.ledger.readable()


@dataclass(frozen=True, kw_only=True, slots=True)
class Reingested:
    """What re-ingesting came to, or would come to."""

    messages: int
    changed: int
    """Applications that are not as they were."""
    failed: tuple[Processed, ...]
    differences: tuple[str, ...] = ()
    """Lines of a unified diff for each application."""
    unreachable: bool = False

    @property
    def exit_code(self) -> int:
        """3 when a mailbox was not reached, 1 when a message could not be read, else 0."""
        return polling.UNREACHABLE if self.unreachable else int(bool(self.failed))


def run(
    place: Workplace,
    selection: Selection,
    *,
    dry_run: bool = False,
    agreed: bool = False,
    progress: Callable[[int], None],
) -> Reingested:
    """Read the selection again; with `dry_run` only tell what would change.

    Raises UsageError: more than a few applications would become something else, and nobody has `agreed`.
    """
    polling.take_up(place)
    place.load_letters()
    if not dry_run:
        erasing.catch_up(place)
    if selection.is_every and not dry_run:
        _ask(place, agreed=agreed)
    unreachable = selection.from_mailbox and not dry_run and _rescan(place)
    if selection.from_archive:
        taken = len(rebuilding.unnamed(place)) if dry_run else rebuilding.take_in(place, progress)
        if dry_run:
            return Reingested(messages=taken, changed=0, failed=())
    with place.store.peek() as transaction:
        ids = selection.choose(transaction)
        before = records(transaction.views)
    work = _rehearsed if dry_run else _replaced
    processed, after = work(place, ids, progress, files=selection.files)
    return Reingested(
        messages=len(processed),
        changed=sum(before.get(key) != after.get(key) for key in before.keys() | after.keys()),
        failed=tuple(one for one in processed if one.error),
        differences=tuple(_differences(before, after)) if dry_run else (),
        unreachable=unreachable,
    )


def _ask(place: Workplace, *, agreed: bool) -> None:
    """Tell what the rules as they are now would make of what is kept, before anything is done."""
    with place.store.peek() as transaction:
        told = rejudging.preview(transaction.ledger.heard(), place.judge)
    held = told.sentence if told.is_mass and not agreed else None
    with place.store.begin() as transaction:
        transaction.health.put(rejudging.HELD, held)
    if held is not None:
        raise UsageError(f"{held}. Nothing was done. If it is meant: candidatures reingest … --yes")
    if told.moves:
        log.warning("dispositions changed", what=told.sentence)


def _rescan(place: Workplace) -> bool:
    """Look through every mailbox from its first message on; what is recorded already stays as it is."""
    scanned = scan_all(place, polling.open_mailboxes(place.settings), stopping=polling.never, afresh=True)
    for one in scanned:
        if one.error:
            log.error("mailbox not looked through", mailbox=one.mailbox, error=one.error)
    return any(one.error for one in scanned)


def _replaced(
    place: Workplace, ids: Iterable[int], progress: Callable[[int], None], *, files: bool
) -> tuple[list[Processed], Records]:
    """Put the messages back into the queue and work it off: a kill on the way is taken up by the next poll."""
    with place.store.begin() as transaction:
        transaction.ledger.requeue(tuple(ids), files=files)
        waiting = transaction.ledger.waiting()
    processed = []
    for done in Processing(place, together=TOGETHER).waiting():
        processed.append(done)
        progress(waiting)
    with place.store.read() as views:
        return processed, records(views)


def _rehearsed(
    place: Workplace, ids: Iterable[int], progress: Callable[[int], None], *, files: bool
) -> tuple[list[Processed], Records]:
    """The same in a copy of the store. What would read as it did is not read again, only judged and assembled."""
    chosen = frozenset(ids)
    with spool() as room, place.store.copied(room) as copy, copy.rehearse() as transaction:
        unchanged = set() if files else {one.message_id for one in _unchanged(place, transaction, chosen)}
        for one in transaction.ledger.heard(unchanged):
            _judge_again(place, transaction, one)
            progress(len(chosen))
        processing = Processing(place, reuse=not files)
        queue = [transaction.ledger.message(one) for one in sorted(chosen - unchanged)]
        processed = []
        for read in processing.read(queue):
            processed += processing.replace(transaction, [read])
            progress(len(chosen))
        transaction.applications.refresh(*chosen)
        kept = [
            Processed(message_id=one, state="parsed", disposition=Disposition.APPLICATION) for one in sorted(unchanged)
        ]
        return [*kept, *processed], records(transaction.views)


def _unchanged(place: Workplace, transaction: Transaction, chosen: frozenset[int]) -> Iterator[JudgedBy]:
    """Those that were read whole by the same readers: a file that ran out of time may be read the next time."""
    now = readers_of(place.rules, place.authserv_ids).everything
    uncertain = frozenset(transaction.papers.with_unreadable())
    for one in transaction.ledger.heard(chosen):
        if one.message is not None and one.state == "parsed" and one.read_by == now and one.message_id not in uncertain:
            yield one


def _judge_again(place: Workplace, transaction: Transaction, one: JudgedBy) -> None:
    """Nearly always the rules say what they said: then there is nothing to write."""
    if one.message is None:
        return
    ruling = rejudging.judge_again(place.judge, one, one.message)
    if {*ruling.fits, *([ruling.notice] if ruling.notice else [])} != one.fits or ruling.notice != one.notice:
        transaction.ledger.assign(one.message_id, ruling.notice, ruling.fits)
    held, lapsed = remembered(ruling.verdict, one.was, spoken=one.spoken, in_junk=one.in_junk)
    if (held.disposition, held.reason, lapsed) != (one.disposition, one.reason, one.lapsed):
        transaction.ledger.rule(one.message_id, ruling.verdict)


def records(views: Views) -> Records:
    """Every application as the export shows it, those too that are none by a person's word.

    Without the jury's opinions: no reading changes them, and a copy to rehearse in does not have them.
    """
    found = {}
    for detail in views.details(ApplicationFilter(order="id", standing="any")):
        shown = {key: value for key, value in application_json(detail).items() if key != "jury"}
        found[detail.row.id] = json.dumps(shown, ensure_ascii=False)
    return found


def _differences(before: Records, after: Records) -> Iterator[str]:
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) == after.get(key):
            continue
        lines = difflib.unified_diff(_lines(before.get(key)), _lines(after.get(key)), n=1, lineterm="")
        changed = list(lines)[2:]
        if changed:
            yield f"@ application {key}"
            yield from changed


def _lines(record: str | None) -> list[str]:
    """A record as people read it."""
    return json.dumps(json.loads(record), ensure_ascii=False, indent=1).splitlines() if record else []
