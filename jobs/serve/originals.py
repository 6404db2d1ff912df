"""The bytes that candidates sent, for the desk: out of the archive, and out of mails in confined workers."""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar

from desk.dossier import typesetting
from desk.errors import PageNotDrawn, PaperMissing
from ingest.errors import ArchiveError, KeyUnfit
from jobs.sandbox.answers import TaskFailed
from jobs.serve.page_images import WIDTHS, file_task, path_task, picture_task, typeset_task
from jobs.serve.printable_pdf import join_task, print_task

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from desk.web.services import Bundle, DocumentPlace, PictureSize
    from ingest.archive.originals import Archive
    from jobs.runtime.document_passwords import DocumentPasswords
    from jobs.sandbox.pool import Pool

SECONDS = 20.0
"""What drawing one page, or taking out one file, may take."""
JOIN_SECONDS = 120.0
"""What joining all dossiers of a selection may take, once each file is ready."""
KEPT_BYTES = 64 << 20
"""Pictures kept in memory, the last ones looked at."""
KEPT_FILE_BYTES = 32 << 20
"""Files kept in memory, the last ones of which a page was drawn; a larger one is taken out of its mail each time."""
Where = tuple[bytes, frozenset[str], str, str, tuple[str, ...]]
"""What `file_task` takes: mail, colleagues' domains, place, digest, passwords."""
Key = TypeVar("Key")


class ConfinedOriginals:
    """Implements `desk.web.services.Originals`."""

    def __init__(
        self, archive: Archive, pool: Pool, passwords: DocumentPasswords, internal_domains: frozenset[str]
    ) -> None:
        self._archive = archive
        self._pool = pool
        self._entered = passwords
        self._internal_domains = internal_domains
        self._pictures: RecentBytes[tuple[str, int, int, int]] = RecentBytes(KEPT_BYTES)
        self._files: RecentBytes[tuple[str, str, str]] = RecentBytes(KEPT_FILE_BYTES)
        self._around: dict[tuple[str, str], tuple[str, ...]] = {}
        self._erasures = archive.tombstones.stamp

    def mail(self, digest: str) -> bytes:
        """The original mail."""
        self._forget_erased()
        try:
            return self._archive.get(digest)
        except KeyUnfit as exc:
            raise PaperMissing(str(exc)) from exc
        except (ArchiveError, ValueError) as exc:
            raise PaperMissing(f"{digest}: not in the archive") from exc

    def _forget_erased(self) -> None:
        """Nothing that was looked at is kept in memory beyond an erasure, whoever made it."""
        if (now := self._archive.tombstones.stamp) != self._erasures:
            self._pictures, self._files = RecentBytes(KEPT_BYTES), RecentBytes(KEPT_FILE_BYTES)
            self._around, self._erasures = {}, now

    def file(self, paper: DocumentPlace) -> bytes:
        """A file of a mail, as it was sent."""
        return self._file(paper, self._where(paper))

    def _file(self, paper: DocumentPlace, where: Where) -> bytes:
        """Out of its mail once: the pages of a file are looked at one after another."""
        key = (paper.mail, paper.place, paper.sha256)
        known = self._files.get(key)
        if known is not None:
            return known
        try:
            data = self._pool.submit(file_task, *where, seconds=SECONDS).result()
        except TaskFailed as exc:
            raise PaperMissing(f"{paper.place}: {exc}") from exc
        if data is None:
            raise PaperMissing(f"{paper.place}: not in mail {paper.mail}")
        self._files.put(key, data)
        return data

    def picture(self, paper: DocumentPlace, page: int, *, size: PictureSize = "page", turn: int = 0) -> bytes:
        """A page as WebP."""
        self._forget_erased()
        width = WIDTHS[size]
        key = (paper.sha256, page, width, turn)
        known = self._pictures.get(key)
        if known is not None:
            return known
        where = self._where(paper)
        try:
            data = self._file(paper, where)
            drawn = self._pool.submit(picture_task, data, where[-1], page, width, turn, seconds=SECONDS).result()
        except (TaskFailed, PaperMissing) as exc:
            raise PageNotDrawn(f"{paper.place}, page {page}: {exc}") from exc
        if drawn is None:
            raise PageNotDrawn(f"{paper.place}: no page {page} that can be drawn")
        self._pictures.put(key, drawn)
        return drawn

    def typeset(self, lines: Sequence[tuple[int, str]], *, size: PictureSize = "page", turn: int = 0) -> bytes:
        """A page of text as WebP; the browser keeps it, nothing here does."""
        font, sheet = (typesetting.face(), typesetting.SIZE), typesetting.SHEET
        try:
            task = self._pool.submit(typeset_task, tuple(lines), font, sheet, WIDTHS[size], turn, seconds=SECONDS)
            return task.result()
        except TaskFailed as exc:
            raise PageNotDrawn(f"a page that the program sets: {exc}") from exc

    def joined(self, summary: bytes, pages: Sequence[int], bundles: Sequence[Bundle]) -> bytes:
        """One PDF of summaries and files, each made ready in a worker of its own; what fails is a page that says so."""
        begun = [[self._printing(paper) for paper in bundle.papers] for bundle in bundles]
        pieces = [
            (bundle.title, bundle.left_out, tuple(zip(bundle.titles, map(_printed, files), strict=True)))
            for bundle, files in zip(bundles, begun, strict=True)
        ]
        try:
            return self._pool.submit(join_task, summary, tuple(pages), pieces, seconds=JOIN_SECONDS).result()
        except TaskFailed as exc:
            raise PageNotDrawn(f"the dossier can't be made: {exc}") from exc

    def _printing(self, paper: DocumentPlace) -> Future[bytes | None] | None:
        try:
            return self._pool.submit(print_task, *self._where(paper), seconds=SECONDS)
        except PaperMissing:
            return None

    def _where(self, paper: DocumentPlace) -> Where:
        """A file's mail, where it stands in it, and the passwords entered for it and for what it is packed in."""
        original = self.mail(paper.mail)
        return original, self._internal_domains, paper.place, paper.sha256, self._passwords(original, paper)

    def _passwords(self, original: bytes, paper: DocumentPlace) -> tuple[str, ...]:
        if self._entered.is_empty:
            return ()
        key = (paper.mail, paper.place)
        if "/" in paper.place and key not in self._around:
            with suppress(TaskFailed):
                task = self._pool.submit(path_task, original, self._internal_domains, paper.place, seconds=SECONDS)
                self._around[key] = task.result()
        return self._entered.of(paper.sha256, *self._around.get(key, ()))


def _printed(begun: Future[bytes | None] | None) -> bytes | None:
    if begun is None:
        return None
    try:
        return begun.result()
    except TaskFailed:
        return None


class RecentBytes(Generic[Key]):
    """What was looked at last, within a number of bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._bytes = 0
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> bytes | None:
        """The bytes, if they are kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Key, data: bytes) -> None:
        """Keeps them, and lets those go that were not looked at for longest; what is too large alone is not kept."""
        if len(data) > self._most:
            return
        with self._lock:
            self._bytes += len(data) - len(self._kept.get(key, b""))
            self._kept[key] = data
            while self._bytes > self._most and self._kept:
                _, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone)
