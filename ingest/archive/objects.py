"""An archive in a bucket of S3-compatible object storage: an object for each name.

A put is whole or not at all, and durable once the server says so. Where something may stand already it is asked to
refuse (`If-None-Match: *`, `If-Match`; RFC 9110, 13.1), so that of two writers at once neither overwrites the other.
What is added to a log is an object of its own: `removals.jsonl/00…17-4f…`, in order of time.
"""

from __future__ import annotations

import errno
import io
import re
import time
import uuid
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError

from ingest.archive.staging import PASSING, make_ready
from ingest.archive.storage import StoredContent, StoredEntry, asked
from ingest.failpoint import reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from obstore import PutResult
    from obstore.store import ObjectStore

    from ingest.archive.storage import NewContent

FRESH_SECONDS = 2.0
"""So old may be what is known of a log's state where it need not be fresh."""
PIECE_BYTES = 1 << 20
LEFT = timedelta(hours=1)
"""A trial takes seconds: what is left of an older one was a killed process's."""
_WRITTEN_AT = "written-at"
"""The metadata that keeps when the bytes were written first."""
_CODE = re.compile(r"<Code>(\w+)</Code>")
_SENTENCES = {
    "NoSuchBucket": "there is no such bucket",
    "AccessDenied": "the access key may not do that there (AccessDenied)",
    "InvalidAccessKeyId": "the server does not know the access key",
    "SignatureDoesNotMatch": "the secret key is not the access key's",
    "RequestTimeTooSkewed": "this machine's clock and the server's are too far apart",
    "NotImplemented": "the server does not do what is asked of it (NotImplemented)",
    "QuotaExceeded": "the quota is used up",
}
_FULL = frozenset({"QuotaExceeded", "InsufficientStorage"})
_UNTRUSTED = "InvalidCertificate"
UNCONDITIONAL = "the server does not keep to If-None-Match and If-Match of a put: no archive is safe there"
VERSIONED = (
    "the bucket keeps versions, so that what is erased would stay: turn versioning off, or see objects.keeps_versions"
)


