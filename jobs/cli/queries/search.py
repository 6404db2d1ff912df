"""`search`: words in every mail and document."""

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
def search(
    text: Annotated[str, typer.Argument(help='Words, a "phrase", the beginning of a word (nomm*), -without.')],
    *,
    limit: Annotated[int, typer.Option(min=1, help="At most so many passages.")] = 50,
    output: TableFormatOption = TableFormat.TABLE,
    config: ConfigOption = None,
) -> None:
    """Find words in every mail and document, accents and ligatures apart, with the passage.

    Example: candidatures search "à titre définitif"
    """
    if output is TableFormat.CSV:
        raise UsageError("search: passages are no table for a program; use --format json")
    with open_views(config, "search") as (views, look):
        page = views.search(text, limit=limit)
        look.note(shown=(hit.application_id or hit.message_id for hit in page.hits), q=text)
        if output is TableFormat.JSON:
            print_json(json_files.search_json(page))
        else:
            print_shown(tables.search(page, reader()))
