"""`list`: the applications."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from desk.export import csv_files, json_files
from desk.export.columns import names
from desk.terminal import tables
from jobs.cli.app import ConfigOption, app
from jobs.cli.options import reader
from jobs.cli.queries.views import TableFormat, TableFormatOption, open_views, print_shown
from jobs.errors import UsageError
from store.views.values import ApplicationFilter


@app.command(name="list")
def list_(  # noqa: PLR0913 - one option for each way of choosing
    *,
    to_sort: Annotated[bool, typer.Option("--to-sort", help="Only what awaits a human, in a few lines.")] = False,
    missing: Annotated[
        Literal["cv", "letter", "any", "none"] | None,
        typer.Option(help="Only those without a cv, a letter, any of both, or none."),
    ] = None,
    notice: Annotated[str | None, typer.Option(help="Only applications to this notice, by its slug.")] = None,
    late: Annotated[bool, typer.Option("--late", help="Only applications that came after the cutoff.")] = False,
    search: Annotated[str | None, typer.Option(help="Only applications with these words in any text.")] = None,
    order: Annotated[
        str, typer.Option(help="arrival, last, name, city, decision or a criterion; - turns it.")
    ] = "arrival",
    output: TableFormatOption = TableFormat.TABLE,
    config: ConfigOption = None,
) -> None:
    """Show the applications: who, when, what is missing, what each file says on the criteria, what awaits a human.

    Signs: ✓ found, ✗ contrary, ? to verify, – not found. They say what the papers say, never what a person is worth.

    Example: candidatures list --missing letter --order name
    """
    wanted = ApplicationFilter(
        notice=notice,
        missing=missing,
        on_time=False if late else None,
        text=search,
        order=order,
    )
    with open_views(config, "list") as (views, look):
        if notice is not None and notice not in {one.slug for one in views.notices()}:
            raise UsageError(f"there is no notice {notice}: candidatures notices list")
        if to_sort:
            waiting, attention = views.to_sort(), views.attention()
            look.note(shown=sorted(waiting.whose), to_sort="yes")
            print_shown(tables.to_sort(waiting, attention, reader()))
            return
        look.note(shown=(row.id for row in views.applications(wanted).rows), q=search)
        if output is TableFormat.JSON:
            json_files.write_applications(views.details(wanted), sys.stdout)
        elif output is TableFormat.CSV:
            rows = views.with_jury(views.applications(wanted).rows)
            csv_files.write_csv(rows, names(views.notices(), reader()), reader(), sys.stdout)
        else:
            print_shown(tables.applications(views.applications(wanted), views.notices(), reader()))
