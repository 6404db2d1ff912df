"""Options that several commands share, the language that they speak, and what they show while they work or wait."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from desk.i18n.languages import of_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desk.i18n.speech import Speech


class Format(StrEnum):
    """For people or for programs."""

    TEXT = "text"
    JSON = "json"


class Language(StrEnum):
    """The languages of the page, of the terminal and of the rules."""

    FR = "fr"
    NL = "nl"
    DE = "de"
    EN = "en"


ASKED_LANGUAGE: ContextVar[str] = ContextVar("ASKED_LANGUAGE", default="")
"""What --language says; empty where it was not given."""


def terminal_language() -> str:
    """In which recruiters are spoken to: by --language, else by the locale. What is for programs has none."""
    return ASKED_LANGUAGE.get() or of_terminal(os.environ)


def reader() -> Speech:
    """How the terminal's reader is spoken to."""
    from desk.i18n.speech import speech  # noqa: PLC0415 - it loads the formats of all locales

    return speech(terminal_language())


FormatOption = Annotated[Format, typer.Option("--format", help="For people, or JSON for programs.")]
LogFormatOption = Annotated[Format, typer.Option("--log-format", help="One line an event, for people or as JSON.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print what would be done, and change nothing.")]


def print_json(value: object) -> None:
    """For programs; instants and days in ISO 8601."""
    typer.echo(json.dumps(value, default=lambda at: at.isoformat(), ensure_ascii=False, indent=1))


def waiting() -> None:
    """Said once, while another command holds the lock."""
    typer.echo("another poll or re-ingest is under way; waiting for its end", err=True)


@contextmanager
def bar(label: str) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error when a person watches; the function it gives moves it on by one of so many."""
    from rich import progress  # noqa: PLC0415 - most commands have none
    from rich.console import Console  # noqa: PLC0415 - as above

    times = (progress.MofNCompleteColumn(), progress.TimeElapsedColumn(), progress.TimeRemainingColumn())
    columns = (progress.SpinnerColumn(), progress.TextColumn("{task.description}"), progress.BarColumn(), *times)
    shown = progress.Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
    with shown:
        task = shown.add_task(label, total=None)
        yield lambda total: shown.update(task, advance=1, total=total)
