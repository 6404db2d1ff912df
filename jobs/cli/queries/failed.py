"""`failed`: what could not be read."""

from __future__ import annotations

from contextlib import closing

import typer

from jobs.care.status import status_text
from jobs.cli.app import ConfigOption, app
from jobs.cli.options import Format, FormatOption
from jobs.config import configuration
from jobs.runtime.workplace import open_store


@app.command()
def failed(*, output: FormatOption = Format.TEXT, config: ConfigOption = None) -> None:
    """Messages that could not be read after three tries. Their originals are kept; `reingest` takes them up again.

    Exit status 1 when there are any.

    Example: candidatures failed
    """
    settings = configuration.load(config, with_secrets=False)
    with closing(open_store(settings, read_only=True)) as store, store.read() as views:
        messages = views.to_sort().failed
    if output is Format.JSON:
        typer.echo(status_text.failures_as_json(messages))
    for message in messages if output is Format.TEXT else ():
        typer.echo(status_text.failure(message))
    if output is Format.TEXT:
        typer.echo(f"{len(messages)} failed" + ("; again with: candidatures reingest --failed" if messages else ""))
    raise typer.Exit(int(bool(messages)))
