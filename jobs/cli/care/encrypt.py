"""`encrypt`: what is kept plainly is encrypted, or encrypted for another key, or plain again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.archive import encrypting
from ingest.archive.originals import Archive
from ingest.archive.sealing import new_key
from jobs.care import backup_files, encrypted_backups
from jobs.cli.app import ConfigOption, app
from jobs.cli.options import bar, waiting
from jobs.errors import UsageError
from jobs.runtime import key_check, looks
from jobs.runtime.document_passwords import DocumentPasswords
from jobs.runtime.lock import at_once
from jobs.runtime.workplace import open_workplace

if TYPE_CHECKING:
    from jobs.config.settings import Settings


@app.command("encrypt")
def encrypt_what_is_there(
    *,
    backup: Annotated[
        list[Path] | None,
        typer.Option(help="A backup in which the same is done; may be repeated.", file_okay=False, exists=True),
    ] = None,
    make_key: Annotated[
        Path | None,
        typer.Option("--new-key", help="Only write a new key there, where no file is yet.", dir_okay=False),
    ] = None,
    undo: Annotated[
        bool,
        typer.Option("--undo", help="Keep everything plainly again; the table encryption can be taken out after it."),
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Encrypt originals and entered passwords that are kept plainly, or for an older key, by the table encryption.

    New mail is encrypted as it comes; this is for what was there before, and after a new key was put above the old one.
    It may be stopped and begun again at any time. Exit status 1 when an original is damaged: it is left as it is.

    Example: candidatures encrypt --backup /var/backups/candidatures
    """
    if make_key is not None:
        typer.echo(f"{make_key}: a new key. What it encrypts is lost with it: keep a copy apart. {_make_key(make_key)}")
        return
    settings = looks.load(config, "encrypt", with_secrets=False)
    if undo:
        _undo(settings, backup)
        return
    with open_workplace(settings) as place, place.alone(waiting=waiting):
        with bar("encrypting") as advance:
            done = encrypting.encrypt(place.archive, advance)
        DocumentPasswords(place.archive.storage, place.archive.seal).encrypt()
        key_check.keep(place.store, place.archive)
        _tell(place.archive.where, done)
        faults = len(done.damaged)
        for folder in backup or ():
            faults += _backup(folder, place.archive)
    raise typer.Exit(int(bool(faults)))


def _undo(settings: Settings, backup: list[Path] | None) -> None:
    if backup:
        raise UsageError("encrypt --undo: backups stay encrypted, and need their key; make a new one afterwards")
    with open_workplace(settings) as place, place.alone(waiting=waiting):
        with bar("decrypting") as advance:
            done = encrypting.decrypt(place.archive, advance)
        DocumentPasswords(place.archive.storage, place.archive.seal).decrypt()
        key_check.keep(place.store, place.archive)
    typer.echo(f"{place.archive.where}: {done.originals} originals decrypted")
    _tell_damaged(done)
    if done.damaged:
        raise typer.Exit(1)
    typer.echo("take [encryption] out of the configuration before anything starts again; old backups need their key")


def _backup(folder: Path, here: Archive) -> int:
    backup_files.generations(folder)
    with at_once(folder / "backup.lock"), bar("encrypting") as advance:
        done = encrypted_backups.encrypt(folder, Archive(folder / "archive", seal=here.seal), advance)
    _tell(str(folder), done)
    return len(done.damaged)


def _tell(where: str, done: encrypting.Encrypted) -> None:
    typer.echo(f"{where}: {done.originals} originals encrypted; what was so already is left as it is")
    _tell_damaged(done)


def _tell_damaged(done: encrypting.Encrypted) -> None:
    for digest in done.damaged:
        typer.echo(f"the original {digest} is missing or damaged, and left as it is", err=True)


def _make_key(path: Path) -> str:
    secret, public = new_key()
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:  # noqa: PTH123 - a mode from the start
            file.write(f"# public key: {public}\n{secret}\n")
    except OSError as exc:
        raise UsageError(f"{path}: {exc.strerror}: no key was written") from exc
    return f"Its public key is {public}"
