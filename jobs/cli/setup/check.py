"""`check`: everything the program needs, tried."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from jobs.care.check import checks
from jobs.cli.app import ConfigOption, app
from jobs.runtime import looks


@app.command()
def check(
    *,
    only_configuration: Annotated[
        bool,
        typer.Option(
            "--configuration", help="Only whether the file and its secrets can be used: nothing else is tried."
        ),
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Try everything the program needs: configuration, secrets, each mailbox, store, archive, tools; a line each.

    Exit status: 0 all good, 2 the configuration can't be used, 3 a mailbox, the store or the archive can't be reached.
    A tool that is not installed is told, with what to install; it is no fault.

    Example: candidatures check
    """
    settings = looks.load(config, "check", with_secrets=only_configuration)
    if only_configuration:
        typer.echo("the configuration can be used")
        return
    console = Console(highlight=False, soft_wrap=True)
    results = checks.run(settings)
    worst = 0
    for result in results:
        mark, style = {"ok": ("ok", "green"), "note": ("note", "yellow"), "fault": ("FAULT", "red")}[result.level]
        console.print(f"{mark:8} ", style=style, end="")
        console.print(result.line, markup=False)
        worst = max(worst, result.exit_code)
    raise typer.Exit(worst)
