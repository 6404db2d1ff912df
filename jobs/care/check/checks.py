"""Trying everything the program needs, a result a line: configuration, mailboxes, store, archive, tools."""

from __future__ import annotations

import stat
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from ingest.archive.originals import Archive
from ingest.errors import IngestError, KeyUnfit
from jobs.care.check import outgoing, tenant, workers
from jobs.care.check.authserv import vouched
from jobs.care.check.result import UNREACHABLE, USAGE, fault, note, ok, without
from jobs.care.status.status import disk_free
from jobs.config import secrets
from jobs.errors import JobsError
from jobs.intake.poll import junk_count
from jobs.intake.poll.polling import open_mailboxes
from jobs.intake.process.virus_scan import Clamd, ScannerFault
from jobs.notices import notice_faults
from jobs.notices.differences import differences, of_file
from jobs.notices.judging import Judge
from jobs.people.retention import NO_CLOCKS
from jobs.runtime.archive_storage import archive_storage
from jobs.runtime.workplace import open_store
from parsers.documents.external.tools import abilities, find_tools
from store.database.scrubbing import backups_remain, log_remains
from store.errors import StoreError, StoreMissing, StoreOutdated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ingest.mailbox import Mailbox
    from jobs.care.check.result import CheckResult
    from jobs.config.settings import Settings
    from parsers.documents.external.tools import Tools
    from parsers.values.criteria import Criterion


def _failed(subject: str, error: Exception, wish: str | None = None) -> CheckResult:
    code = error.exit_code if isinstance(error, JobsError) else UNREACHABLE
    return fault(subject, f"{error}; at the tenant: {wish}" if wish else str(error), code)


def run(settings: Settings) -> Iterator[CheckResult]:
    """Try one thing after the other; a fault of one does not stop the others."""
    yield ok("configuration", _configured(settings))
    yield from _notices(settings)
    yield from _criteria(settings)
    yield from _differing(settings)
    missing = dict(secrets.missing(settings))
    for key, sentence in missing.items():
        yield fault(key, sentence, USAGE)
    yield from _secrets(settings)
    yield from _twice(settings)
    trusted = {mailbox.name: mailbox.authserv_id for mailbox in settings.mailboxes}
    for mailbox in open_mailboxes(settings):
        if not _lacks(missing, f"mailboxes[{mailbox.name}]"):
            yield from _mailbox(mailbox, trusted[mailbox.name], settings)
    yield _store(settings)
    yield from _what_erasure_lacks(settings)
    yield _archive(settings)
    yield from _encryption(settings)
    if settings.privacy.retention is None:
        yield note("retention", NO_CLOCKS)
    yield _room(settings)
    yield from outgoing.run(settings)
    if settings.desk.openid and not _lacks(missing, "desk.openid"):
        yield from _sign_in(settings)
    yield from _tools(find_tools())
    yield _scanner(settings)
    yield from workers.run(settings.limits)


def _lacks(missing: Iterable[str], table: str) -> bool:
    """Whether a secret of this table is missing: what it is for is not tried then, as that tells nothing more."""
    return any(key.startswith(f"{table}.") for key in missing)


def _configured(settings: Settings) -> str:
    notices = "; ".join(f"{n.slug} until {n.closes_at.astimezone(n.zone):%Y-%m-%d %H:%M %Z}" for n in of_file(settings))
    return f"{len(settings.mailboxes)} mailboxes; {notices}"


def _notices(settings: Settings) -> Iterator[CheckResult]:
    for slug, sentence, must in notice_faults.faults(of_file(settings), datetime.now(UTC)):
        subject = f"notice {slug}"
        yield fault(subject, sentence, USAGE) if must else note(subject, sentence)


def _differing(settings: Settings) -> Iterator[CheckResult]:
    """The notices that the store has otherwise than the configuration."""
    try:
        with closing(open_store(settings, read_only=True, tries_key=False)) as store, store.peek() as transaction:
            kept = transaction.notices.all()
    except (StoreError, JobsError):
        return  # told where the store is tried
    for one in differences(of_file(settings), kept) if kept else ():
        yield note(f"notice {one.slug}", f"{one.sentence}; the store's holds until: candidatures notices apply")


def _criteria(settings: Settings) -> Iterator[CheckResult]:
    """What each notice asks for; one that names nothing has the criteria of the first office that used this program."""
    for given, notice in zip(settings.notices, of_file(settings), strict=True):
        asked = ", ".join(_asked(criterion) for criterion in notice.criteria)
        what = "asks for" if given.criteria else "names no criteria, and has those of “Recrutement EO”:"
        yield ok(f"notice {notice.slug}", f"{what} {asked}")


