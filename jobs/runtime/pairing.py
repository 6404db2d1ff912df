"""Which store and which archive belong together: each archive has an identity, and the store knows its own.

With another archive a store names originals that are not there; with another store an archive holds letters that nobody
knows. Neither is worked with until a person says that they belong together (`candidatures adopt`).
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ingest.archive.originals import IDENTITY, Archive
from ingest.archive.provenance import Arrival, Provenance
from ingest.archive.storage import faults_of
from jobs.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.archive.storage import Storage
    from store.store import Store
    from store.transaction import Transaction
    from store.values import SeenMessage as Sighted

KEY = "archive"
"""Under this name the store keeps the identity of its archive."""
MENDED = (
    "Restore the right one; to build a lost store again: candidatures reingest --from-archive; "
    "if they do belong together: candidatures adopt"
)
LOOKED_AT = 50
"""So many originals are looked for where neither knows of the other yet."""


def stranger(transaction: Transaction, archive: Archive) -> str | None:
    """Why store and archive do not belong together; None where they do."""
    known, there = transaction.health.get(KEY), archive.identity
    if known is not None and known == there:
        return None
    if known is not None:
        whose = f"is another one ({there[:8]})" if there else "has no identity"
        return f"{archive.where} is not the store's archive: the store knows {known[:8]}, and this {whose}"
    named = list(islice(transaction.ledger.digests(), LOOKED_AT))
    if named and not any(digest in archive for digest in named):
        return f"{archive.where} is not the store's archive: it holds none of the originals that the store names"
    if not named and next(archive.digests(), None) is not None:
        return f"{archive.where} holds originals, and the store knows of none: it is new, or belongs to another archive"
    return None


def ensure(store: Store, archive: Archive) -> None:
    """Raises UsageError unless they belong together; the first time they meet, the store keeps who it met."""
    with store.peek() as transaction:
        if transaction.health.get(KEY) is not None and transaction.health.get(KEY) == archive.identity:
            return
        why = stranger(transaction, archive)
    if why is not None:
        raise UsageError(f"{why}. {MENDED}")
    adopt(store, archive)


def refuse_missing(store: Store, storage: Storage) -> None:
    """Raises UsageError where the store knows an archive and there is none: another is not made in its place."""
    with store.peek() as transaction:
        known = transaction.health.get(KEY)
    if known is not None and not _has_archive(storage):
        raise UsageError(
            f"{storage.where} is not the store's archive: the store knows {known[:8]}, and there is none. Put it back; "
            "to begin another one all the same: candidatures adopt"
        )


def refuse_new(file: Path | None, storage: Storage) -> None:
    """Raises UsageError where the file of a SQLite store is missing and the archive is not empty: none is made then."""
    if file is None or file.exists() or not _has_archive(storage):
        return
    if next(Archive(storage, read_only=True).digests(), None) is not None:
        raise UsageError(f"{file} does not exist, and {storage.where} holds originals. {MENDED}")


def _has_archive(storage: Storage) -> bool:
    with faults_of(storage.where, "cannot be read"):
        try:
            return bool(storage.read(IDENTITY))
        except FileNotFoundError:
            return False


def adopt(store: Store, archive: Archive) -> None:
    """They belong together from now on; beside each original stands then what the store knows of it."""
    with store.peek() as transaction:
        kept, seen = transaction.ledger.kept(), list(transaction.ledger.sightings())
    for one in seen:
        if one.sha256 is not None:
            archive.note(one.sha256, _provenance(one, kept.get(one.message_id)))
    with store.begin() as transaction:
        transaction.health.put(KEY, archive.identity)


def _provenance(one: Sighted, kept_as: str | None) -> Provenance:
    seen = Arrival(
        mailbox=one.mailbox,
        folder=one.folder,
        uidvalidity=one.uidvalidity,
        uid=one.uid,
        received_at=one.received_at,
        key=one.key,
    )
    return Provenance(seen=(seen,), kept_as=kept_as, message=one.message_id if kept_as else None)
