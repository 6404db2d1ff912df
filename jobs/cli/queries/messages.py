"""`messages`: every message accounted for."""

from __future__ import annotations

import sys

from desk.export import csv_files, json_files, terminal
from jobs.cli.app import ConfigOption, app
from jobs.cli.queries.views import TableFormat, TableFormatOption, open_views, print_shown


@app.command()
def messages(*, output: TableFormatOption = TableFormat.TABLE, config: ConfigOption = None) -> None:
    """Account for every message: its disposition, the reason, its state, the application it belongs to.

    Example: candidatures messages --format csv
    """
    with open_views(config, "messages") as (views, look):
        look.note(shown=(message.application_id or message.id for message in views.messages()))
        if output is TableFormat.JSON:
            json_files.write_messages(views.messages(), sys.stdout)
        elif output is TableFormat.CSV:
            csv_files.write_messages_csv(views.messages(), sys.stdout)
        else:
            print_shown(terminal.messages(views.messages()))
