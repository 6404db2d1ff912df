"""What is kept already is encrypted, or encrypted for other keys, or plain again; it may be stopped and begun again.

An original's new file is on disk under its name, and was read and compared, before its other one goes. A kill leaves
either the one, or both; the next run goes on from there. The proof of the keys is written or taken away last, so that a
key is asked for until nothing needs it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.archive import removal
from ingest.archive.storage import NewContent
from ingest.errors import KeyUnfit, OriginalDamaged, OriginalMissing
from ingest.failpoint import reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ingest.archive.originals import Archive
    from ingest.archive.sealing import Seal

TOGETHER = 32
"""Originals that become durable at once; each is in memory alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Encrypted:
    """What was done."""

    originals: int
    """Those that were kept otherwise: plain, for other keys, or encrypted where they are to be plain."""
    damaged: tuple[str, ...]
    """Digests of those that are left as they are: they are not whole."""


def encrypt(
    archive: Archive, progress: Callable[[int], None] = lambda _: None, *, only_plain: bool = False
) -> Encrypted:
    """Everything in the archive for the seal's present keys; `only_plain` leaves alone what is for older ones.

    The caller sees to it that nobody takes originals away meanwhile.

    Raises KeyUnfit: the archive has no seal, or something is encrypted for a key that is not here.
    """
    seal = archive.seal
    if seal is None:
        raise KeyUnfit("encryption", "no key is configured: key_file, key_credential or key_command")
    archive.check_writable()
    digests = [one for one in archive.digests() if not only_plain or archive.is_plain(one)]
    done = _all(archive, seal, digests, progress)
    removal.rewrite_trash(archive, seal)
    if not only_plain:
        archive.prove_key()
    return done


def decrypt(archive: Archive, progress: Callable[[int], None] = lambda _: None) -> Encrypted:
    """Everything in the archive plain again. Unless something is damaged, no key is asked for from then on.

    The caller sees to it that nobody puts originals or takes them away meanwhile.

    Raises KeyUnfit: the archive has no seal, or something is encrypted for a key that is not here.
    """
    seal = archive.key()
    archive.check_writable()
    digests = [one for one in archive.digests() if archive.storage.look(archive.copies(one)[0])]
    done = _all(archive, None, digests, progress)
    removal.rewrite_trash(archive, seal, plain=True)
    if not done.damaged:
        removal.drop_proof(archive)
    return done


def _all(archive: Archive, seal: Seal | None, digests: list[str], progress: Callable[[int], None]) -> Encrypted:
    """These encrypted for the seal's present keys; without a seal, plain."""
    done, damaged = 0, list[str]()
    for start in range(0, len(digests), TOGETHER):
        done += _batch(archive, seal, digests[start : start + TOGETHER], damaged, lambda: progress(len(digests)))
    return Encrypted(originals=done, damaged=tuple(damaged))


def _batch(
    archive: Archive, seal: Seal | None, digests: list[str], damaged: list[str], beat: Callable[[], None]
) -> int:
    fresh = list[str]()
    with archive.translated("cannot be written"):
        archive.storage.write(_pieces(archive, seal, digests, damaged, fresh, beat))
    reach("encrypting.named")
    for digest in digests:
        if digest not in damaged:
            with archive.translated("cannot be read"):
                is_twice = all(map(archive.storage.look, archive.copies(digest)))
            if is_twice:
                removal.drop_other_copy(archive, digest, kept=_wanted(archive, seal, digest))
                reach("encrypting.dropped")
    return len(fresh)


def _pieces(  # noqa: PLR0913, PLR0917 - what of, by what, and what became of it
    archive: Archive,
    seal: Seal | None,
    digests: list[str],
    damaged: list[str],
    fresh: list[str],
    beat: Callable[[], None],
) -> Iterator[tuple[NewContent]]:
    """One after the other as they are asked for: each original is in memory alone."""
    for digest in digests:
        beat()
        try:
            piece = _piece(archive, seal, digest)
        except (OriginalDamaged, OriginalMissing):
            damaged.append(digest)
        else:
            if piece is not None:
                fresh.append(digest)
                yield (piece,)


def _piece(archive: Archive, seal: Seal | None, digest: str) -> NewContent | None:
    """None where there is nothing to do."""
    wanted = _wanted(archive, seal, digest)
    if archive.storage.look(wanted) is not None:
        if seal is None and archive.verify(digest, wanted):
            return None
        if seal is not None and seal.is_current(io.BytesIO(archive.storage.read(wanted).content)):
            return None
    entry, original = archive.storage.look(archive.name(digest)), archive.get(digest)
    through, written_at = seal.write if seal else None, entry.written_at if entry else None
    return NewContent(name=wanted, content=original, through=through, written_at=written_at)


def _wanted(archive: Archive, seal: Seal | None, digest: str) -> str:
    """Of an original's copies the one that is to stay."""
    sealed, plain = archive.copies(digest)
    return sealed if seal else plain
