"""What lies plainly in a backup, or is encrypted for an older key, is encrypted for the present one.

Of a plain part of a generation the encrypted file comes first, then the manifest that names it, and the plain one goes.
A kill in between leaves a generation that can be restored, and the next run finishes it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ingest.archive import encrypting
from ingest.archive.sealing import SUFFIX
from ingest.archive.staging import flush
from ingest.failpoint import reach
from jobs.care.backup_files import DATABASE, DUMP, generations, opened, seal_into, sha256, write_json
from jobs.runtime.document_passwords import NAME as PASSWORDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.archive.encrypting import Encrypted
    from ingest.archive.originals import Archive
    from ingest.archive.sealing import Seal

PARTS = (DATABASE, DUMP, PASSWORDS)


def encrypt(
    folder: Path, archive: Archive, progress: Callable[[int], None] = lambda _: None, *, only_plain: bool = False
) -> Encrypted:
    """Every generation of the backup in `folder`, and its originals, which are `archive`.

    Raises UsageError: the folder is no backup; KeyUnfit: something is encrypted for a key that is not here.
    """
    for generation in generations(folder):
        for name in PARTS:
            _part(generation, name, archive, only_plain=only_plain)
    return encrypting.encrypt(archive, progress, only_plain=only_plain)


def _part(generation: Path, name: str, archive: Archive, *, only_plain: bool) -> None:
    plain, sealed, seal = generation / name, generation / (name + SUFFIX), archive.key()
    if plain.exists():
        seal_into(plain, sealed, seal)
        reach("encrypting.part")
        _named_in_manifest(generation, plain.name, sealed.name, sha256(sealed))
        plain.unlink()
        flush({generation})
    elif sealed.exists() and not only_plain and not _is_current(sealed, seal):
        _again(generation, sealed, archive, seal)


def _is_current(sealed: Path, seal: Seal) -> bool:
    with sealed.open("rb") as file:
        return seal.is_current(file)


def _again(generation: Path, sealed: Path, archive: Archive, seal: Seal) -> None:
    """For the present key. Between manifest and name the old file counts as damaged, until the next run has done it."""
    fresh = sealed.with_suffix(".fresh")
    with opened(sealed, archive) as plain:
        seal_into(plain, fresh, seal)
    _named_in_manifest(generation, sealed.name, sealed.name, sha256(fresh))
    fresh.replace(sealed)
    flush({generation})


def _named_in_manifest(generation: Path, before: str, now: str, digest: str) -> None:
    manifest = json.loads((generation / "manifest.json").read_text("utf-8"))
    files = {name: known for name, known in manifest["files"].items() if name != before}
    write_json(generation / "manifest.json", manifest | {"files": files | {now: digest}})
