"""`init` and `check`: from nothing to a configuration that is known to work."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from jobs import checks, configuration
from jobs.commands.app import ConfigOption, app
from jobs.errors import UsageError
from jobs.template import TEMPLATE


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="Where to write it.", dir_okay=False)] = Path(configuration.DEFAULT_FILE),
) -> None:
    """Write a commented configuration for the EO notice. Never overwrites a file.

    Then put each mailbox's address and the file of its password in, and run `candidatures check`.

    Example: candidatures init
    """
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE)
        path.chmod(0o644)  # no secret stands in it, and the service's user must be able to read what root wrote
    except FileExistsError as exc:
        raise UsageError(f"{path}: is there already and was left as it is") from exc
    except OSError as exc:
        raise UsageError(f"{path}: can't be written: {exc.strerror}") from exc
    typer.echo(f"{path} written. Name your mailboxes in it, then: candidatures check")


@app.command()
def check(config: ConfigOption = None) -> None:
    """Try everything the program needs: configuration, secrets, each mailbox, store, archive, tools; a line each.

    Exit status: 0 all good, 2 the configuration can't be used, 3 a mailbox, the store or the archive can't be reached.
    A tool that is not installed is told, with what to install; it is no fault.

    Example: candidatures check
    """
    console = Console(highlight=False, soft_wrap=True)
    findings = checks.run(configuration.load(config, with_secrets=False))
    worst = 0
    for finding in findings:
        mark, style = {"ok": ("ok", "green"), "note": ("note", "yellow"), "fault": ("FAULT", "red")}[finding.level]
        console.print(f"{mark:8} ", style=style, end="")
        console.print(finding.line, markup=False)
        worst = max(worst, finding.exit_code)
    raise typer.Exit(worst)
