"""The read models that these commands show, and in which form."""

from __future__ import annotations

from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - Typer reads the annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from jobs.runtime import looks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from jobs.runtime.looks import CommandLook
    from store.views.views import Views


class TableFormat(StrEnum):
    """For people (table) or for programs."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


TableFormatOption = Annotated[TableFormat, typer.Option("--format", help="table for people, json or csv for programs.")]


@contextmanager
def open_views(config: Path | None, command: str) -> Iterator[tuple[Views, CommandLook]]:
    """The read models of the configuration's store, as of one moment, and the log of who looked."""
    look = looks.begin(config, command)
    with look.store() as store, store.read() as views:
        yield views, look


def print_shown(shown: RenderableType) -> None:
    """For people, at a terminal."""
    Console(highlight=False).print(shown)
