"""`status`: how things stand."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from jobs.care.status import status, status_text
from jobs.cli.app import ConfigOption, app
from jobs.cli.options import Format, FormatOption
from jobs.runtime import key_check, looks
from jobs.runtime.workplace import open_store


@app.command("status")
def show_status(
    *,
    output: FormatOption = Format.TEXT,
    running: Annotated[
        bool,
        typer.Option(
            "--running", help="Only whether `run` or a worker is at work here: for a container's health check."
        ),
    ] = False,
    config: ConfigOption = None,
) -> None:
    """How things stand: last good poll of each mailbox, next poll, queue, failures, disk, days to the cutoff.

    Exit status 1 when something needs a person; it is named.

    Example: candidatures status --format json
    """
    settings = looks.load(config, "status", with_secrets=False)
    if running:
        raise typer.Exit(int(not status.is_running(settings)))
    with closing(open_store(settings, read_only=True, tries_key=False)) as store:
        now = status.take(settings, store, key_fault=key_check.fault(settings, store))
    if output is Format.JSON:
        typer.echo(status_text.as_json(now))
    else:
        for line in status_text.lines(now):
            typer.secho(line, fg=typer.colors.RED if line.startswith("PROBLEM") else None)
    raise typer.Exit(int(not now.well))
