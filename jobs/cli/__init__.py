"""The command line: `candidatures COMMAND`, a module for each command; each joins by its name in the table of `app`."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

from jobs.cli.app import COMMANDS, app

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer import Typer

COMPLETING = "_CANDIDATURES_COMPLETE"


def load(words: Sequence[str]) -> None:
    """Load the command that the arguments begin with: all others' libraries are half of the time until it begins.

    All are loaded for the manual page, and for a shell that completes their options.
    """
    named = words[0] if words else ""
    if named == "manual" or COMPLETING in os.environ:
        every()
    elif named in COMMANDS:
        import_module(f"jobs.cli.{COMMANDS[named].module}")


def every() -> Typer:
    """The command line with all its commands."""
    for command in COMMANDS.values():
        import_module(f"jobs.cli.{command.module}")
    return app


def main() -> None:
    """Run the command that the arguments name. What it writes is its user's alone: candidates' data, nobody else's."""
    os.umask(0o077)
    app()