class ObjectStorage:
    """Implements `ingest.archive.storage.Storage`.

    `local`: a folder on this machine for locks and passing files. `keeps_versions`: that the bucket keeps what is
    deleted or overwritten for a time is known, and its own rules take it away.
    """

    side_by_side = 16

    def __init__(
        self,
        store: ObjectStore,
        *,
        where: str,
        local: Path,
        keeps_versions: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.where = where
        self.local = local
        self._store = store
        self._keeps_versions = keeps_versions
        self._clock = clock
        self._quotes = True
        self._states: dict[str, tuple[float, frozenset[str]]] = {}
        self._parts: dict[str, list[str]] = {}

    def prepare(self, *, read_only: bool) -> None:
        """Ask whether the bucket is there; to be written to, whether it does what an archive needs."""
        if read_only:
            with suppress(FileNotFoundError):
                self.read(f"{PASSING}/none")  # a head would not tell a missing bucket from a missing object
            return
        make_ready(self.local, self.local / PASSING)
        self._clear()
        self._try()

    def write(self, groups: Iterable[Sequence[NewContent]]) -> frozenset[str]:
        """Groups side by side, and no more of them in memory than are under way."""
        refused = set[str]()
        under_way: deque[Future[set[str]]] = deque()
        with ThreadPoolExecutor(self.side_by_side) as threads:
            for group in groups:
                under_way.append(threads.submit(self._put_all, group))
                if len(under_way) == self.side_by_side:
                    refused |= under_way.popleft().result()
            for each in under_way:
                refused |= each.result()
        return frozenset(refused)

    def read(self, name: str) -> StoredContent:
        """The whole object."""
        with _told():
            found = obstore.get(self._store, name)
            return StoredContent(content=bytes(found.bytes()), version=found.meta["e_tag"])

    @contextmanager
    def open(self, name: str) -> Iterator[io.BufferedReader]:
        """The object as it comes."""
        with _told():
            pieces = iter(obstore.get(self._store, name).stream(min_chunk_size=PIECE_BYTES))
        raw: Any = _Stream(pieces)
        with io.BufferedReader(raw) as file:
            yield file

    def look(self, name: str) -> StoredEntry | None:
        """Of the object's headers."""
        try:
            with _told():
                found = obstore.get(self._store, name, options={"head": True})
        except FileNotFoundError:
            return None
        moved_at = found.meta["last_modified"]
        written_at = found.attributes.get(_WRITTEN_AT) or int(moved_at.timestamp()) * 10**9
        return StoredEntry(written_at=int(written_at), moved_at=moved_at)

    def names(self, folder: str = "") -> Iterator[str]:
        """A request for each thousand."""
        listed = iter(obstore.list(self._store, folder.rstrip("/") or None))
        while True:
            with _told():
                some = next(listed, None)
            if some is None:
                return
            yield from (one["path"] for one in some)

    def remove(self, name: str) -> None:
        """Of a bucket that keeps versions its own rules take away the rest."""
        with _told():
            obstore.delete(self._store, name)

    def move(self, name: str, to: str) -> None:
        """Put again, then deleted: a kill leaves both. Not every server copies what it keeps encrypted."""
        with _told():
            found = obstore.get(self._store, name)
            kept = {key: value for key, value in found.attributes.items() if key == _WRITTEN_AT}
            self._put(to, bytes(found.bytes()), attributes=kept)
            reach("objects.copied")
            obstore.delete(self._store, name)

    def append(self, log: str, lines: Sequence[str]) -> None:
        """One object."""
        name = f"{log}/{time.time_ns():020d}-{uuid.uuid4().hex}"
        with _told():
            self._put_apart(name, "".join(line + "\n" for line in lines).encode())
        self._states.pop(log, None)

    def lines(self, log: str) -> list[str]:
        """Each object is fetched once."""
        names = sorted(self.names(log + "/"))
        new = [name for name in names if name not in self._parts]
        self._parts |= zip(new, asked(self, self._lines_of, new), strict=True)
        return [line for name in names for line in self._parts[name]]

    def state(self, log: str, *, fresh: bool = False) -> frozenset[str] | None:
        """The names of its objects."""
        asked_at, known = self._states.get(log, (float("-inf"), frozenset()))
        if fresh or self._clock() - asked_at > FRESH_SECONDS:
            asked_at, known = self._clock(), frozenset(self.names(log + "/"))
            self._states[log] = asked_at, known
        return known or None

    def _lines_of(self, name: str) -> list[str]:
        return self.read(name).content.decode().splitlines()

    def _put_all(self, group: Sequence[NewContent]) -> set[str]:
        """The names of those that were refused."""
        refused = set()
        for one in group:
            kept = {_WRITTEN_AT: str(one.written_at)} if one.written_at is not None else {}
            try:
                with _told():
                    self._put(one.name, _content(one), mode=self._mode(one), attributes=kept)
            except (AlreadyExistsError, PreconditionError):
                refused.add(one.name)
            reach("objects.put")
        return refused

    def _put_apart(self, name: str, content: bytes) -> PutResult:
        """Under a name that is ours alone: what stands there is this put, retried because its answer was lost."""
        try:
            return self._put(name, content, mode="create")
        except AlreadyExistsError:
            found = obstore.head(self._store, name)
            return {"e_tag": found["e_tag"], "version": found["version"]}

    def _put(self, name: str, content: bytes, **options: Any) -> PutResult:  # noqa: ANN401 - handed on
        return obstore.put(self._store, name, content, use_multipart=False, **options)

    def _clear(self) -> None:
        """Let go of what killed processes left of their trial."""
        before = datetime.now(UTC) - LEFT
        for name in list(self.names(f"{PASSING}/")):
            found = self.look(name)
            if found is not None and found.moved_at < before:
                self.remove(name)

    def _try(self) -> None:
        """Put something, and see which puts after it are refused.

        Some servers compare the very bytes between the quotes of an entity tag, against RFC 9110, 8.8.3.
        """
        name = f"{PASSING}/{uuid.uuid4().hex}"
        with _told():
            put = self._put_apart(name, b"first")
        try:
            if put["version"] not in {None, "null"} and not self._keeps_versions:
                raise OSError(errno.EPERM, VERSIONED)
            tag = put["e_tag"] or ""
            others = ("create", {"e_tag": '"00000000000000000000000000000000"'})
            self._quotes = not self._refuses(name, b"second", {"e_tag": tag})
            is_taken = self._quotes or not self._refuses(name, b"third", {"e_tag": tag.strip('"')})
            if not is_taken or not all(self._refuses(name, b"fourth", mode) for mode in others):
                raise OSError(errno.ENOTSUP, UNCONDITIONAL)
        finally:
            self.remove(name)

    def _refuses(self, name: str, content: bytes, mode: object) -> bool:
        """Whether such a put is refused: one that was retried may have met itself."""
        try:
            with _told():
                self._put(name, content, mode=mode)
        except (AlreadyExistsError, PreconditionError):
            return self.read(name).content != content
        return False

    def _mode(self, one: NewContent) -> object:
        if one.is_new:
            return "create"
        if one.version is None:
            return "overwrite"
        return {"e_tag": one.version if self._quotes else one.version.strip('"')}


class _Stream(io.RawIOBase):
    """What comes piece by piece, as a file."""

    def __init__(self, pieces: Iterator[Any]) -> None:
        self._pieces = pieces
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - whatever can be written into
        """As much as there is of the next piece."""
        while not self._left:
            with _told():
                piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(bytes(piece))
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


def _content(one: NewContent) -> bytes:
    if one.through is None:
        return one.content
    sealed = io.BytesIO()
    one.through(one.content, sealed)
    return sealed.getvalue()


@contextmanager
def _told() -> Iterator[None]:
    """The library's errors as the system's, in one sentence; what was to be refused and was stays as it is."""
    try:
        yield
    except (AlreadyExistsError, PreconditionError):
        raise
    except (BaseError, FileNotFoundError) as exc:
        raise _fault(exc) from exc


def _fault(error: Exception) -> OSError:
    text = str(error)
    found = _CODE.search(text)
    code = found[1] if found else ""
    if isinstance(error, FileNotFoundError) and code != "NoSuchBucket":
        return FileNotFoundError(errno.ENOENT, "there is no such object")
    if _UNTRUSTED in text:
        return OSError(errno.EPROTO, "nobody we trust vouches for the server's certificate (objects.ca_file)")
    number = errno.ENOSPC if code in _FULL else errno.EIO
    said = text.partition("\n")[0].partition("<")[0].strip(" :")
    return OSError(number, _SENTENCES.get(code) or f"the object storage can't be reached or refuses: {said}")
