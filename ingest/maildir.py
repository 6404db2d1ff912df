"""A Maildir on this machine: `new/` and `cur/`, read and never touched.

A file's time of modification is when its message arrived. Its UID is given by us: the recorded one of its unique name
(the part before the colon), for new names the next number, by time and name.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import FolderMissing, MailboxUnreachable
from ingest.uids import FolderStatus, batches, unrecorded
from parsers.mail.headers.headers import read_headers
from parsers.mail.mime.outline import read_outline
from parsers.values.headers import Headers
from parsers.values.sightings import Recorded, Sighting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ingest.junk_folder import JunkFolder
    from ingest.mailbox_address import MailboxAddress

UIDVALIDITY = 1
"""Names are lasting, so the numbers that the ledger keeps for them are."""
_AT_ONCE = 50


@dataclass(frozen=True, slots=True, order=True)
class _File:
    """A message's file, in the order of arrival."""

    mtime: int
    key: str
    size: int
    path: Path


class MaildirMailbox:
    """A `Mailbox` in a folder of files."""

    def __init__(self, address: MailboxAddress) -> None:
        self.name = address.name
        self.folder = address.folder
        self.unanswered: frozenset[int] = frozenset()
        self.is_junk = False
        self._path = address.path
        self._files: dict[int, _File] = {}

    def connect(self) -> FolderStatus:
        """Look whether it is a Maildir."""
        if not all((self._path / each).is_dir() for each in ("new", "cur")):
            raise FolderMissing(self.name, f"{self._path} is no Maildir (it needs new/ and cur/)")
        count = len({_key(entry.name) for entry in self._entries()})
        return FolderStatus(uidvalidity=UIDVALIDITY, uidnext=None, exists=count)

    def scan(self, recorded: Recorded, limit: int | None = None) -> Iterator[tuple[Sighting, ...]]:
        """The messages that `recorded` does not have."""
        self.connect()
        self.unanswered = frozenset()
        self._number(recorded)
        new = unrecorded(recorded, UIDVALIDITY).among(self._files)[:limit]
        for batch in batches(new, {}, count=_AT_ONCE, octets=0):
            seen = tuple(found for uid in batch if (found := self._sighting(uid)))
            if seen:
                yield seen

    def look(self, uids: Sequence[int]) -> tuple[Sighting, ...]:
        """These messages as they are now, an unreadable one without headers; UIDs are those of the last `scan`."""
        self.unanswered = frozenset()
        there = self._listed()
        return tuple(found for uid in uids if (found := self._sighting(uid, there)))

    def fetch(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """The files' bytes. UIDs are those of the last `scan` or `search`."""
        self.unanswered = frozenset()
        for uid in uids:
            original = self._read(uid)
            if original is not None:
                yield uid, original

    def search(self, recorded: Recorded | None = None) -> frozenset[int]:
        """The UIDs of the files there now, numbered on from `recorded`."""
        self.connect()
        self._number(recorded or Recorded())
        return frozenset(self._files)

    def junk(self) -> JunkFolder | None:
        """None: what a program that fills a Maildir calls its junk folder is nowhere told."""
        return None

    def beside(self, folder: str) -> MaildirMailbox:
        """Never asked for, as there is no junk folder."""
        raise FolderMissing(self.name, f"no folder {folder} beside a Maildir")

    def wait(self, seconds: float) -> bool:
        """A folder of files does not tell when something comes."""
        del seconds
        return False

    def interrupt(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """Nothing is open."""

    def _number(self, recorded: Recorded) -> None:
        """Give every file its UID."""
        known = recorded.keys if recorded.uidvalidity in {None, UIDVALIDITY} else {}
        files = self._listed()
        last = max([recorded.cursor, *recorded.above, *known.values()]) if known else 0
        fresh = sorted(file for key, file in files.items() if key not in known)
        self._files = {known[key]: file for key, file in files.items() if key in known}
        self._files |= dict(enumerate(fresh, start=last + 1))

    def _listed(self) -> dict[str, _File]:
        """The files by unique name; one that moves from new/ to cur/ meanwhile is seen once."""
        found: dict[str, _File] = {}
        for entry in self._entries():
            with self._translated(), contextlib.suppress(FileNotFoundError):
                if entry.is_file():
                    found[_key(entry.name)] = _file(entry)
        return found

    def _entries(self) -> Iterator[os.DirEntry[str]]:
        """What lies in the two folders: names alone, for a look at each file costs as much as all of them."""
        for folder in ("new", "cur"):
            with self._translated(), os.scandir(self._path / folder) as entries:
                yield from (entry for entry in entries if not entry.name.startswith("."))

    def _sighting(self, uid: int, there: Collection[str] = ()) -> Sighting | None:
        """A message; one whose file is `there` and may not be read is shown without headers."""
        original, file = self._read(uid), self._files.get(uid)
        if file is None or (original is None and file.key not in there):
            return None
        return Sighting(
            mailbox=self.name,
            folder=self.folder,
            uidvalidity=UIDVALIDITY,
            uid=uid,
            received_at=datetime.fromtimestamp(file.mtime, UTC),
            size=file.size,
            headers=Headers(fields=()) if original is None else read_headers(original),
            outline=None if original is None else read_outline(original),
            key=file.key,
        )

    def _read(self, uid: int) -> bytes | None:
        """The bytes of the file, wherever its flags have moved it; None where it is gone or may not be read."""
        file = self._files.get(uid)
        for path in () if file is None else self._places(file):
            with contextlib.suppress(OSError):
                return path.read_bytes()
        self.unanswered |= {uid}
        return None

    def _places(self, file: _File) -> Iterator[Path]:
        """Where it was; where it is now is looked for only then, as that lists the whole folder."""
        yield file.path
        if (moved := self._listed().get(file.key)) is not None:
            yield moved.path

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except OSError as exc:
            raise MailboxUnreachable(self.name, f"{self._path} cannot be read: {exc.strerror or exc}") from exc


def _file(entry: os.DirEntry[str]) -> _File:
    stat = entry.stat()
    return _File(mtime=int(stat.st_mtime), key=_key(entry.name), size=stat.st_size, path=Path(entry.path))


def _key(name: str) -> str:
    """A file's unique name: its flags stand behind the colon."""
    return name.partition(":")[0]
