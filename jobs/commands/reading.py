"""`list`, `show`, `search`, `messages` and `export`: what came in, for people and for programs."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - Typer reads the annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from desk import exports
from jobs import configuration
from jobs.commands.app import ConfigOption, app
from jobs.workplace import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.views import Views


class JsonOnly(StrEnum):
    """For programs."""

    JSON = "json"


@contextmanager
def open_views(config: Path | None) -> Iterator[Views]:
    """The read models of the configuration's store, as of one moment."""
    store = open_store(configuration.load(config))
    try:
        with store.read() as views:
            yield views
    finally:
        store.close()


@app.command()
def export(
    *,
    output: Annotated[JsonOnly, typer.Option("--format", help="json: a list of applications.")] = JsonOnly.JSON,  # noqa: ARG001
    with_text: Annotated[bool, typer.Option("--with-text", help="With each document's text.")] = False,
    config: ConfigOption = None,
) -> None:
    """Write every application with its documents and facts, for programs."""
    with open_views(config) as views:
        exports.write_applications(views.details(with_text=with_text), sys.stdout, with_text=with_text)


@app.command()
def messages(
    *,
    output: Annotated[JsonOnly, typer.Option("--format", help="json: a list of messages.")] = JsonOnly.JSON,  # noqa: ARG001
    config: ConfigOption = None,
) -> None:
    """Account for every message: its disposition, the reason, its state, the application it belongs to."""
    with open_views(config) as views:
        exports.write_messages(views.messages(), sys.stdout)
