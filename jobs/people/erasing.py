"""Erasing a person, so that nothing brings them back; and taking up erasures that a store does not know yet.

The tombstones come first: from then on nothing of the person is taken in. Then the store, in one transaction; then the
originals, through the archive's one door; then what lies beside. Whatever step a crash hits, and whatever old store is
put in the place of the new one, the tombstones tell the next start what is still to go (`catch_up`).
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ingest.archive import removal
from ingest.archive.removal import Cause
from ingest.archive.tombstones import Identity, Known
from jobs.errors import UsageError
from jobs.runtime import logs, report_files
from jobs.runtime.document_passwords import DocumentPasswords
from store.erasing.erasing import SCRUB
from store.store import Store
from store.values import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from ingest.archive.originals import Archive
    from ingest.archive.tombstones import Tombstones
    from jobs.config.settings import Settings
    from jobs.runtime.workplace import Workplace
    from store.erasing.persons import DataSubject, InMailbox
    from store.reviews.sealed_words import OpinionKeys

log = logs.get()
KEY = "erasures applied"
"""Under this name the store keeps which state of the tombstones it has taken up."""
NO_KEY = (
    "to erase, a key is needed by which erased mail is known again: write one with "
    "`openssl rand -base64 32` into a file apart from store and archive, and name it in [privacy] key_file"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Erasure:
    """What an erasure came to."""

    erasure_id: int
    counts: dict[str, int]
    in_mailboxes: tuple[InMailbox, ...] = field(repr=False)
    """Where the mails still lie: nobody but a person takes them away there."""
    scrubbed: bool
    """The database's file has nothing of it any more; else the daemon tries again, every night."""


def preview(place: Workplace, application_id: int, also: Collection[int] = ()) -> DataSubject:
    """All that would go. Raises NotInStore."""
    with place.store.peek() as transaction:
        return transaction.erasing.person(application_id, also)


def erase(place: Workplace, person: DataSubject, *, author: str, cause: Cause = Cause.ERASURE) -> Erasure:
    """Erases a person. The caller holds the poll's lock.

    Raises UsageError: there is no key to know them by; StoreError, ArchiveError: midway; the next start does the rest.
    """
    if not place.archive.tombstones.can_write:
        raise UsageError(NO_KEY)
    number, counts = bury_and_erase(place, person, author=author, cause=cause, at=datetime.now(UTC))
    scrubbed = clean(place)
    return Erasure(erasure_id=number, counts=counts, in_mailboxes=person.in_mailboxes, scrubbed=scrubbed)


def bury_and_erase(
    place: Workplace, person: DataSubject, *, author: str, cause: Cause, at: datetime
) -> tuple[int, dict[str, int]]:
    """The tombstones, then the store's rows and the names in reports; `clean` does the rest, for several at once."""
    tombstones = place.archive.tombstones
    tombstones.bury(identities(person), cause=cause.value, at=at)
    report_files.strike(place.settings, person.names)
    number, counts = _from_store(place.store, person, tombstones, author=author, cause=cause.value, at=at)
    log.info("erased", erasure=number, cause=cause.value, messages=len(person.messages))
    return number, counts


def identities(person: DataSubject) -> Iterator[Identity]:
    """By what their mails are known again."""
    yield from ((Known.ORIGINAL, digest) for digest in person.originals)
    yield from ((Known.CONTENT, key) for key in person.contents)
    yield from ((Known.HEADERS, fingerprint) for fingerprint in person.fingerprints)
    yield from ((Known.FILE, digest) for digest in person.files)


def is_behind(place: Workplace) -> bool:
    """Whether there is anything for `catch_up`."""
    with place.store.peek() as transaction:
        known, pending = transaction.health.get(KEY), transaction.health.get(SCRUB)
    return place.archive.tombstones.stamp != (known or "") or pending is not None


