"""`move-archive`: the originals from the folder into the bucket, or back."""

from __future__ import annotations

from typing import Annotated

import typer

from ingest.archive import moving
from jobs.cli.app import ConfigOption, app
from jobs.cli.options import bar, waiting
from jobs.config.secrets import archive_seal
from jobs.errors import UsageError
from jobs.people import erasing
from jobs.runtime import looks
from jobs.runtime.archive_storage import bucket_storage, folder_storage
from jobs.runtime.lock import exclusive, is_held
from jobs.runtime.workplace import open_archive, refuse_root, refuse_workers


@app.command()
def move_archive(
    *,
    back: Annotated[
        bool,
        typer.Option("--back", help="Out of the bucket into the folder; the table objects can be taken out after it."),
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Move the originals, and what stands beside them, from the folder into the bucket of the table objects.

    Each is read back and compared before the old place is emptied. It may be stopped and begun again at any time; until
    it is through nothing else works on the archive. Exit status 1 when an original is damaged: it is moved as it is.

    Example: candidatures move-archive
    """
    settings = looks.load(config, "move-archive", with_secrets=False)
    if settings.objects is None:
        raise UsageError("move-archive: the table [objects] says where to (or, with --back, from where)")
    refuse_root(settings)
    if is_held(settings.archive / "daemon.lock"):
        raise UsageError(f"{settings.archive}: a daemon is at work on it: stop it first")
    refuse_workers(settings)
    places = [folder_storage(settings), bucket_storage(settings, settings.objects)]
    source, target = reversed(places) if back else places
    settings.archive.mkdir(mode=0o700, parents=True, exist_ok=True)
    with exclusive(settings.archive / "poll.lock", waiting=waiting), bar("moving") as advance:
        done = moving.move(source, target, seal=archive_seal(settings), progress=advance)
        erasing.remove_originals(open_archive(settings, target))
    typer.echo(f"{target.where}: {done.originals} originals, read back and compared; {source.where} is emptied")
    for digest in done.damaged:
        typer.echo(f"the original {digest} is damaged, and was moved as it is", err=True)
    if back:
        typer.echo("take [objects] out of the configuration before anything starts again")
    raise typer.Exit(int(bool(done.damaged)))
