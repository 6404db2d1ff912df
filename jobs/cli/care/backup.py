"""`backup`: a consistent copy of everything."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobs.care import backup, backup_files, erased_backups
from jobs.cli.app import ConfigOption, app
from jobs.cli.options import bar
from jobs.config.secrets import archive_seal
from jobs.runtime import looks
from jobs.runtime.workplace import open_store
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence


@app.command("backup")
def make_backup(
    folder: Annotated[
        Path, typer.Argument(help="Where to: a folder that is empty, or holds an earlier backup.", file_okay=False)
    ],
    *,
    keep: Annotated[int, typer.Option(min=1, help="So many generations of the store are kept.")] = backup.KEEP,
    verify: Annotated[bool, typer.Option("--verify", help="Make none; look whether it can be restored.")] = False,
    apply_erasures: Annotated[
        bool, typer.Option("--apply-erasures", help="Make none; take out of those that are there what was erased.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """A consistent copy of store, originals and entered passwords, while everything runs; a generation each time.

    Originals are kept once for all generations, and verified on the way. `candidatures restore` brings it all back.
    What was erased is taken out of every generation that is there. Exit status 1 when something is damaged, or a
    generation still holds what was erased.

    Example: candidatures backup /var/backups/candidatures
    """
    if verify:
        _verify(folder, config)
    look = looks.begin(config, "backup")
    settings = look.settings
    if apply_erasures:
        _tell_unerased(erased_backups.apply(settings, folder))
        typer.echo(f"{folder}: what was erased is in none of its generations")
        return
    source = backup.check(settings, folder)
    _note(look, folder)
    with closing(open_store(settings, read_only=True)) as store, bar("copying") as advance:
        done = backup.make(settings, store, source, folder, keep=keep, progress=advance)
    typer.echo(f"{folder}: store, and {done.originals} originals ({done.copied} of them new)")
    for digest in done.damaged:
        typer.echo(f"the original {digest} is missing or damaged and is not in the backup", err=True)
    _tell_unerased(done.unerased)
    raise typer.Exit(int(bool(done.damaged)))


def _note(look: looks.CommandLook, folder: Path) -> None:
    """Who took a copy. A store that can't be written, a full disk, is no reason to make none."""
    try:
        look.note(folder=str(folder))
    except StoreError as exc:
        typer.echo(f"not noted under who looked: {exc}", err=True)


def _tell_unerased(sentences: Sequence[str]) -> None:
    for sentence in sentences:
        typer.echo(sentence, err=True)
    if sentences:
        raise typer.Exit(1)


def _verify(folder: Path, config: Path | None) -> None:
    seal = archive_seal(looks.load(config, "backup", with_secrets=False)) if backup.is_encrypted(folder) else None
    with bar("verifying") as advance:
        faults = list(backup.verify(folder, seal, advance))
    for fault in faults:
        typer.echo(fault, err=True)
    whole = len(backup_files.generations(folder))
    typer.echo(f"{folder}: {whole} generations, " + (f"{len(faults)} faults" if faults else "as they were written"))
    raise typer.Exit(int(bool(faults)))
