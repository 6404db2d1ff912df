"""What is kept already is encrypted, or encrypted for other keys, or plain again; it may be stopped and begun again.

An original's new file is on disk under its name, and was read and compared, before its other one goes. A kill leaves
either the one, or both; the next run goes on from there. The proof of the keys is written or taken away last, so that a
key is asked for until nothing needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

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


_Stage: TypeAlias = "Callable[[Archive, str, StagedFiles], bool]"
"""Stages an original's new file; whether there was something to do."""


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
    done = _all(archive, digests, partial(_sealed, seal), progress)
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
    done = _all(archive, digests, _plain, progress)
    removal.decrypt_trash(archive, seal)
    if not done.damaged:
        removal.drop_proof(archive)
    return done


def _all(archive: Archive, digests: list[str], stage: _Stage, progress: Callable[[int], None]) -> Encrypted:
    done, damaged = 0, list[str]()
    for start in range(0, len(digests), TOGETHER):
        done += _batch(archive, digests[start : start + TOGETHER], damaged, lambda: progress(len(digests)), stage)
    return Encrypted(originals=done, damaged=tuple(damaged))


def _batch(archive: Archive, digests: list[str], damaged: list[str], beat: Callable[[], None], stage: _Stage) -> int:
    fresh = 0
    with archive.translated("cannot be written"), StagedFiles(archive.folder / "tmp") as staged:
        for digest in digests:
            beat()
            try:
                fresh += stage(archive, digest, staged)
            except (OriginalDamaged, OriginalMissing):
                damaged.append(digest)
        staged.name()
    reach("encrypting.named")
    for digest in digests:
        if all(copy.exists() for copy in archive.copies(digest)) and digest not in damaged:
            (removal.drop_encrypted_copy if stage is _plain else removal.drop_plain_copy)(archive, digest)
            reach("encrypting.dropped")
    return fresh


def _sealed(seal: Seal, archive: Archive, digest: str, staged: StagedFiles) -> bool:
    sealed, plain = archive.copies(digest)
    if sealed.exists():
        if seal.is_current(sealed):
            return False
        written_at = sealed.stat().st_mtime_ns
    else:
        written_at = plain.stat().st_mtime_ns
    staged.add(archive.get(digest), sealed, through=seal.write, written_at=written_at)
    return True


def _plain(archive: Archive, digest: str, staged: StagedFiles) -> bool:
    sealed, plain = archive.copies(digest)
    if plain.exists() and removal.is_plainly_whole(archive, digest):
        return False
    staged.add(archive.get(digest), plain, written_at=sealed.stat().st_mtime_ns)
    return True
