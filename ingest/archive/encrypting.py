"""What is kept already is encrypted, or encrypted for other keys, or plain again; it may be stopped and begun again.

An original's new file is on disk under its name, and was read and compared, before its other one goes. A kill leaves
either the one, or both; the next run goes on from there. The proof of the keys is written or taken away last, so that a
key is asked for until nothing needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.archive import removal
from ingest.archive.staging import StagedFiles
from ingest.errors import KeyUnfit, OriginalDamaged, OriginalMissing
from ingest.failpoint import reach

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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

    Raises:
        KeyUnfit: the archive has no seal, or something is encrypted for a key that is not here.
    """
    seal = archive.seal
    if seal is None:
        raise KeyUnfit("encryption", "no key is configured: key_file, key_credential or key_command")
    archive.check_writable()
    digests = [one for one in archive.digests() if not only_plain or archive.is_plain(one)]
    done = _all(archive, seal, digests, progress)
    removal.encrypt_trash(archive, seal)
    if not only_plain:
        archive.prove_key()
    return done


def decrypt(archive: Archive, progress: Callable[[int], None] = lambda _: None) -> Encrypted:
    """Everything in the archive plain again. Unless something is damaged, no key is asked for from then on.

    The caller sees to it that nobody puts originals or takes them away meanwhile.

    Raises:
        KeyUnfit: the archive has no seal, or something is encrypted for a key that is not here.
    """
    seal = archive.key()
    archive.check_writable()
    digests = [one for one in archive.digests() if archive.copies(one)[0].exists()]
    done = _all(archive, None, digests, progress)
    removal.decrypt_trash(archive, seal)
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
    fresh = 0
    with archive.translated("cannot be written"), StagedFiles(archive.folder / "tmp") as staged:
        for digest in digests:
            beat()
            try:
                fresh += _staged(archive, seal, digest, staged)
            except (OriginalDamaged, OriginalMissing):
                damaged.append(digest)
        staged.name()
    reach("encrypting.named")
    for digest in digests:
        if all(copy.exists() for copy in archive.copies(digest)) and digest not in damaged:
            removal.drop_other_copy(archive, digest, kept=_wanted(archive, seal, digest))
            reach("encrypting.dropped")
    return fresh


def _staged(archive: Archive, seal: Seal | None, digest: str, staged: StagedFiles) -> bool:
    """Whether there was something to do."""
    wanted = _wanted(archive, seal, digest)
    if wanted.exists() and (seal.is_current(wanted) if seal else archive.verify(digest, wanted)):
        return False
    written_at = archive.path(digest).stat().st_mtime_ns
    staged.add(archive.get(digest), wanted, through=seal.write if seal else None, written_at=written_at)
    return True


def _wanted(archive: Archive, seal: Seal | None, digest: str) -> Path:
    """Of an original's copies the one that is to stay."""
    sealed, plain = archive.copies(digest)
    return sealed if seal else plain
