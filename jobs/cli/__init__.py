"""The command line: `candidatures COMMAND`, a module for each command; each joins by its name in this list."""

from __future__ import annotations

import os

from jobs.cli import interviews, letters, notices, serve, users
from jobs.cli.app import app
from jobs.cli.care import adopt, audit, backup, encrypt, migrate, move_archive, restore, status
from jobs.cli.intake import inspect, poll, reingest, run, worker
from jobs.cli.people import access, erase, retention
from jobs.cli.queries import explain, export, failed, list_applications, messages, search, show, sql, withheld
from jobs.cli.setup import check, init, login, manual

__all__ = [
    "access",
    "adopt",
    "audit",
    "backup",
    "check",
    "encrypt",
    "erase",
    "explain",
    "export",
    "failed",
    "init",
    "inspect",
    "interviews",
    "letters",
    "list_applications",
    "login",
    "main",
    "manual",
    "messages",
    "migrate",
    "move_archive",
    "notices",
    "poll",
    "reingest",
    "restore",
    "retention",
    "run",
    "search",
    "serve",
    "show",
    "sql",
    "status",
    "users",
    "withheld",
    "worker",
]


def main() -> None:
    """Run the command that the arguments name. What it writes is its user's alone: candidates' data, nobody else's."""
    os.umask(0o077)
    app()
