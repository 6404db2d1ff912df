"""Reconciling: mailboxes UID by UID with the ledger, the ledger with the archive, derived rows with their sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.errors import MailboxError
from jobs import logs
from jobs.orphans import look_at_orphans
from jobs.rederiving import underived

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ingest.mailbox import Mailbox
    from jobs.workplace import Workplace

log = logs.get()


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Something the audit says: where, and a sentence."""

    place: str
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Audit:
    """What the audit found: differences need a person, notes do not."""

    differences: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    checked: tuple[Finding, ...] = ()
    """What was looked through, with figures."""
    unreached: frozenset[str] = frozenset()

    def __add__(self, other: Audit) -> Audit:
        """Both together."""
        return Audit(
            differences=self.differences + other.differences,
            notes=self.notes + other.notes,
            checked=self.checked + other.checked,
            unreached=self.unreached | other.unreached,
        )


def audit(
    place: Workplace, mailboxes: Iterable[Mailbox], *, beat: Callable[[], None] = lambda: None, clean: bool = True
) -> Audit:
    """Reconcile everything. The caller holds the lock: nothing is under way meanwhile.

    `clean` takes originals away that no message names and that have nothing to do with a notice.

    Raises:
        StoreError, ArchiveError: they can't be read.
    """
    done = sum((_of_mailbox(place, mailbox) for mailbox in mailboxes), Audit())
    done += _of_archive(place, beat)
    done += _of_orphans(place, beat, clean=clean)
    return done + _of_derived_rows(place, beat)


def _of_mailbox(place: Workplace, mailbox: Mailbox) -> Audit:
    where = f"mailbox {mailbox.name}"
    try:
        status = mailbox.connect()
        with place.store.peek() as transaction:
            recorded = transaction.ledger.recorded(mailbox.name, mailbox.folder)
        there = mailbox.search(recorded)
    except MailboxError as exc:
        mailbox.close()
        fault = Finding(place=where, sentence=f"was not compared: {exc.clause}")
        return Audit(differences=(fault,), unreached=frozenset({mailbox.name}))
    with place.store.peek() as transaction:
        seen = transaction.ledger.sightings(mailbox.name, mailbox.folder)
        known = frozenset(one.uid for one in seen if one.uidvalidity == status.uidvalidity)
    return _compared(where, there, known)


def _compared(where: str, there: frozenset[int], known: frozenset[int]) -> Audit:
    missing, gone = there - known, known - there
    checked = Finding(place=where, sentence=f"{len(there)} messages there, {len(there & known)} of them recorded")
    differences = (Finding(place=where, sentence=f"not recorded: UID {_uids(missing)}"),) if missing else ()
    notes = (Finding(place=where, sentence=f"no longer there, kept here: UID {_uids(gone)}"),) if gone else ()
    return Audit(differences=differences, notes=notes, checked=(checked,))


def _of_archive(place: Workplace, beat: Callable[[], None]) -> Audit:
    with place.store.peek() as transaction:
        named = sorted(transaction.ledger.digests())
    differences = []
    for digest in named:
        beat()
        if not place.archive.verify(digest):
            what = "is damaged" if digest in place.archive else "is missing"
            differences.append(Finding(place="archive", sentence=f"the original {digest} {what}"))
    checked = Finding(place="archive", sentence=f"{len(named)} originals named, {len(named) - len(differences)} intact")
    return Audit(differences=tuple(differences), checked=(checked,))


def _of_orphans(place: Workplace, beat: Callable[[], None], *, clean: bool) -> Audit:
    """Originals that nothing names: of a crash before the ledger was written, or of mail that was forgotten."""
    orphans = look_at_orphans(place, beat)
    for digest in orphans.unrelated if clean else ():
        place.archive.remove(digest)
        log.info("an original that nothing needs was taken away", digest=digest)
    left = "taken away" if clean else "left there"
    notes = [
        Finding(place="archive", sentence=f"the original {digest} is of no use to any message; {left}")
        for digest in orphans.unrelated
    ]
    kept = [
        Finding(
            place="archive",
            sentence=f"the original {digest} is not in the ledger, but {why}: {place.archive.path(digest)}",
        )
        for digest, why in orphans.wanted
    ]
    return Audit(differences=tuple(kept), notes=tuple(notes))


def _of_derived_rows(place: Workplace, beat: Callable[[], None]) -> Audit:
    found = [Finding(place=where, sentence=why) for where, why in underived(place, beat)]
    with place.store.peek() as transaction:
        count = len(transaction.applications.ids())
    checked = Finding(place="store", sentence=f"{count} applications assembled again and compared")
    return Audit(differences=tuple(found), checked=(checked,))


def log_differences(done: Audit) -> None:
    """A line for each difference and note, and one for the whole."""
    for finding in done.differences:
        log.error("difference", place=finding.place, what=finding.sentence)
    for finding in done.notes:
        log.info("noted", place=finding.place, what=finding.sentence)
    log.info("audit made", differences=len(done.differences), notes=len(done.notes))


def _uids(uids: Iterable[int]) -> str:
    """UIDs as IMAP writes a set: 1:3,7."""
    return ",".join(_ranges(sorted(uids)))


def _ranges(uids: list[int]) -> Iterator[str]:
    start = 0
    for index in range(1, len(uids) + 1):
        if index == len(uids) or uids[index] != uids[index - 1] + 1:
            first, last = uids[start], uids[index - 1]
            yield str(first) if first == last else f"{first}:{last}"
            start = index
