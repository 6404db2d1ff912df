"""`export`: everything that came in, taken away as one file."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from desk.export import csv_files, json_files, workbook
from desk.export.columns import names
from jobs.cli.app import ConfigOption, app
from jobs.cli.options import reader
from jobs.cli.queries.views import open_views
from jobs.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO


@app.command()
def export(
    *,
    output: Annotated[
        Literal["json", "csv", "xlsx"], typer.Option("--format", help="json, csv, or xlsx for Excel and LibreOffice.")
    ],
    with_text: Annotated[bool, typer.Option("--with-text", help="With each document's text (json, xlsx).")] = False,
    path: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Else standard output, or candidatures.xlsx.",
            dir_okay=False,
        ),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Write every application with its documents, facts and evidence to one file.

    Example: candidatures export --format xlsx --output candidatures.xlsx
    """
    with open_views(config, "export") as (views, look):
        look.note(shown=(row.id for row in views.applications().rows), format=output)
        if output == "xlsx":
            target = path or Path("candidatures.xlsx")
            with _named_faults(target):
                lines = views.lines(with_text=with_text)
                workbook.write_xlsx(lines, names(views.notices(), reader()), reader(), target, with_text=with_text)
            typer.echo(f"{target} written", err=True)
            return
        with _opened(path) as to:
            if output == "json":
                json_files.write_applications(views.details(with_text=with_text), to, with_text=with_text)
            else:
                rows = views.with_jury(views.applications().rows)
                csv_files.write_csv(rows, names(views.notices(), reader()), reader(), to)


@contextmanager
def _opened(path: Path | None) -> Iterator[IO[str]]:
    if path is None:
        yield sys.stdout
        return
    with _named_faults(path), path.open("w", encoding="utf-8", newline="") as to:
        yield to


@contextmanager
def _named_faults(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        raise UsageError(f"{path}: can't be written: {exc.strerror or exc}") from exc
