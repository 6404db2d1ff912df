"""`restore`: back from a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jobs.care import restoring
from jobs.cli.app import ConfigOption, app
from jobs.cli.options import bar
from jobs.runtime import looks


@app.command("restore")
def bring_back(
    folder: Annotated[Path, typer.Argument(help="The folder of the backup.", file_okay=False, exists=True)],
    *,
    generation: Annotated[
        str | None, typer.Option(help="Which one, by its folder's name; else the newest.", show_default=False)
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Bring store, originals and entered passwords back from a backup. The daemon must be stopped.

    A store that is there is put aside, an original that is there stays. What was erased since is erased again. A backup
    of SQLite comes back into PostgreSQL too: so a store moves there.
    Then: candidatures audit.
    Exit status 1 when the backup lacks an original.

    Example: candidatures restore /var/backups/candidatures
    """
    settings = looks.load(config, "restore", with_secrets=False)
    with bar("restoring") as advance:
        done = restoring.restore(settings, folder, generation, progress=advance)
    typer.echo(f"restored as of {done.generation}; {done.originals} originals brought back")
    if done.erased:
        typer.echo(f"{done.erased} messages in it had been erased since, and are gone again")
    for path in done.put_aside:
        typer.echo(f"what was there before is at {path}")
    for digest in done.missing:
        typer.echo(f"the original {digest} is damaged in the backup", err=True)
    raise typer.Exit(int(bool(done.missing)))
