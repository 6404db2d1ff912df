"""The command line: `candidatures COMMAND`, a module for each command; each joins by its name in this table."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer import Typer


class _Command(NamedTuple):
    module: str
    """In this folder; it registers the command, or a group of them."""
    says: str
    """The first sentences of its own help: the help of all loads none of them."""


COMMANDS = {
    "access": _Command(
        "people.access",
        "Everything held on a person, as one folder: data, summary, originals, decisions, who looked, how long.",
    ),
    "adopt": _Command(
        "care.adopt",
        "Say that the store and the archive of the configuration belong together, though they do not know each other.",
    ),
    "audit": _Command(
        "care.audit",
        "Reconcile each mailbox, UID by UID, with the store and the archive; verify digests and derived rows.",
    ),
    "backup": _Command(
        "care.backup",
        "A consistent copy of store, originals and entered passwords, while everything runs; a generation each time.",
    ),
    "check": _Command(
        "setup.check",
        "Try everything the program needs: configuration, secrets, each mailbox, store, archive, tools; a line each.",
    ),
    "close": _Command(
        "notices",
        "End a notice: nothing is polled for it any more. Refuses while letters are on their way or answers are owed.",
    ),
    "encrypt": _Command(
        "care.encrypt",
        "Encrypt originals and entered passwords that are kept plainly, or for an older key, by the table encryption.",
    ),
    "erase": _Command(
        "people.erase",
        "Erase a person: originals, texts, search index, notes, decisions and history; nothing brings it back.",
    ),
    "explain": _Command(
        "queries.explain",
        "Explain an application's facts: passages, rules, the words that changed the meaning, what was set aside.",
    ),
    "export": _Command("queries.export", "Write every application with its documents, facts and evidence to one file."),
    "failed": _Command(
        "queries.failed",
        "Messages that could not be read after three tries. Their originals are kept; `reingest` takes them up again.",
    ),
    "init": _Command("setup.init", "Write a commented configuration for the EO notice. Never overwrites a file."),
    "inspect": _Command(
        "intake.inspect",
        "Show what the parsers make of a mail or document file. Stores nothing and needs no configuration.",
    ),
    "interviews": _Command("interviews", "Interviews: hours, who has which, and the letters about them."),
    "letters": _Command("letters", "Letters to candidates: drafted, approved by a person, sent once."),
    "list": _Command(
        "queries.list_applications",
        "Show the applications: who, when, what is missing, what each file says on the criteria, what awaits a human.",
    ),
    "login": _Command(
        "setup.login",
        "Sign in, once, to a mailbox that is entered by OAuth 2 (Microsoft 365, Gmail); `run` keeps the sign-in alive.",
    ),
    "manual": _Command("setup.manual", "Print the manual page of this version, for `man`."),
    "messages": _Command(
        "queries.messages",
        "Account for every message: its disposition, the reason, its state, the application it belongs to.",
    ),
    "migrate": _Command(
        "care.migrate",
        "Make the store, or bring its schema up to date. `poll`, `run` and `serve` do so as well when they start.",
    ),
    "move-archive": _Command(
        "care.move_archive",
        "Move the originals, and what stands beside them, from the folder into the bucket of the table objects.",
    ),
    "notices": _Command("notices", "The published posts: from the configuration into the store."),
    "poll": _Command("intake.poll", "One pass over every mailbox, now: what is new is kept, read and shown by `list`."),
    "reingest": _Command(
        "intake.reingest",
        "Read kept originals again, by the rules as they are now. Notes, decisions and corrections stay.",
    ),
    "restore": _Command(
        "care.restore",
        "Bring store, originals and entered passwords back from a backup. The daemon must be stopped.",
    ),
    "retention": _Command(
        "people.retention",
        "Take away what was kept for its time, two weeks after a warning. `run` does it every day; else from a timer.",
    ),
    "roles": _Command(
        "care.roles",
        "Print the SQL that makes a PostgreSQL role for each program: daemon, worker, desk, reader. Again at any time.",
    ),
    "run": _Command(
        "intake.run",
        "Poll on schedule until the notices and their grace are over, then write the closing report and end.",
    ),
    "search": _Command(
        "queries.search",
        "Find words in every mail and document, accents and ligatures apart, with the passage.",
    ),
    "serve": _Command(
        "serve",
        "The recruiter's page: who applied, what is missing, what the papers say and where. Stops with Ctrl-C.",
    ),
    "show": _Command(
        "queries.show",
        "Show one application: the person, each criterion with the sentences that say it, papers, mails, career.",
    ),
    "sql": _Command("queries.sql", "Ask the tables in SQL. For reading only: the database itself refuses to write."),
    "status": _Command(
        "care.status",
        "How things stand: last good poll of each mailbox, next poll, queue, failures, disk, days to the cutoff.",
    ),
    "users": _Command("users", "Who may use the page."),
    "withheld": _Command(
        "queries.withheld",
        "Mails that a mailbox lists and does not give, or gives something else for (a notice of Exchange, a part).",
    ),
    "worker": _Command(
        "intake.worker",
        "Share the daemon's work with other workers, on this machine and on others; the store is on PostgreSQL.",
    ),
}

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
    return _frame()


def main() -> None:
    """Run the command that the arguments name. What it writes is its user's alone: candidates' data, nobody else's."""
    os.umask(0o077)
    _frame()()


def _frame() -> Typer:
    from jobs.cli.app import app  # noqa: PLC0415 - what every command needs, and this table does not

    return app
