"""`failed`: what could not be read."""

from __future__ import annotations

import typer

from jobs.care.status import status_text
from jobs.cli.app import ConfigOption, app
from jobs.cli.options import Format, FormatOption, print_json
from jobs.cli.queries.views import open_views

SHOWN = (
    *("id", "message_id", "subject", "sender_email", "sha256", "attempts", "error", "application_id"),
    "received_at",
)


@app.command()
def failed(*, output: FormatOption = Format.TEXT, config: ConfigOption = None) -> None:
    """Messages that could not be read after three tries. Their originals are kept; `reingest` takes them up again.

    Exit status 1 when there are any.

    Example: candidatures failed
    """
    with open_views(config, "failed") as (views, look):
        messages = views.to_sort().failed
        look.note(shown=(message.application_id or message.id for message in messages))
    if output is Format.JSON:
        print_json([{name: getattr(message, name) for name in SHOWN} for message in messages])
    for message in messages if output is Format.TEXT else ():
        typer.echo(status_text.failure(message))
    if output is Format.TEXT:
        typer.echo(f"{len(messages)} failed" + ("; again with: candidatures reingest --failed" if messages else ""))
    raise typer.Exit(int(bool(messages)))
