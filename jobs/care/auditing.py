"""Reconciling: mailboxes UID by UID with the ledger, the ledger with the archive, derived rows with their sources.

It only looks: nothing is written, made or taken away, and nobody is held up by it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.archive.staging import spool
from ingest.errors import MailboxError
from jobs.care.orphans import look_at_orphans
from jobs.reading.reading_fingerprint import readers_of
from jobs.runtime import logs, pairing
from parsers.values.documents import Agreement
from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ingest.mailbox import Mailbox
    from jobs.runtime.workplace import Workplace
    from store.transaction import Transaction
    from store.views.views import Views


log = logs.get()


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditFinding:
    """Something the audit says: where, and a sentence."""

    place: str
    sentence: str


def _finding(place: str, sentence: str) -> AuditFinding:
    return AuditFinding(place=place, sentence=sentence)


@dataclass(frozen=True, kw_only=True, slots=True)
class Audit:
    """What the audit found: differences need a person, notes do not."""

    differences: tuple[AuditFinding, ...] = ()
    notes: tuple[AuditFinding, ...] = ()
    checked: tuple[AuditFinding, ...] = ()
    """What was looked through, with figures."""
    unreached: frozenset[str] = frozenset()
    unneeded: tuple[str, ...] = ()
    """Digests of originals that no message names and that read as unrelated."""

    def __add__(self, other: Audit) -> Audit:
        """Both together."""
        return Audit(
            differences=self.differences + other.differences,
            notes=self.notes + other.notes,
            checked=self.checked + other.checked,
            unreached=self.unreached | other.unreached,
            unneeded=self.unneeded + other.unneeded,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """What a mailbox listed when the audit began, and what was recorded of it before."""

    mailbox: str
    folder: str
    uidvalidity: int
    there: frozenset[int]
    before: frozenset[int]
    is_junk: bool = False


def audit(place: Workplace, mailboxes: Iterable[Mailbox], *, beat: Callable[[], None] = lambda: None) -> Audit:
    """Reconcile everything. A poll may be under way: what it records meanwhile is no difference.

    Raises StoreError, ArchiveError: they can't be read.
    """
    listed = [one for mailbox in mailboxes for one in _all_listed(place, mailbox)]
    done = sum((one for one in listed if isinstance(one, Audit)), _of_archive(place, beat))
    done += _of_orphans(place, beat)
    done += _of_accounts(place, beat)
    done += _of_derived_rows(place, beat)
    done += _of_pages(place)
    return sum((_of_mailbox(place, one) for one in listed if isinstance(one, Listed)), Audit()) + done


def _all_listed(place: Workplace, mailbox: Mailbox) -> Iterator[Listed | Audit]:
    """What the mailbox lists, and what its junk folder does where that is taken in."""
    yield _listed(place, mailbox)
    if place.settings.junk_of(mailbox.name) != "scan":
        return
    try:
        folder = mailbox.junk()
    except MailboxError:
        mailbox.close()
        return  # told of the mailbox itself
    if folder is not None:
        client = mailbox.beside(folder.name)
        yield _listed(place, client)
        client.close()


def _listed(place: Workplace, mailbox: Mailbox) -> Listed | Audit:
    try:
        status = mailbox.connect()
        before = _recorded(place, mailbox.name, mailbox.folder, status.uidvalidity)
        with place.store.peek() as transaction:
            recorded = transaction.ledger.recorded(mailbox.name, mailbox.folder)
        there = mailbox.search(recorded)
    except MailboxError as exc:
        mailbox.close()
        fault = _finding(f"mailbox {mailbox.name}", f"was not compared: {exc.clause}")
        return Audit(differences=(fault,), unreached=frozenset({mailbox.name}))
    return Listed(
        mailbox=mailbox.name,
        folder=mailbox.folder,
        uidvalidity=status.uidvalidity,
        there=there,
        before=before,
        is_junk=mailbox.is_junk,
    )


def _recorded(place: Workplace, mailbox: str, folder: str, uidvalidity: int) -> frozenset[int]:
    with place.store.peek() as transaction:
        seen = transaction.ledger.sightings(mailbox, folder)
        return frozenset(one.uid for one in seen if one.uidvalidity == uidvalidity)


def _of_mailbox(place: Workplace, listed: Listed) -> Audit:
    now = _recorded(place, listed.mailbox, listed.folder, listed.uidvalidity)
    where = f"mailbox {listed.mailbox}" + (f", {listed.folder}" if listed.is_junk else "")
    found = _compared(where, listed.there, listed.before, now)
    return found if place.in_force else _as_notes(found)


def _as_notes(found: Audit) -> Audit:
    """While no notice is open nobody looks for mail: what lies there unrecorded is no difference."""
    untaken = [replace(one, sentence=f"{one.sentence}, for no notice is open") for one in found.differences]
    return replace(found, differences=(), notes=(*found.notes, *untaken))


def _compared(where: str, there: frozenset[int], before: frozenset[int], now: frozenset[int]) -> Audit:
    missing, gone, known = there - now, before - there, now
    checked = _finding(where, f"{len(there)} messages there, {len(there & known)} of them recorded")
    differences = (_finding(where, f"not recorded: UID {_ranged(missing)}"),) if missing else ()
    notes = (_finding(where, f"no longer there, kept here: UID {_ranged(gone)}"),) if gone else ()
    return Audit(differences=differences, notes=notes, checked=(checked,))


def _of_archive(place: Workplace, beat: Callable[[], None]) -> Audit:
    with place.store.peek() as transaction:
        stranger = pairing.stranger(transaction, place.archive)
    foreign = (_finding("archive", stranger),) if stranger else ()
    with place.store.peek() as transaction:
        named = sorted(transaction.ledger.digests())
    differences = []
    for digest in named:
        beat()
        if not place.archive.verify(digest):
            what = "is damaged" if digest in place.archive else "is missing"
            differences.append(_finding("archive", f"the original {digest} {what}"))
    checked = _finding("archive", f"{len(named)} originals named, {len(named) - len(differences)} intact")
    return Audit(differences=(*foreign, *differences), checked=(checked,))


def _of_pages(place: Workplace) -> Audit:
    """Every word of a page was read by two readers that agree, or the page is counted as one that was not."""
    with place.store.read() as views:
        count = views.agreements()
    agreed, alone, apart = (count.get(agreement.value, 0) for agreement in Agreement)
    sentence = f"{sum(count.values())} pages: {agreed} by two readers that agree, {alone} in part or whole by one,"
    sentence += f" {apart} in doubt"
    doubt = _finding("pages", f"{apart} may show other words than their text: see their documents")
    notes = (doubt,) if apart else ()
    return Audit(notes=notes, checked=(_finding("pages", sentence),))


def _of_orphans(place: Workplace, beat: Callable[[], None]) -> Audit:
    """Originals that nothing names: of a crash before the ledger was written, or of mail that was forgotten."""
    orphans = look_at_orphans(place, beat)
    notes = [
        _finding("archive", f"the original {digest} is of no use to any message; left there")
        for digest in orphans.unrelated
    ]
    kept = [
        _finding(
            "archive",
            f"the original {digest} is not in the ledger, but {why}: {place.archive.address(digest)}",
        )
        for digest, why in orphans.wanted
    ]
    return Audit(differences=tuple(kept), notes=tuple(notes), unneeded=orphans.unrelated)


def _of_accounts(place: Workplace, beat: Callable[[], None]) -> Audit:
    """As docs/architecture.md promises: a UID ever listed is an original, a row with a reason or an open alarm."""
    kinds: Counter[str] = Counter()
    notes, differences = [], []
    with place.store.peek() as transaction:
        for one in transaction.ledger.uid_outcomes():
            beat()
            kinds[one.kind or ""] += 1
            where = f"mailbox {one.mailbox}, {one.folder}, UIDVALIDITY {one.uidvalidity}, UID {one.uid}"
            if one.kind == "alarm":
                notes.append(_finding(where, f"withheld: {one.says}"))
            elif one.kind is None or (one.digest and one.digest not in place.archive):
                lost = "its original is not in the archive" if one.digest else "neither original, nor reason, nor alarm"
                differences.append(_finding(where, f"{lost} (message {one.message_id})"))
    told = f"{kinds['original']} originals, {kinds['reason']} rows with a reason, {kinds['alarm']} withheld"
    checked = _finding("UIDs", f"{kinds.total()} ever listed: {told}, {len(differences)} unaccounted for")
    return Audit(differences=tuple(differences), notes=tuple(notes), checked=(checked,))


def _of_derived_rows(place: Workplace, beat: Callable[[], None]) -> Audit:
    """Applications are assembled again in a copy of the store, and compared.

    The copy is of one moment, and nobody is held up: not the poll, nor who works on the page. Its cost grows with the
    number of applications, whatever hangs together with what.
    """
    readers = readers_of(place.rules, place.authserv_ids).everything
    with spool() as room, place.store.copied(room) as copy, copy.rehearse() as transaction:
        underived = tuple(_finding(where, why) for where, why in _underived(transaction))
        older = {*transaction.ledger.read_otherwise(readers).values()}
        before = _prints(transaction.views)
        transaction.applications.recompute(*before, beat=beat)
        after = _prints(transaction.views)
    changed = {application for application, known in before.items() if after.get(application) != known}
    checked = _finding("store", f"{len(before)} applications assembled again and compared")
    what = "is not what its messages give: reingest --application"
    differing = tuple(_finding(f"application {one}", what) for one in sorted(changed - older))
    return Audit(differences=underived + differing, notes=_read_by_older_rules(changed & older), checked=(checked,))


def _read_by_older_rules(applications: set[int]) -> tuple[AuditFinding, ...]:
    """What an upgrade or other settings leave until somebody takes it over: no fault of the store."""
    if not applications:
        return ()
    sentence = (
        f"read by older rules, and shown otherwise by today's: {_ranged(applications)}: candidatures reingest --all"
    )
    return (_finding("applications", sentence),)


def log_differences(done: Audit) -> None:
    """A line for each difference and note, and one for the whole."""
    for finding in done.differences:
        log.error("difference", place=finding.place, what=finding.sentence)
    for finding in done.notes:
        log.info("noted", place=finding.place, what=finding.sentence)
    log.info("audit made", differences=len(done.differences), notes=len(done.notes))


def _ranged(numbers: Iterable[int]) -> str:
    """Numbers as IMAP writes a set of UIDs: 1:3,7."""
    return ",".join(_ranges(sorted(numbers)))


def _ranges(numbers: list[int]) -> Iterator[str]:
    start = 0
    for index in range(1, len(numbers) + 1):
        if index == len(numbers) or numbers[index] != numbers[index - 1] + 1:
            first, last = numbers[start], numbers[index - 1]
            yield str(first) if first == last else f"{first}:{last}"
            start = index


def _underived(transaction: Transaction) -> Iterator[tuple[str, str]]:
    """Messages whose derived rows are missing: (place, sentence)."""
    for message in transaction.views.messages():
        wants_application = message.applies and message.state in {"parsed", "failed"}
        if wants_application and message.application_id is None:
            yield f"message {message.id}", "belongs to no application: reingest --message"
        if message.state == "parsed" and not transaction.views.is_read(message.id):
            yield f"message {message.id}", "is recorded as read, but nothing of it is stored: reingest --message"


def _prints(views: Views) -> dict[int, bytes]:
    """By application, a hash of all that is shown of it: thousands are compared, and none held."""
    return {
        detail.row.id: hashlib.sha256(repr(detail).encode("utf-8", "replace")).digest()
        for detail in views.details(ApplicationFilter(order="id", standing="any"))
    }
