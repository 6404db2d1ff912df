"""`show`: one application."""

from __future__ import annotations

from typing import Annotated

import typer

from desk.export import json_files
from desk.terminal import tables
from jobs.cli.app import ConfigOption, app
from jobs.cli.options import print_json, reader
from jobs.cli.queries.views import TableFormat, TableFormatOption, open_views, print_shown
from jobs.errors import UsageError


@app.command()
def show(
    application: Annotated[int, typer.Argument(metavar="ID", help="The application's number in `list`.")],
    *,
    with_text: Annotated[bool, typer.Option("--with-text", help="With each document's text (json).")] = False,
    output: TableFormatOption = TableFormat.TABLE,
    config: ConfigOption = None,
) -> None:
    """Show one application: the person, each criterion with the sentences that say it, papers, mails, career.

    Example: candidatures show 7
    """
    if output is TableFormat.CSV:
        raise UsageError("show: one application has no table of its own; use --format json")
    with open_views(config, "show") as (views, look):
        detail = views.application(application, with_text=with_text)
        look.note(about=application)
        if output is TableFormat.JSON:
            print_json(json_files.application_json(detail, with_text=with_text))
        else:
            print_shown(tables.application(detail, reader()))
