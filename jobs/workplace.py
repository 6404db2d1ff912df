"""What a command works with, opened from the configuration: the store, the archive, the judge of messages."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.archive import Archive
from jobs import belonging
from jobs.judging import Judge
from jobs.keyring import Keyring
from jobs.logic import ParsersLogic
from jobs.understanding import Rules
from jobs.workers import Pool
from parsers.documents.tools import find_tools
from store.store import Store
from store.values import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jobs.settings import NoticeSettings, Settings
    from parsers.values import Criterion


@dataclass(frozen=True, kw_only=True, slots=True)
class Workplace:
    """An open store and archive, under one configuration."""

    settings: Settings
    store: Store
    archive: Archive
    judge: Judge
    pool: Pool
    """Workers that read what candidates sent; started with the first task."""
    rules: Rules

    @property
    def authserv_ids(self) -> frozenset[str]:
        """The servers whose word on a mail's sender counts (RFC 8601); none: nobody's does."""
        given = (mailbox.authserv_id for mailbox in self.settings.mailboxes)
        return frozenset(server.lower() for server in given if server is not None)

    @property
    def lock_file(self) -> Path:
        """Held by whoever polls or re-ingests."""
        return self.archive.folder / "poll.lock"


def criteria_of(settings: Settings) -> tuple[Criterion, ...]:
    """Every criterion of every notice, once: what readers look for."""
    return tuple({c.key: c for notice in settings.notices for c in notice.table}.values())


def open_store(settings: Settings, *, upgrade: bool = False, read_only: bool = False) -> Store:
    """The store of a configuration, with what the parsers know of candidates."""
    logic = ParsersLogic({notice.slug: notice.last_day for notice in settings.notices})
    return Store.open(settings.database_url, logic=logic, upgrade=upgrade, read_only=read_only)


@contextmanager
def open_workplace(settings: Settings, *, read_only: bool = False, strangers: bool = False) -> Iterator[Workplace]:
    """Store and archive, made where they are missing; `read_only` makes, upgrades and changes nothing.

    Raises:
        UsageError: they do not belong together, and `strangers` are not let in.
        StoreError: the store can't be opened.
        ArchiveError: the archive's folder can't be made or written.
    """
    archive = Archive(settings.archive, read_only=read_only)
    store = open_store(settings, upgrade=not read_only, read_only=read_only)
    judge = Judge(settings.notices)
    rules = Rules(
        internal_domains=judge.internal_domains,
        criteria=criteria_of(settings),
        allowance=settings.limits.allowance,
        tools=find_tools(),
        passwords=Keyring(archive.folder).all,
    )
    with closing(store), Pool(settings.limits.workers or None, confinement=settings.limits.confinement) as pool:
        if not read_only and not strangers:
            belonging.ensure(store, archive)
        yield Workplace(settings=settings, store=store, archive=archive, judge=judge, pool=pool, rules=rules)


def notice_of(notice: NoticeSettings) -> Notice:
    """What the store keeps of a notice."""
    return Notice(
        slug=notice.slug,
        title=notice.title,
        closes_at=notice.cutoff,
        timezone=notice.timezone,
        criteria=notice.table,
    )