def _asked(criterion: Criterion) -> str:
    """A criterion by its key, what kind it is of where that is another word, with its parameters."""
    bounds = {"more than": criterion.more_than, "at least": criterion.at_least}
    told = [criterion.extractor] if criterion.has_value else []
    told += [f"{words} {bound:g}" for words, bound in bounds.items() if bound is not None]
    told += [word for word in (criterion.language, criterion.from_level and f"from {criterion.from_level}") if word]
    told += [" or ".join(criterion.sets)] if criterion.sets else []
    told += ["eliminates"] if criterion.eliminates else []
    return f"{criterion.key} ({', '.join(told)})" if told else criterion.key


def _secrets(settings: Settings) -> Iterator[CheckResult]:
    """Files of secrets that others may read."""
    for key, path in secrets.files(settings):
        with suppress(OSError):  # one that is missing is told already
            mode = path.stat().st_mode
            if mode & stat.S_IRWXO:
                sentence = f"{path} may be read by everybody (mode {stat.S_IMODE(mode):04o}): chmod o= {path}"
                yield fault(key, sentence, USAGE)
    if make_url(settings.store.url).password is not None:
        yield note("store.url", "holds a password: put it into a file and name that: store.password_file")


def _room(settings: Settings) -> CheckResult:
    free, floor = disk_free(settings), settings.alerts.disk_mib
    sentence = f"{free >> 20} MiB free for store and archive"
    if free >> 20 >= floor:
        return ok("disk", sentence)
    return fault("disk", f"{sentence}; alerts.disk_mib asks for {floor}")


def _twice(settings: Settings) -> Iterator[CheckResult]:
    """Mailboxes that are one folder under two names: its mails would be listed twice, and counted as in both."""
    known: dict[tuple[str, ...], str] = {}
    for mailbox in settings.mailboxes:
        first = known.setdefault(mailbox.address(None).place, mailbox.name)
        if first != mailbox.name:
            sentence = f"is the same folder as mailbox {first}: take one of them out"
            yield fault(f"mailbox {mailbox.name}", sentence, USAGE)


def _mailbox(mailbox: Mailbox, trusted: str | None, settings: Settings) -> Iterator[CheckResult]:
    subject = f"mailbox {mailbox.name}"
    try:
        status = mailbox.connect()
        sentence = f"logged in; {mailbox.folder} holds {status.exists} messages (UIDVALIDITY {status.uidvalidity})"
        yield ok(subject, sentence)
        sentence, fine = vouched(mailbox, trusted)
        yield ok(subject, sentence) if fine else note(subject, sentence)
        yield from _junk(mailbox, settings)
    except (IngestError, JobsError) as exc:
        own = next(one for one in settings.mailboxes if one.name == mailbox.name)
        yield _failed(subject, exc, tenant.lacks(settings, own, exc))
    finally:
        mailbox.close()


def _junk(mailbox: Mailbox, settings: Settings) -> Iterator[CheckResult]:
    """What lies in the junk folder; one that can't be read is a note, for the mailbox itself can be."""
    wish, subject = settings.junk_of(mailbox.name), f"mailbox {mailbox.name}"
    if wish == "ignore":
        return
    try:
        folder = mailbox.junk()
        judge = Judge(of_file(settings))
        found = junk_count.count(mailbox, folder, judge, None, stopping=lambda: False) if folder else None
    except IngestError as exc:
        yield note(subject, f"its junk folder could not be looked into: {without(subject, str(exc))}")
        return
    if found is not None:
        told = found.status(taken_in=wish == "scan")
        yield (note if told.with_words and not told.taken_in else ok)(subject, told.sentence)


def _store(settings: Settings) -> CheckResult:
    try:
        store = open_store(settings, tries_key=False)  # made or upgraded it is not
    except StoreMissing as exc:
        return _missing_store(settings.database_file, exc)
    except StoreOutdated as exc:
        return note("store", f"{exc}; the next poll sees to it")
    except (StoreError, JobsError) as exc:
        return _failed("store", exc)
    try:
        with store.rehearse() as transaction:  # the writers' lock is taken, and nothing kept
            transaction.health.put("check", "written")
            sentence = f"{store.name}: can be written; {transaction.views.overview().applications} applications"
    except StoreError as exc:
        return _failed("store", exc)
    finally:
        store.close()
    return ok("store", sentence)


def _missing_store(file: Path | None, missing: StoreMissing) -> CheckResult:
    """The first poll makes the file, and no folder for it."""
    folder = file.parent if file is not None else None
    if folder is None or (folder.is_dir() and outgoing.why_not(folder) is None):
        return note("store", str(missing))
    why = outgoing.why_not(folder) if folder.exists() else "its folder does not exist: make it"
    return fault("store", f"{file} can't be made: {why}")