def catch_up(place: Workplace) -> int:
    """Takes up what the tombstones say and the store does not know: of a crash midway, or of an older store.

    How many messages went. The caller holds the poll's lock.
    """
    if not is_behind(place):
        return 0
    gone = apply(place.store, place.archive.tombstones)
    clean(place)
    if gone:
        log.info("erasures were taken up", messages=gone)
    return gone


def apply(store: Store, tombstones: Tombstones) -> int:
    """Erases from a store whatever has a tombstone. How many messages that were."""
    if not tombstones:
        return 0
    with store.peek() as transaction:
        found = {
            message: stone
            for message, digest, key, fingerprint in transaction.erasing.identities()
            if (stone := tombstones.of(*_identities(digest, key, fingerprint))) is not None
        }
        groups = transaction.erasing.together(found)
        persons = [(transaction.erasing.of_messages(group), found[group[0]]) for group in groups]
    for person, stone in persons:
        _from_store(store, person, tombstones, author=PROGRAM, cause=stone.cause, at=stone.at)
    return len(found)


def _identities(digest: str | None, key: str | None, fingerprint: str | None) -> list[Identity]:
    named = ((Known.ORIGINAL, digest), (Known.CONTENT, key), (Known.HEADERS, fingerprint))
    return [(known, value) for known, value in named if value is not None]


def _from_store(  # noqa: PLR0913 - of whom, from where, and what is said of it
    store: Store, person: DataSubject, tombstones: Tombstones, *, author: str, cause: str, at: datetime
) -> tuple[int, dict[str, int]]:
    with store.begin() as transaction:
        done = transaction.erasing.erase(
            person, author=author, cause=cause, keyed=lambda value: tombstones.keyed(Known.HEADERS, value), at=at
        )
    return done.erasure_id, dict(done.counts)


def clean(place: Workplace) -> bool:
    """What lies beside the store; then the store's own file. Whether nothing of it is left there."""
    tombstones = place.archive.tombstones
    remove_originals(place.archive)
    passwords = DocumentPasswords(place.archive.storage, place.archive.seal)
    passwords.drop(lambda digest: tombstones.of((Known.FILE, digest)) is not None)
    for aside in put_aside(place.settings):
        apply_to_file(aside, tombstones, place.store.opinion_keys)
    scrubbed = _scrub(place.store)
    with place.store.begin() as transaction:
        transaction.health.put(KEY, tombstones.stamp)
    return scrubbed


def _scrub(store: Store) -> bool:
    """Writes over what went of a store, where that is still to be done. Whether nothing is left to do."""
    with store.peek() as transaction:
        if transaction.health.get(SCRUB) is None:
            return True
    if not store.scrub():
        return False
    with store.begin() as transaction:
        transaction.health.put(SCRUB, None)
    return True


def remove_originals(archive: Archive, tombstones: Tombstones | None = None) -> int:
    """Takes away every original that has a tombstone, out of the trash too. How many."""
    stones = tombstones or archive.tombstones
    if not stones:
        return 0
    gone = 0
    for digest in {*archive.digests(), *map(removal.digest_in_trash, removal.trash(archive))}:
        stone = stones.of((Known.ORIGINAL, digest))
        if stone is not None:
            cause = Cause.RETENTION if stone.cause == Cause.RETENTION else Cause.ERASURE
            gone += removal.remove(archive, digest, cause)
    return gone


def put_aside(settings: Settings) -> list[Path]:
    """The SQLite stores that a restore has put aside: they hold people as well."""
    file = settings.database_file
    if file is None:
        return []
    found = file.parent.glob(f"{file.name}.before-*")
    return sorted(path for path in found if not path.name.endswith(("-wal", "-shm")))


def apply_to_file(file: Path, tombstones: Tombstones, keys: OpinionKeys | None) -> bool:
    """The same on a SQLite store that nobody works with: brought up to this version, and written anew.

    `keys` are those of the jury's words, in which the name of somebody who is gone may stand. Whether nothing of it is
    left there.
    """
    with closing(Store.open(f"sqlite:///{file}", upgrade=True)) as store:
        store.opinion_keys = keys
        apply(store, tombstones)
        return _scrub(store)
