"""What a command works with, opened from the configuration: the store, the archive, the judge of messages."""

from __future__ import annotations

import os
import pwd
import socket
import tempfile
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.archive.originals import Archive
from ingest.archive.staging import SPOOL, clean
from ingest.archive.tombstones import Tombstones
from jobs.config.secrets import archive_seal, privacy_keys, store_url
from jobs.errors import BusyError, ConfigurationError, UsageError
from jobs.notices.differences import adopt, in_force
from jobs.reading.parsers_logic import ParsersLogic
from jobs.runtime import key_check, pairing
from jobs.runtime.archive_storage import archive_storage
from jobs.runtime.document_passwords import DocumentPasswords, KeptOpinionKeys
from jobs.runtime.lock import MOMENT, at_once, exclusive
from jobs.runtime.report_files import HALF_WRITTEN
from jobs.sandbox.pool import Pool
from parsers.documents.external.tools import find_tools
from parsers.values.headers import House
from store.database.engines import connect, reading
from store.database.work_queue import has_worker, workers
from store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

    from sqlalchemy import Connection

    from ingest.archive.storage import Storage
    from jobs.config.settings import Settings
    from jobs.notices.judging import Judge
    from jobs.reading.reading import ReadingRules
    from store.values import Notice


@dataclass(kw_only=True, slots=True)
class Workplace:
    """An open store and archive, under one configuration and the store's notices."""

    settings: Settings
    store: Store
    archive: Archive
    notices: tuple[Notice, ...]
    """The store's, closed ones too."""
    taken_in: tuple[str, ...] = ()
    """The slugs of those that the store took from the configuration when it was opened."""
    judge: Judge
    pool: Pool
    """Workers that read what candidates sent; started with the first task."""
    rules: ReadingRules
    version: str | None = None
    """Of the store's notices when they were taken up last; None: never."""

    @property
    def authserv_ids(self) -> frozenset[str]:
        """The servers whose word on a mail's sender counts (RFC 8601); none: nobody's does."""
        given = (mailbox.authserv_id for mailbox in self.settings.mailboxes)
        return frozenset(server.lower() for server in given if server is not None)

    def authserv_ids_of(self, mailboxes: AbstractSet[str]) -> frozenset[str]:
        """The servers whose word counts on a mail that these mailboxes show; of one that is no longer here, all."""
        named = {mailbox.name: mailbox.authserv_id for mailbox in self.settings.mailboxes}
        if not mailboxes or not mailboxes <= named.keys():
            return self.authserv_ids
        return frozenset(server.lower() for name in mailboxes if (server := named[name]) is not None)

    @property
    def house(self) -> House:
        """By which names our own servers' mail is known."""
        return House(domains=self.judge.internal_domains, servers=self.authserv_ids)

    @property
    def in_force(self) -> tuple[Notice, ...]:
        """The notices that take mail in, the one that closes first first."""
        return in_force(self.notices)

    def renew(self) -> bool:
        """Take up the notices as the store has them now. Whether they have changed."""
        with self.store.peek() as transaction:
            version = transaction.notices.version()
            notices = self.notices if version == self.version else transaction.notices.all()
        self.version = version
        if notices == self.notices:
            self.renew_letters()
            return False
        from jobs.notices.judging import Judge  # noqa: PLC0415 - as in open_workplace

        self.notices, self.judge = notices, Judge(notices)
        self.renew_letters()
        criteria = {c.finding_key: c for notice in notices for c in notice.criteria}  # one key may mean two things
        domains = self.judge.internal_domains
        self.rules = replace(self.rules, internal_domains=domains, criteria=tuple(criteria.values()))
        return True

    def renew_letters(self) -> None:
        """Take up which letters went out so far: what comes back on one is known by them. A mail's are looked up."""
        from jobs.notices.judging import LettersOnCall  # noqa: PLC0415 - as in open_workplace

        self.judge = self.judge.knowing(LettersOnCall(self.store))

    def load_letters(self) -> None:
        """The same for whoever judges most mails there are, within transactions: all letters at once.

        Raises StoreError: the store can't be read.
        """
        with self.store.peek() as transaction:
            self.judge = self.judge.knowing(transaction.answers.sent())

    @contextmanager
    def alone(self, *, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Nobody polls, reads or removes beside it: on this machine, or, where workers share the store, on another.

        `waiting` is called once where another command is under way here.
        """
        with exclusive(self.lock_file, waiting=waiting), self.store.working(alone=True):
            yield

    @contextmanager
    def alone_soon(self, *, tries: int = 1) -> Iterator[None]:
        """The same for whoever can't wait; each try is a moment. Raises BusyError: others are at work."""
        with (
            at_once(self.lock_file, tries=tries),
            self.store.working(alone=True, patience=tries * MOMENT) as held,
        ):
            if not held:
                raise BusyError("somebody is at work on the store: workers, or a command on another machine")
            yield

    @property
    def lock_file(self) -> Path:
        """Held by whoever polls or re-ingests on this machine."""
        return self.archive.folder / "poll.lock"


def open_store(settings: Settings, *, upgrade: bool = False, read_only: bool = False, tries_key: bool = True) -> Store:
    """The store of a configuration, with what the parsers know of candidates.

    The key of encryption at rest is tried on what the store keeps; not where the caller opens the archive itself, or
    tells of the key in its own words (`tries_key`).

    Raises:
        StoreError: it can't be opened.
        KeyUnfit: the configured key is another than its archive's.
        ConfigurationError: a key is configured, and can't be had.
    """
    store = Store.open(store_url(settings), logic=ParsersLogic(), upgrade=upgrade, read_only=read_only)
    store.opinion_keys = KeptOpinionKeys(
        lambda: DocumentPasswords(archive_storage(settings), archive_seal(settings))  # once they are needed
    )
    try:
        if tries_key:
            key_check.check(settings, store)
    except BaseException:
        store.close()
        raise
    return store


def workers_at_work(settings: Settings) -> tuple[str, ...]:
    """The names of the workers that hold the database, on whatever machine: the archive's locks know nothing of them.

    Raises StoreError: it can't be reached.
    """
    with _database(settings) as connection:
        return workers(connection) if connection is not None else ()


def has_own_worker(settings: Settings) -> bool:
    """Whether a worker of this machine, or of this container, holds the database.

    Raises StoreError: it can't be reached.
    """
    with _database(settings) as connection:
        return connection is not None and has_worker(connection, socket.gethostname())


@contextmanager
def _database(settings: Settings) -> Iterator[Connection | None]:
    """A connection to look who holds it; None where the store is one that no workers share."""
    if not settings.store.url.startswith("postgresql"):
        yield None
        return
    engine = connect(store_url(settings))
    try:
        with reading(engine) as connection:
            yield connection
    finally:
        engine.dispose()


def refuse_workers(settings: Settings) -> None:
    """Nothing that needs the whole of store or archive begins beside workers.

    Raises UsageError: some are at work; StoreError: the store can't be reached.
    """
    if names := workers_at_work(settings):
        raise UsageError(f"{', '.join(names)}: workers are at work on the store: stop them first")


@contextmanager
def open_workplace(settings: Settings, *, read_only: bool = False, strangers: bool = False) -> Iterator[Workplace]:
    """Store and archive, made where they are missing; `read_only` makes, upgrades and changes nothing.

    What killed processes left of passing files goes first.
    A store without notices takes the configuration's.

    Raises:
        UsageError: they do not belong together, and `strangers` are not let in; or root would write into another's.
        StoreError: the store can't be opened.
        ArchiveError: the archive can't be made or written.
        KeyUnfit: the archive is encrypted, and its keys are not here.
    """
    # who only looks into the store needs no rules: they would be a seventh of the time until a command begins
    from jobs.notices.judging import Judge  # noqa: PLC0415
    from jobs.reading.reading import ReadingRules  # noqa: PLC0415

    if not read_only:
        refuse_root(settings)
        sweep(settings)
    storage = archive_storage(settings)
    if not read_only and not strangers:
        pairing.refuse_new(settings.database_file, storage)
    with ExitStack() as stack:
        store = stack.enter_context(
            closing(open_store(settings, upgrade=not read_only, read_only=read_only, tries_key=False))
        )
        archive = _archive(settings, storage, store, read_only=read_only, strangers=strangers)
        pool = stack.enter_context(Pool(settings.limits.workers or None, confinement=settings.limits.of_a_worker))
        taken_in = () if read_only else adopt(store, settings, datetime.now(UTC))
        place = Workplace(
            settings=settings,
            store=store,
            archive=archive,
            notices=(),
            taken_in=taken_in,
            judge=Judge(()),
            pool=pool,
            rules=ReadingRules(
                allowance=settings.limits.allowance,
                tools=find_tools(),
                passwords=DocumentPasswords(archive.storage, archive.seal).of,
            ),
        )
        place.renew()
        yield place


def _archive(settings: Settings, storage: Storage, store: Store, *, read_only: bool, strangers: bool) -> Archive:
    if read_only:
        archive = Archive(storage, read_only=True, seal=archive_seal(settings))
        archive.check_key()
        return archive
    if not strangers:
        pairing.refuse_missing(store, storage)
    archive = open_archive(settings, storage)
    archive.tombstones.check()
    if not strangers:
        pairing.ensure(store, archive)
    key_check.keep(store, archive)
    return archive


def open_archive(settings: Settings, storage: Storage, *, identity: str | None = None) -> Archive:
    """The archive that is kept there, to be written to, with the keys by which it knows what was erased.

    Raises:
        ConfigurationError: something was erased or is to be encrypted, and the keys can't be had.
        KeyUnfit: the archive is encrypted for other keys.
    """
    try:
        keys = privacy_keys(settings)
    except ConfigurationError:
        if Tombstones(storage):
            raise
        keys = ()
    return Archive(storage, identity=identity, keys=keys, seal=archive_seal(settings))


def refuse_root(settings: Settings) -> None:
    """Let nobody but root's own state be written by root: what it writes, the service's user could not read.

    Raises UsageError: this is root, and archive or store belong to somebody else.
    """
    if os.geteuid() != 0:
        return  # whoever else may not write there is told so by the system
    for place in (settings.archive, settings.database_file):
        owner = place.stat().st_uid if place is not None and place.exists() else 0
        if owner != 0:
            name = f"the user {owner}"
            with suppress(KeyError):
                name = pwd.getpwuid(owner).pw_name
            raise UsageError(
                f"{place} belongs to {name}, who could not read what root writes there: run this as that user; "
                "for the service: candidatures-as-daemon COMMAND"
            )


def sweep(settings: Settings) -> None:
    """Take away what killed processes left of passing files: they hold candidates' papers.

    Workers' folders, copies of the store and of backups, half-written reports; what is somebody else's or in use stays.
    The archive sees to its own (`ingest.archive.staging.clean`), as does what keeps tokens.
    """
    places = [(Path(tempfile.gettempdir()), SPOOL), (settings.path(settings.report.folder), HALF_WRITTEN)]
    if settings.database_file is not None:
        places.append((settings.database_file.absolute().parent, SPOOL))
    for folder, prefix in places:
        with suppress(OSError):  # a folder that is not there yet
            clean(folder, prefix=prefix)