def _what_erasure_lacks(settings: Settings) -> Iterator[CheckResult]:
    """Whether the database's log and its backups let go of what is erased. What else is the matter is told above."""
    with suppress(StoreError, JobsError), closing(open_store(settings, read_only=True, tries_key=False)) as store:
        for sentence in filter(None, (log_remains(store.engine), backups_remain(store.engine))):
            yield note("store", sentence)


def _archive(settings: Settings) -> CheckResult:
    if settings.objects is not None:
        return bucket(settings)
    folder = settings.archive
    try:
        is_there = folder.exists()
        if is_there:
            Archive(folder, read_only=True)
    except IngestError as exc:
        return _failed("archive", exc)
    if why := outgoing.why_not(folder):
        return fault("archive", f"{folder} can't be {'written' if is_there else 'made'}: {why}")
    if not is_there:
        return note("archive", f"{folder}: the first poll makes it")
    return ok("archive", f"{folder}: can be written")


def bucket(settings: Settings) -> CheckResult:
    """Whether it does what an archive needs: something is put there and taken away again."""
    try:
        storage = archive_storage(settings)
    except JobsError as exc:
        return _failed("archive", exc)
    try:
        storage.prepare(read_only=False)
    except OSError as exc:
        return fault("archive", f"{storage.where} can't be used: {exc.strerror}")
    return ok("archive", f"{storage.where}: can be written, and overwrites nothing unasked")


def _encryption(settings: Settings) -> Iterator[CheckResult]:
    """Whether the keys are there and open what is encrypted, and what is still plain."""
    subject = "encryption"
    try:
        seal = secrets.archive_seal(settings)
        archive = None
        if settings.objects is not None or settings.archive.exists():
            archive = Archive(archive_storage(settings), read_only=True, seal=seal)
            archive.check_key()
    except KeyUnfit as exc:
        yield fault(subject, str(exc), USAGE)
        return
    except (IngestError, JobsError) as exc:
        yield _failed(subject, exc)
        return
    if seal is None:
        sentence = "originals and backups are not encrypted by the program: encrypt the disks, or see [encryption]"
        yield note(subject, sentence)
        return
    yield ok(subject, f"originals are encrypted for {', '.join(seal.recipients)}")
    plain = sum(map(archive.is_plain, archive.digests())) if archive else 0
    if plain:
        yield note(subject, f"{plain} originals are plain: candidatures encrypt")


def _sign_in(settings: Settings) -> Iterator[CheckResult]:
    """Whether the provider describes itself and shows its keys, and the secret can be had; nobody signs in."""
    from desk.web.openid.provider import ProviderDown  # noqa: PLC0415 - the library costs every other command a while
    from jobs.serve.serving import provider_of  # noqa: PLC0415 - as above

    provider = provider_of(settings)
    if provider is None:
        return
    try:
        provider.registration.client_secret()
        described = provider.discover()
        keys = len(provider.keys().keys)
    except ProviderDown as exc:
        yield fault("desk.openid", str(exc))
        return
    sentence = f"{described.issuer} answers and signs with {keys} key{'s' * (keys != 1)}; nobody signed in"
    yield ok("desk.openid", sentence)


def _tools(tools: Tools) -> Iterator[CheckResult]:
    for ability in abilities(tools):
        yield _optional(ability.formats, there=ability.readable, packages=ability.packages)
    yield _second_reader(tools)


def _scanner(settings: Settings) -> CheckResult:
    """A virus scanner is worth having, and nothing waits for it."""
    clamd = Clamd(address=settings.antivirus.clamd)
    if not clamd.is_there:
        return note("antivirus", "no virus scanner here: mails are not scanned (apt install clamav-daemon)")
    try:
        return ok("antivirus", clamd.version())
    except ScannerFault as exc:
        return note("antivirus", f"{exc}: mails are read without it")


def _second_reader(tools: Tools) -> CheckResult:
    subject = "second reader of pictures (RapidOCR)"
    if tools.rapidocr:
        return ok(subject, "reads beside Tesseract")
    wish = "pip install 'candidatures[ocr]'"
    sentence = f"is not installed: Tesseract alone misses more words of photographs and coloured pages; {wish}"
    return note(subject, sentence)


def _optional(subject: str, *, there: bool, packages: tuple[str, ...]) -> CheckResult:
    wish = f"apt-get install {' '.join(packages)}"
    if not there:
        return note(subject, f"are shown as not read until installed: {wish}")
    return ok(subject, f"are read; better with {wish}" if packages else "are read")
