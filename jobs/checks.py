"""Trying everything the program needs, a finding a line: configuration, mailboxes, store, archive, tools."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ingest.archive import Archive
from ingest.errors import IngestError
from jobs.errors import JobsError
from jobs.notices import of_file
from jobs.passes import open_mailboxes
from jobs.sandbox import protections, unconfined
from jobs.vouching import vouched
from jobs.workplace import open_store
from parsers.documents.formats import abilities
from parsers.documents.tools import find_tools
from store.errors import StoreError, StoreMissing, StoreOutdated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.mailbox import Mailbox
    from jobs.settings import LimitSettings, Settings
    from parsers.documents.tools import Tools

UNREACHABLE = 3
Level = Literal["ok", "note", "fault"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What was tried, and how it went."""

    subject: str
    sentence: str
    level: Level = "ok"
    exit_code: int = 0


def _fault(subject: str, error: Exception) -> Finding:
    code = error.exit_code if isinstance(error, JobsError) else UNREACHABLE
    return Finding(subject=subject, sentence=str(error), level="fault", exit_code=code)


def run(settings: Settings) -> Iterator[Finding]:
    """Try one thing after the other; a fault of one does not stop the others."""
    yield Finding(subject="configuration", sentence=_configured(settings))
    trusted = {mailbox.name: mailbox.authserv_id for mailbox in settings.mailboxes}
    for mailbox in open_mailboxes(settings):
        yield from _mailbox(mailbox, trusted[mailbox.name])
    yield _store(settings)
    yield _archive(settings)
    yield from _tools(find_tools())
    yield _walls(settings.limits)


def _configured(settings: Settings) -> str:
    notices = "; ".join(f"{n.slug} until {n.closes_at.astimezone(n.zone):%Y-%m-%d %H:%M %Z}" for n in of_file(settings))
    return f"{len(settings.mailboxes)} mailboxes; {notices}"


def _mailbox(mailbox: Mailbox, trusted: str | None) -> Iterator[Finding]:
    subject = f"mailbox {mailbox.name}"
    try:
        status = mailbox.connect()
        sentence = f"logged in; {mailbox.folder} holds {status.exists} messages (UIDVALIDITY {status.uidvalidity})"
        yield Finding(subject=subject, sentence=sentence)
        sentence, fine = vouched(mailbox, trusted)
        yield Finding(subject=subject, sentence=sentence, level="ok" if fine else "note")
    except (IngestError, JobsError) as exc:
        yield _fault(subject, exc)
    finally:
        mailbox.close()


def _store(settings: Settings) -> Finding:
    try:
        store = open_store(settings, read_only=True)
    except (StoreMissing, StoreOutdated) as exc:
        return Finding(subject="store", sentence=f"{exc}; the next poll sees to it", level="note")
    except StoreError as exc:
        return _fault("store", exc)
    with store.read() as views:
        sentence = f"{store.name}: {views.overview().applications} applications"
    store.close()
    return Finding(subject="store", sentence=sentence)


def _archive(settings: Settings) -> Finding:
    try:
        if not settings.archive.exists():
            return Finding(subject="archive", sentence=f"{settings.archive}: the first poll makes it", level="note")
        archive = Archive(settings.archive, read_only=True)
    except IngestError as exc:
        return _fault("archive", exc)
    if not os.access(archive.folder, os.W_OK):
        return Finding(
            subject="archive", sentence=f"{archive.folder} can't be written", level="fault", exit_code=UNREACHABLE
        )
    free = os.statvfs(archive.folder)
    gib = free.f_bavail * free.f_frsize / (1 << 30)
    return Finding(subject="archive", sentence=f"{archive.folder}: {gib:.1f} GiB free")


def _tools(tools: Tools) -> Iterator[Finding]:
    for ability in abilities(tools):
        yield _optional(ability.formats, there=ability.readable, packages=ability.packages)


def _walls(limits: LimitSettings) -> Finding:
    weak = limits.of_a_worker.weak
    if sentence := unconfined(weak=weak):
        return Finding(subject="sandbox", sentence=sentence, level="fault", exit_code=0 if weak else 2)
    there = ", ".join(name for name, offered in protections().items() if offered)
    return Finding(subject="sandbox", sentence=f"workers are confined by {there}")


def _optional(subject: str, *, there: bool, packages: tuple[str, ...]) -> Finding:
    wish = f"apt-get install {' '.join(packages)}"
    if not there:
        return Finding(subject=subject, sentence=f"are shown as not read until installed: {wish}", level="note")
    return Finding(subject=subject, sentence=f"are read; better with {wish}" if packages else "are read")
