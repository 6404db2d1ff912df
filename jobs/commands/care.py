"""`status`, `failed`, `backup`, `audit` and `login`: what an operator looks at and looks after."""

from __future__ import annotations

import logging
import sys
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from jobs import access, auditing, backup, configuration, logs, passes, status, status_text
from jobs.commands.app import ConfigOption, app
from jobs.errors import UsageError
from jobs.lock import exclusive
from jobs.workplace import open_store, open_workplace


class Format(StrEnum):
    """For people or for programs."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="For people, or JSON for programs.")]


@app.command("status")
def show_status(*, output: FormatOption = Format.TEXT, config: ConfigOption = None) -> None:
    """How things stand: last good poll of each mailbox, next poll, queue, failures, disk, days to the cutoff.

    Exit status 1 when something needs a person; it is named.
    """
    settings = configuration.load(config, with_secrets=False)
    with closing(open_store(settings)) as store:
        now = status.take(settings, store)
    if output is Format.JSON:
        typer.echo(status_text.as_json(now))
    else:
        for line in status_text.lines(now):
            typer.echo(line)
    raise typer.Exit(int(not now.well))


@app.command()
def failed(*, output: FormatOption = Format.TEXT, config: ConfigOption = None) -> None:
    """Messages that could not be read after three tries. Their originals are kept; `reingest` takes them up again.

    Exit status 1 when there are any.
    """
    settings = configuration.load(config, with_secrets=False)
    with closing(open_store(settings)) as store, store.read() as views:
        messages = views.to_sort().failed
    if output is Format.JSON:
        typer.echo(status_text.failures_as_json(messages))
    for message in messages if output is Format.TEXT else ():
        typer.echo(status_text.failure(message))
    if output is Format.TEXT:
        typer.echo(f"{len(messages)} failed" + ("; again with: candidatures reingest --failed" if messages else ""))
    raise typer.Exit(int(bool(messages)))


@app.command("backup")
def make_backup(
    folder: Annotated[
        Path, typer.Argument(help="Where to: a folder that is empty, or holds an earlier backup.", file_okay=False)
    ],
    *,
    config: ConfigOption = None,
) -> None:
    """A consistent copy of store and archive, while everything runs. What is there of an earlier one stays.

    Originals are verified on the way. docs/operations.md tells how to restore.
    """
    settings = configuration.load(config, with_secrets=False)
    with closing(open_store(settings)) as store:
        done = backup.make(settings, store, folder)
    typer.echo(f"{folder}: store, and {done.originals} originals ({done.copied} of them new)")
    for digest in done.damaged:
        typer.echo(f"the original {digest} is missing or damaged and is not in the backup", err=True)
    raise typer.Exit(int(bool(done.damaged)))


@app.command()
def audit(
    *,
    keep_orphans: Annotated[bool, typer.Option("--keep-orphans", help="Take nothing out of the archive.")] = False,
    config: ConfigOption = None,
) -> None:
    """Reconcile each mailbox, UID by UID, with the store and the archive; verify digests and derived rows.

    Exit status 1 when something differs: it is printed. Mail that its owner has deleted since is no difference.
    """
    settings = configuration.load(config)
    logs.configure(level=logging.WARNING)
    with open_workplace(settings) as place, exclusive(place.lock_file, waiting=_waiting):
        done = auditing.audit(place, passes.open_mailboxes(settings), clean=not keep_orphans)
    console = Console(highlight=False, soft_wrap=True)
    for mark, findings in (("ok", done.checked), ("note", done.notes), ("DIFFERENCE", done.differences)):
        for finding in findings:
            console.print(f"{mark:10} {finding.place}: {finding.sentence}", markup=False)
    raise typer.Exit(int(bool(done.differences)))


@app.command()
def login(
    mailbox: Annotated[str, typer.Argument(help="The mailbox's name in the configuration.")],
    *,
    config: ConfigOption = None,
) -> None:
    """Sign in, once, to a mailbox that is entered by OAuth 2 (Microsoft 365, Gmail); `run` keeps the sign-in alive."""
    settings = configuration.load(config, with_secrets=False)
    chosen = next((one for one in settings.mailboxes if one.name == mailbox), None)
    if chosen is None:
        raise UsageError(f"there is no mailbox {mailbox} in the configuration")
    tokens = access.tokens_of(settings, chosen)
    if tokens is None:
        raise UsageError(f"mailbox {mailbox} is entered with a password: it needs no login")
    tokens.sign_in(Terminal())
    typer.echo(f"mailbox {mailbox}: signed in")


class Terminal:
    """Whoever sits before it."""

    def tell(self, text: str) -> None:
        """Show it."""
        typer.echo(text)

    def ask(self, text: str) -> str:
        """Show it and read a line."""
        typer.echo(text, nl=False)
        return sys.stdin.readline()


def _waiting() -> None:
    typer.echo("a poll or re-ingest is under way; waiting for its end", err=True)
