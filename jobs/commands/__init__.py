"""The command line: `candidatures COMMAND`, each command in the module of its subject."""

from __future__ import annotations

import os

from jobs.commands import care, daemon, desk, inspect, intake, manual, notices, reading, setup, taking, withheld
from jobs.commands.app import app

__all__ = [
    "care",
    "daemon",
    "desk",
    "inspect",
    "intake",
    "main",
    "manual",
    "notices",
    "reading",
    "setup",
    "taking",
    "withheld",
]


def main() -> None:
    """Run the command that the arguments name. What it writes is its user's alone: candidates' data, nobody else's."""
    os.umask(0o077)
    app()
