"""What is kept already is encrypted, or encrypted for other keys; it may be stopped and begun again at any time.

An original's encrypted file is on disk under its name, and was opened and compared, before its plain one goes. A kill
leaves either the one, or both; the next run goes on from there. The proof of the keys is written last, so that an older
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

    from ingest.archive.originals import Archive
    from ingest.archive.sealing import Seal

TOGETHER = 32
"""Originals that become durable at once; each is in memory alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Encrypted:
    """What was done."""

    originals: int
    """Those that were plain, or for other keys."""
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
    done, damaged = 0, list[str]()
    for start in range(0, len(digests), TOGETHER):
        done += _batch(archive, seal, digests[start : start + TOGETHER], damaged, lambda: progress(len(digests)))
    removal.encrypt_trash(archive, seal)
    if not only_plain:
        archive.prove_key()
    return Encrypted(originals=done, damaged=tuple(damaged))


def _batch(archive: Archive, seal: Seal, digests: list[str], damaged: list[str], beat: Callable[[], None]) -> int:
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
        if archive.is_plain(digest) and digest not in damaged:
            removal.drop_plain_copy(archive, digest)
            reach("encrypting.dropped")
    return fresh


def _staged(archive: Archive, seal: Seal, digest: str, staged: StagedFiles) -> bool:
    """Whether there was something to do."""
    sealed, plain = archive.copies(digest)
    if sealed.exists():
        if seal.is_current(sealed):
            return False
        written_at = sealed.stat().st_mtime_ns
    else:
        written_at = plain.stat().st_mtime_ns
    staged.add(archive.get(digest), sealed, through=seal.write, written_at=written_at)
    return True
