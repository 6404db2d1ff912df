"""`sql`: the tables for those who like SQL."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from desk.escaping import cell
from jobs.cli.app import ConfigOption, app
from jobs.cli.queries.views import TableFormat, TableFormatOption
from jobs.runtime import looks

if TYPE_CHECKING:
    from jobs.care.sql_console import QueryResult


@app.command()
def sql(
    statement: Annotated[str | None, typer.Argument(help="One statement; without it, standard input is read.")] = None,
    *,
    output: TableFormatOption = TableFormat.TABLE,
    config: ConfigOption = None,
) -> None:
    """Ask the tables in SQL. For reading only: the database itself refuses to write.

    docs/querying.md names the views: `candidatures sql "select nom, localite from candidatures"`.
    """
    from jobs.care.sql_console import ask  # noqa: PLC0415 - as above

    look, asked = looks.begin(config, "sql"), statement if statement is not None else sys.stdin.read()
    with look.store() as store:
        look.note(q=asked)
        answer = ask(store, asked)
    PRINTERS[output](answer)


def _as_table(answer: QueryResult) -> None:
    from jobs.care.sql_console import plain  # noqa: PLC0415 - as above

    table = Table(*answer.columns)
    for row in answer.rows:
        table.add_row(*(plain(value) for value in row))
    Console(highlight=False, markup=False).print(table)


def _as_csv(answer: QueryResult) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(answer.columns)
    writer.writerows([cell(value) if isinstance(value, str) else value for value in row] for row in answer.rows)


def _as_json(answer: QueryResult) -> None:
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    json.dump(rows, sys.stdout, ensure_ascii=False, default=str, indent=1)
    sys.stdout.write("\n")


PRINTERS = {TableFormat.TABLE: _as_table, TableFormat.CSV: _as_csv, TableFormat.JSON: _as_json}
