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
LISTING = ("--help", "--version")
"""What needs no command but its line in the table; without any word it is the first."""


BEFORE = ("--why", "--language")
"""Options of all commands, each with a value, which stand before the command."""


def load(words: Sequence[str]) -> None:
    """Load the command that the arguments begin with: all others' libraries are half of the time until it begins.

    The list of all loads none of them. Where they begin with something else all are loaded: a mistyped word, a shell's
    completion; so they are for the manual page.
    """
    named = _behind_options(words) if words else LISTING[0]
    if named in COMMANDS and named != "manual":
        import_module(f"jobs.cli.{COMMANDS[named]}")
    elif named not in LISTING or COMPLETING in os.environ:
        every()


def _behind_options(words: Sequence[str]) -> str:
    """The first word behind the options of all commands; empty where there is none."""
    if words and words[0] in BEFORE:
        return _behind_options(words[2:])
    if words and words[0].partition("=")[0] in BEFORE:
        return _behind_options(words[1:])
    return words[0] if words else ""


def every() -> Typer:
    """The command line with all its commands."""
    for module in COMMANDS.values():
        import_module(f"jobs.cli.{module}")
    return app


def main() -> None:
    """Run the command that the arguments name. What it writes is its user's alone: candidates' data, nobody else's."""
    os.umask(0o077)
    app()
