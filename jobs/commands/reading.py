"""`list`, `show`, `search` and `messages`: what came in; tables for people, JSON and CSV for programs."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - Typer reads the annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from desk import delimited, exports, tables
from desk.columns import names
from desk.tables import FRENCH
from jobs import configuration
from jobs.commands.app import ConfigOption, app
from jobs.errors import UsageError
from jobs.workplace import open_store
from store.views import ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from store.views import Views


class Format(StrEnum):
    """For people (table) or for programs."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Missing(StrEnum):
    """What an application lacks."""

    CV = "cv"
    LETTER = "letter"
    ANY = "any"
    NONE = "none"


FormatOption = Annotated[Format, typer.Option("--format", help="table for people, json or csv for programs.")]


@contextmanager
def open_views(config: Path | None) -> Iterator[Views]:
    """The read models of the configuration's store, as of one moment."""
    store = open_store(configuration.load(config, with_secrets=False), read_only=True)
    try:
        with store.read() as views:
            yield views
    finally:
        store.close()


def _print(shown: RenderableType) -> None:
    Console(highlight=False).print(shown)


@app.command(name="list")
def list_(  # noqa: PLR0913 - one option for each way of choosing
    *,
    to_sort: Annotated[bool, typer.Option("--to-sort", help="Only what awaits a human, in a few lines.")] = False,
    missing: Annotated[
        Missing | None, typer.Option(help="Only those without a cv, a letter, any of both, or none.")
    ] = None,
    late: Annotated[bool, typer.Option("--late", help="Only applications that came after the cutoff.")] = False,
    search: Annotated[str | None, typer.Option(help="Only applications with these words in any text.")] = None,
    order: Annotated[
        str, typer.Option(help="arrival, last, name, city, decision or a criterion; - turns it.")
    ] = "arrival",
    output: FormatOption = Format.TABLE,
    config: ConfigOption = None,
) -> None:
    """Show the applications: who, when, what is missing, what each file says on the criteria, what awaits a human.

    Signs: ✓ found, ✗ contrary, ? to verify, – not found. They say what the papers say, never what a person is worth.

    Example: candidatures list --missing letter --order name
    """
    wanted = ApplicationFilter(
        missing=missing.value if missing else None, on_time=False if late else None, text=search, order=order
    )
    with open_views(config) as views:
        if to_sort:
            _print(tables.to_sort(views.to_sort(), views.attention()))
        elif output is Format.JSON:
            exports.write_applications(views.details(wanted), sys.stdout)
        elif output is Format.CSV:
            delimited.write_csv(views.applications(wanted).rows, names(views.notices(), FRENCH), FRENCH, sys.stdout)
        else:
            _print(tables.applications(views.applications(wanted)))


@app.command()
def show(
    application: Annotated[int, typer.Argument(metavar="ID", help="The application's number in `list`.")],
    *,
    with_text: Annotated[bool, typer.Option("--with-text", help="With each document's text (json).")] = False,
    output: FormatOption = Format.TABLE,
    config: ConfigOption = None,
) -> None:
    """Show one application: the person, each criterion with the sentences that say it, papers, mails, career.

    Example: candidatures show 7
    """
    if output is Format.CSV:
        raise UsageError("show: one application has no table of its own; use --format json")
    with open_views(config) as views:
        detail = views.application(application, with_text=with_text)
        if output is Format.JSON:
            _json(exports.application_json(detail, with_text=with_text))
        else:
            _print(tables.application(detail))


def _json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


@app.command()
def search(
    text: Annotated[str, typer.Argument(help='Words, a "phrase", the beginning of a word (nomm*), -without.')],
    *,
    limit: Annotated[int, typer.Option(min=1, help="At most so many passages.")] = 50,
    output: FormatOption = Format.TABLE,
    config: ConfigOption = None,
) -> None:
    """Find words in every mail and document, accents and ligatures apart, with the passage.

    Example: candidatures search "à titre définitif"
    """
    if output is Format.CSV:
        raise UsageError("search: passages are no table for a program; use --format json")
    with open_views(config) as views:
        page = views.search(text, limit=limit)
        if output is Format.JSON:
            _json(exports.search_json(page))
        else:
            _print(tables.search(page))


@app.command()
def messages(*, output: FormatOption = Format.TABLE, config: ConfigOption = None) -> None:
    """Account for every message: its disposition, the reason, its state, the application it belongs to.

    Example: candidatures messages --format csv
    """
    with open_views(config) as views:
        if output is Format.JSON:
            exports.write_messages(views.messages(), sys.stdout)
        elif output is Format.CSV:
            delimited.write_messages_csv(views.messages(), sys.stdout)
        else:
            _print(tables.messages(views.messages()))
