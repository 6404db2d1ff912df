"""A whole archive from one storage into another, as it is; it may be stopped and begun again.

What says which archive it is comes last, and leaves the old place first: until all is there and was read back nobody
takes the new place for the archive, and from then on nobody the old one.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ingest.archive import removal
from ingest.archive.originals import IDENTITY, Archive
from ingest.archive.removal import JOURNAL
from ingest.archive.sealing import PROOF
from ingest.archive.storage import NewContent, asked, faults_of
from ingest.archive.tombstones import NAME as TOMBSTONES
from ingest.errors import ArchiveError
from ingest.failpoint import reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ingest.archive.sealing import Seal
    from ingest.archive.storage import Storage

TOGETHER = 32
"""Contents that become durable at once."""
LOGS = (JOURNAL, TOMBSTONES)
_ORIGINAL = re.compile(r"(?:[0-9a-f]{2}/[0-9a-f]{2}|trash)/([0-9a-f]{64})\.eml(?:\.age)?")
_KEPT = re.compile(r"(?:[0-9a-f]{2}/[0-9a-f]{2}|trash)/[0-9a-f]{64}\.(?:eml|eml\.age|json)|passwords\.json(?:\.age)?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """What was done."""

    originals: int
    """Those that are in the new place now, in its trash too."""
    copied: int
    """Contents that were not there yet, with what stands beside originals."""
    damaged: tuple[str, ...]
    """Digests of originals that are no longer whole: they were moved as they are."""


def move(
    source: Storage, target: Storage, *, seal: Seal | None = None, progress: Callable[[int], None] = lambda _: None
) -> Moved:
    """Everything that is kept. `progress` is told of each content, and how many there are.

    The caller sees to it that nobody works on the archive meanwhile, and that what has a tombstone leaves the new
    place: it may have been erased there between a move that was cut short and this one.

    Raises:
        ArchiveError: there is another archive at the target, or none at the source; or one of them refuses.
        KeyUnfit: something is encrypted for a key that is not here.
    """
    with faults_of(target.where, "cannot be written"):
        target.prepare(read_only=False)
    there = Archive(source, read_only=True, seal=seal)
    here, moved = _of(source), _of(target)
    if here is None and moved is None:
        raise ArchiveError(source.where, "holds no archive")
    if None not in {here, moved} and here != moved:
        raise ArchiveError(target.where, f"is another archive than the one in {source.where}")
    copied, damaged = 0, list[str]()
    with faults_of(target.where, f"cannot be made like {source.where}"):
        names = sorted(name for name in source.names() if _KEPT.fullmatch(name))
        if here is not None:  # else all is there, and what was erased there since must not come back
            copied = _copied(there, target, names, damaged, lambda: progress(len(names)))
            for log in LOGS:
                _log(source, target, log)
            for name in (PROOF, IDENTITY):  # who reads there which archive it is, is asked for its key by then
                _one(source, target, name)
        reach("moving.named")
    with faults_of(source.where, "cannot be emptied"):
        removal.remove_moved(source, [IDENTITY, *names, PROOF, *_parts(source)])
    originals = sum(map(bool, map(_ORIGINAL.fullmatch, names)))
    return Moved(originals=originals, copied=copied, damaged=tuple(dict.fromkeys(damaged)))


def _of(storage: Storage) -> bytes | None:
    """What says which archive is there."""
    with faults_of(storage.where, "cannot be read"):
        try:
            return storage.read(IDENTITY).content
        except FileNotFoundError:
            return None


def _copied(there: Archive, target: Storage, names: Sequence[str], damaged: list[str], beat: Callable[[], None]) -> int:
    """How many were written; the others were there already."""
    copied = 0
    waiting = iter(names)
    while batch := list(islice(waiting, TOGETHER)):
        known = dict[str, bytes]()
        refused = target.write(_contents(there, batch, known, damaged, beat))
        again = _others(target, batch, known)
        target.write([_content(there.storage, name)] for name in again)
        if lost := _others(target, again, known):
            raise ArchiveError(target.where, f"gives something else than was put: {lost[0]}")
        copied += len(batch) - len(refused) + len(refused & set(again))
        reach("moving.batch")
    return copied


def _contents(
    there: Archive, names: Sequence[str], known: dict[str, bytes], damaged: list[str], beat: Callable[[], None]
) -> Iterator[tuple[NewContent]]:
    """One after the other as they are asked for; `known` takes what each is to be."""
    for name in names:
        beat()
        content = _content(there.storage, name, is_new=True)
        known[name] = hashlib.sha256(content.content).digest()
        if (found := _ORIGINAL.fullmatch(name)) and not there.verify(found[1], name):
            damaged.append(found[1])
        yield (content,)


def _content(source: Storage, name: str, *, is_new: bool = False) -> NewContent:
    entry = source.look(name)
    written_at = entry.written_at if entry and _ORIGINAL.fullmatch(name) else None
    return NewContent(name=name, content=source.read(name).content, written_at=written_at, is_new=is_new)


def _others(target: Storage, names: Sequence[str], known: Mapping[str, bytes]) -> list[str]:
    """Those that are read back as something else than what they were to be."""
    found = asked(target, lambda name: _sha256(target, name), names)
    return [name for name, digest in zip(names, found, strict=True) if digest != known[name]]


def _sha256(storage: Storage, name: str) -> bytes:
    with storage.open(name) as file:
        return hashlib.file_digest(file, "sha256").digest()


def _one(source: Storage, target: Storage, name: str) -> None:
    try:
        content = source.read(name).content
    except FileNotFoundError:
        return
    target.write([[NewContent(name=name, content=content)]])


def _log(source: Storage, target: Storage, log: str) -> None:
    """What is there already is not added again."""
    known = set(target.lines(log))
    if fresh := [line for line in source.lines(log) if line not in known]:
        target.append(log, fresh)


def _parts(storage: Storage) -> list[str]:
    """Of the logs: a file each, or an object for each addition."""
    return [name for name in storage.names() if name in LOGS or name.startswith(tuple(f"{log}/" for log in LOGS))]
