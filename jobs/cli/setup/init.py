"""`init`: a commented configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jobs.cli.app import app
from jobs.config import configuration
from jobs.config.template import TEMPLATE
from jobs.errors import UsageError


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
