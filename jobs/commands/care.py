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

from jobs import access, auditing, backup, belonging, configuration, logs, passes, restoring, status, status_text
from jobs.commands.app import ConfigOption, app
from jobs.commands.progress import bar
from jobs.errors import UsageError
from jobs.lock import exclusive
from jobs.workplace import open_store, open_workplace


class Format(StrEnum):
    """For people or for programs."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="For people, or JSON for programs.")]


@app.command("status")
def show_status(
    *,
    output: FormatOption = Format.TEXT,
    running: Annotated[
        bool, typer.Option("--running", help="Only whether `run` is at work: for a container's health check.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """How things stand: last good poll of each mailbox, next poll, queue, failures, disk, days to the cutoff.

    Exit status 1 when something needs a person; it is named.

    Example: candidatures status --format json
    """
    settings = configuration.load(config, with_secrets=False)
    if running:
        raise typer.Exit(int(not status.is_running(settings)))
    with closing(open_store(settings, read_only=True)) as store:
        now = status.take(settings, store)
    if output is Format.JSON:
        typer.echo(status_text.as_json(now))
    else:
        for line in status_text.lines(now):
            typer.secho(line, fg=typer.colors.RED if line.startswith("PROBLEM") else None)
    raise typer.Exit(int(not now.well))


@app.command()
def failed(*, output: FormatOption = Format.TEXT, config: ConfigOption = None) -> None:
    """Messages that could not be read after three tries. Their originals are kept; `reingest` takes them up again.

    Exit status 1 when there are any.

    Example: candidatures failed
    """
    settings = configuration.load(config, with_secrets=False)
    with closing(open_store(settings, read_only=True)) as store, store.read() as views:
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
    keep: Annotated[int, typer.Option(min=1, help="So many generations of the store are kept.")] = backup.KEEP,
    verify: Annotated[bool, typer.Option("--verify", help="Make none; look whether it can be restored.")] = False,
    config: ConfigOption = None,
) -> None:
    """A consistent copy of store, originals and entered passwords, while everything runs; a generation each time.

    Originals are kept once for all generations, and verified on the way. `candidatures restore` brings it all back.
    Exit status 1 when something is damaged.

    Example: candidatures backup /var/backups/candidatures
    """
    if verify:
        _verify(folder)
    settings = configuration.load(config, with_secrets=False)
    with closing(open_store(settings, read_only=True)) as store, bar("copying") as advance:
        done = backup.make(settings, store, folder, keep=keep, progress=advance)
    typer.echo(f"{folder}: store, and {done.originals} originals ({done.copied} of them new)")
    for digest in done.damaged:
        typer.echo(f"the original {digest} is missing or damaged and is not in the backup", err=True)
    raise typer.Exit(int(bool(done.damaged)))


def _verify(folder: Path) -> None:
    with bar("verifying") as advance:
        faults = list(backup.verify(folder, advance))
    for fault in faults:
        typer.echo(fault, err=True)
    whole = len(backup.generations(folder))
    typer.echo(f"{folder}: {whole} generations, " + (f"{len(faults)} faults" if faults else "as they were written"))
    raise typer.Exit(int(bool(faults)))


@app.command("restore")
def bring_back(
    folder: Annotated[Path, typer.Argument(help="The folder of the backup.", file_okay=False, exists=True)],
    *,
    generation: Annotated[
        str | None, typer.Option(help="Which one, by its folder's name; else the newest.", show_default=False)
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Bring store, originals and entered passwords back from a backup. The daemon must be stopped.

    A store that is there is put aside, an original that is there stays. Then: candidatures audit.
    Exit status 1 when the backup lacks an original.

    Example: candidatures restore /var/backups/candidatures
    """
    settings = configuration.load(config, with_secrets=False)
    with bar("restoring") as advance:
        done = restoring.restore(settings, folder, generation, progress=advance)
    typer.echo(f"restored as of {done.generation}; {done.originals} originals brought back")
    for path in done.put_aside:
        typer.echo(f"what was there before is at {path}")
    for digest in done.missing:
        typer.echo(f"the original {digest} is damaged in the backup", err=True)
    raise typer.Exit(int(bool(done.missing)))


@app.command()
def migrate(config: ConfigOption = None) -> None:
    """Make the store, or bring its schema up to date. `poll`, `run` and `serve` do so as well when they start.

    Example: candidatures migrate
    """
    with open_workplace(configuration.load(config, with_secrets=False)) as place:
        typer.echo(f"{place.store.name}: is of this version")


@app.command()
def adopt(config: ConfigOption = None) -> None:
    """Say that the store and the archive of the configuration belong together, though they do not know each other.

    Only where you know it: a store with another's archive misses letters, an archive with another's store hides some.

    Example: candidatures adopt
    """
    settings = configuration.load(config, with_secrets=False)
    with open_workplace(settings, strangers=True) as place, exclusive(place.lock_file):
        belonging.adopt(place.store, place.archive)
        with place.store.peek() as transaction:
            named = transaction.ledger.digests()
        there = sum(digest in place.archive for digest in named)
    typer.echo(f"they belong together; {there} of the {len(named)} originals that the store names are there")


@app.command()
def audit(
    *,
    keep_orphans: Annotated[bool, typer.Option("--keep-orphans", hidden=True)] = False,
    config: ConfigOption = None,
) -> None:
    """Reconcile each mailbox, UID by UID, with the store and the archive; verify digests and derived rows.

    It only looks: nothing is made, changed or taken away, and a poll goes on beside it. Exit status 1 when something
    differs: it is printed. Mail that its owner has deleted since is no difference.

    Example: candidatures audit
    """
    del keep_orphans  # what earlier versions were told; nothing is taken out any more
    settings = configuration.load(config)
    logs.configure(level=logging.WARNING)
    with open_workplace(settings, read_only=True) as place:
        done = auditing.audit(place, passes.open_mailboxes(settings))
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
    """Sign in, once, to a mailbox that is entered by OAuth 2 (Microsoft 365, Gmail); `run` keeps the sign-in alive.

    Example: candidatures login a
    """
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
