"""`inspect`: what the parsers make of a file, without mailbox or store."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console
from rich.markup import escape

from jobs.cli.app import app
from jobs.cli.options import Format, bar
from jobs.reading import inspection
from jobs.sandbox.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.values.evidence import JSON


@app.command()
def inspect(
    paths: Annotated[
        list[Path], typer.Argument(help="Mails or documents; a folder means every file below it.", exists=True)
    ],
    *,
    as_: Annotated[
        Literal["mail", "document"] | None,
        typer.Option("--as", help="Take every file for this; else its bytes decide.", show_default=False),
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", help="json: one object a line, in the order of the arguments.")
    ] = Format.TEXT,
) -> None:
    """Show what the parsers make of a mail or document file. Stores nothing and needs no configuration.

    Exit status 1 when a file can't be handled.

    Example: candidatures inspect letter.eml cv.pdf
    """
    files = list(_files(paths))
    failed = False
    with Pool() as pool, bar("inspecting") as advance:
        for record in inspection.inspect(files, pool, as_=as_):
            _show(record, output)
            failed = failed or "error" in record
            advance(len(files))
    raise typer.Exit(int(failed))


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*") if found.is_file())
        else:
            yield path


def _show(record: dict[str, JSON], output: Format) -> None:
    if output is Format.JSON:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
        return
    console = Console(highlight=False, soft_wrap=True)
    for key, value in record.items():
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
        console.print(f"[bold]{escape(key)}[/]: {escape(shown)}")
    console.print()
