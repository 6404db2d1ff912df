"""`messages`: every message accounted for."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from desk.export import csv_files, json_files
from desk.terminal import tables
from jobs.cli.app import ConfigOption, app
from jobs.cli.options import reader
from jobs.cli.queries.views import TableFormat, TableFormatOption, open_views, print_shown

SetAsideOption = Annotated[
    bool,
    typer.Option(
        "--set-aside",
        help="Only automatic replies, delivery failures and internal mails that nobody has said anything of.",
    ),
]


@app.command()
def messages(
    *, set_aside: SetAsideOption = False, output: TableFormatOption = TableFormat.TABLE, config: ConfigOption = None
) -> None:
    """Account for every message: its disposition, the reason, its state, the application it belongs to.

    Example: candidatures messages --format csv
    """
    with open_views(config, "messages") as (views, look):
        found = [message for message in views.messages() if message.is_set_aside or not set_aside]
        look.note(shown=(message.application_id or message.id for message in found))
        if output is TableFormat.JSON:
            json_files.write_messages(found, sys.stdout)
        elif output is TableFormat.CSV:
            csv_files.write_messages_csv(found, sys.stdout)
        else:
            print_shown(tables.messages(found, reader()))
