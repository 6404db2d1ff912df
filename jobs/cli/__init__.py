"""The command line: `candidatures COMMAND`, a module for each command; each joins by its name in this table."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer import Typer

COMMANDS = {
    "access": "people.access",
    "adopt": "care.adopt",
    "audit": "care.audit",
    "backup": "care.backup",
    "check": "setup.check",
    "close": "notices",
    "encrypt": "care.encrypt",
    "erase": "people.erase",
    "explain": "queries.explain",
    "export": "queries.export",
    "failed": "queries.failed",
    "init": "setup.init",
    "inspect": "intake.inspect",
    "interviews": "interviews",
    "letters": "letters",
    "list": "queries.list_applications",
    "login": "setup.login",
    "manual": "setup.manual",
    "messages": "queries.messages",
    "migrate": "care.migrate",
    "move-archive": "care.move_archive",
    "notices": "notices",
    "poll": "intake.poll",
    "reingest": "intake.reingest",
    "restore": "care.restore",
    "retention": "people.retention",
    "roles": "care.roles",
    "run": "intake.run",
    "search": "queries.search",
    "serve": "serve",
    "show": "queries.show",
    "sql": "queries.sql",
    "status": "care.status",
    "users": "users",
    "withheld": "queries.withheld",
    "worker": "intake.worker",
}
"""The module in this folder that registers a command, or a group of them."""


def load(words: Sequence[str]) -> None:
    """Load the command that the arguments begin with: all others' libraries are half of the time until it begins.

    Where they begin with none, all are loaded: for the help, a mistyped word, a shell's completion. So they are for the
    manual page, which is about all.
    """
    named = words[0] if words else ""
    if named in COMMANDS and named != "manual":
        import_module(f"jobs.cli.{COMMANDS[named]}")
    else:
        every()


def every() -> Typer:
    """The command line with all its commands."""
    for module in COMMANDS.values():
        import_module(f"jobs.cli.{module}")
    return _frame()


def main() -> None:
    """Run the command that the arguments name. What it writes is its user's alone: candidates' data, nobody else's."""
    os.umask(0o077)
    _frame()()


def _frame() -> Typer:
    from jobs.cli.app import app  # noqa: PLC0415 - what every command needs, and this table does not

    return app
