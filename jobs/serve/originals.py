"""The bytes that candidates sent, for the desk: out of the archive, and out of mails in confined workers."""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import suppress
from typing import TYPE_CHECKING

from desk.errors import PageNotDrawn, PaperMissing
from ingest.errors import ArchiveError
from jobs.sandbox.pool import TaskFailed
from jobs.serve.pictures import THUMBNAIL, WIDTH, file_task, path_task, picture_task
from jobs.serve.printing import join_task, print_task

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from desk.web.services import Bundle, DocumentPlace
    from ingest.archive.originals import Archive
    from jobs.runtime.keyring import Keyring
    from jobs.sandbox.pool import Pool

SECONDS = 20.0
"""What drawing one page, or taking out one file, may take."""
JOIN_SECONDS = 120.0
"""What joining all dossiers of a selection may take, once each file is ready."""
KEPT_BYTES = 64 << 20
"""Pictures kept in memory, the last ones looked at."""


class ConfinedOriginals:
    """Implements `desk.web.services.Originals`."""

    def __init__(self, archive: Archive, pool: Pool, keyring: Keyring, internal_domains: frozenset[str]) -> None:
        self._archive = archive
        self._pool = pool
        self._keyring = keyring
        self._internal_domains = internal_domains
        self._pictures = Pictures()

    def mail(self, digest: str) -> bytes:
        """The original mail."""
        try:
            return self._archive.get(digest)
        except (ArchiveError, ValueError) as exc:
            raise PaperMissing(f"{digest}: not in the archive") from exc

    def file(self, paper: DocumentPlace) -> bytes:
        """A file of a mail, as it was sent."""
        try:
            data = self._pool.submit(file_task, *self._where(paper), seconds=SECONDS).result()
        except TaskFailed as exc:
            raise PaperMissing(f"{paper.place}: {exc}") from exc
        if data is None:
            raise PaperMissing(f"{paper.place}: not in mail {paper.mail}")
        return data

    def picture(self, paper: DocumentPlace, page: int, *, small: bool = False) -> bytes:
        """A page as WebP."""
        width = THUMBNAIL if small else WIDTH
        key = (paper.sha256, page, width)
        known = self._pictures.get(key)
        if known is not None:
            return known
        try:
            drawn = self._pool.submit(picture_task, *self._where(paper), page, width, seconds=SECONDS).result()
        except TaskFailed as exc:
            raise PageNotDrawn(f"{paper.place}, page {page}: {exc}") from exc
        if drawn is None:
            raise PageNotDrawn(f"{paper.place}: no page {page} that can be drawn")
        self._pictures.put(key, drawn)
        return drawn

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

    def _where(self, paper: DocumentPlace) -> tuple[bytes, frozenset[str], str, str, tuple[str, ...]]:
        """A file's mail, where it stands in it, and the passwords entered for it and for what it is packed in."""
        original = self.mail(paper.mail)
        return original, self._internal_domains, paper.place, paper.sha256, self._passwords(original, paper)

    def _passwords(self, original: bytes, paper: DocumentPlace) -> tuple[str, ...]:
        if self._keyring.is_empty:
            return ()
        around: tuple[str, ...] = ()
        if "/" in paper.place:
            with suppress(TaskFailed):
                task = self._pool.submit(path_task, original, self._internal_domains, paper.place, seconds=SECONDS)
                around = task.result()
        return self._keyring.of(paper.sha256, *around)


def _printed(begun: Future[bytes | None] | None) -> bytes | None:
    if begun is None:
        return None
    try:
        return begun.result()
    except TaskFailed:
        return None


class Pictures:
    """The pictures looked at last, within a number of bytes."""

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self._most = most
        self._bytes = 0
        self._kept: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, int, int]) -> bytes | None:
        """The picture, if it is kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: tuple[str, int, int], picture: bytes) -> None:
        """Keeps it, and lets those go that were not looked at for longest."""
        with self._lock:
            self._bytes += len(picture) - len(self._kept.get(key, b""))
            self._kept[key] = picture
            while self._bytes > self._most and self._kept:
                _, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone)
