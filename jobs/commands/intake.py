"""`poll` and `reingest`: mail comes in, and comes in again."""

from __future__ import annotations

import logging
from typing import Annotated

import typer
from rich.console import Console

from jobs import configuration, logs, passes, reingesting
from jobs.commands.app import ConfigOption, app
from jobs.commands.progress import bar
from jobs.errors import UsageError
from jobs.lock import exclusive
from jobs.polling import Scanned, rehearse
from jobs.reingesting import Selection
from jobs.workplace import Workplace, open_workplace

DryRun = Annotated[bool, typer.Option("--dry-run", help="Tell what would be done, and change nothing.")]


def _waiting() -> None:
    typer.echo("another poll or re-ingest is under way; waiting for its end", err=True)


@app.command()
def poll(*, dry_run: DryRun = False, config: ConfigOption = None) -> None:
    """One pass over every mailbox, now: what is new is kept, read and shown by `list`.

    Polling again changes nothing. A mailbox that can't be reached does not stop the others.

    Example: candidatures poll --dry-run
    """
    settings = configuration.load(config)
    logs.configure(level=logging.WARNING)
    with open_workplace(settings) as place, exclusive(place.lock_file, waiting=_waiting):
        _tell_unapplied(place)
        if dry_run:
            _rehearse(place)
            return
        with bar("reading") as advance:
            done = passes.run(place, passes.open_mailboxes(settings), advance=advance)
    _report(done)
    raise typer.Exit(done.exit_code)


def _tell_unapplied(place: Workplace) -> None:
    for difference in passes.unapplied(place):
        typer.echo(f"candidatures: notice {difference.slug}: {difference.sentence}", err=True)
    if passes.unapplied(place):
        typer.echo("candidatures: the notices go on as the store has them: candidatures notices apply", err=True)


def _rehearse(place: Workplace) -> None:
    worst = 0
    for scanned in (rehearse(place, mailbox) for mailbox in passes.open_mailboxes(place.settings)):
        _tell_scanned(scanned)
        worst = max(worst, passes.UNREACHABLE if scanned.error else 0)
    raise typer.Exit(worst)


def _report(done: passes.Poll) -> None:
    for scanned in done.scanned:
        _tell_scanned(scanned)
    failed = [processed for processed in done.processed if processed.error]
    typer.echo(f"{len(done.processed) - len(failed)} messages read")
    for processed in failed:
        typer.echo(f"message {processed.message_id} could not be read: {processed.error}", err=True)


def _tell_scanned(scanned: Scanned) -> None:
    if scanned.error:
        typer.echo(f"candidatures: {scanned.error}", err=True)
        return
    kinds = ", ".join(f"{count} {name}" for name, count in sorted(scanned.dispositions.items()))
    typer.echo(f"mailbox {scanned.mailbox}: {scanned.seen} new{f' ({kinds})' if kinds else ''}")


@app.command()
def reingest(  # noqa: PLR0913 - one option for each way of choosing
    *,
    everything: Annotated[bool, typer.Option("--all", help="Every message that is kept.")] = False,
    failed: Annotated[
        bool, typer.Option("--failed", help="What could not be read, and what holds a document that could not.")
    ] = False,
    message: Annotated[int | None, typer.Option(help="One message, by its id.", metavar="ID")] = None,
    application: Annotated[int | None, typer.Option(help="All messages of one application.", metavar="ID")] = None,
    from_mailbox: Annotated[
        bool, typer.Option("--from-mailbox", help="Look through the mailboxes from their first message on.")
    ] = False,
    from_archive: Annotated[
        bool, typer.Option("--from-archive", help="Take in the originals that the store knows nothing of: it was lost.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Though many applications become something else by the rules of today.")
    ] = False,
    dry_run: DryRun = False,
    config: ConfigOption = None,
) -> None:
    """Read kept originals again, by the rules as they are now. Notes, decisions and corrections stay.

    `--dry-run` prints what would change, as a difference for each application.

    Example: candidatures reingest --failed
    """
    selection = Selection(
        everything=everything,
        failed=failed,
        message=message,
        application=application,
        from_mailbox=from_mailbox,
        from_archive=from_archive,
    )
    if not selection.is_one:
        raise UsageError(
            "reingest needs one of --all, --failed, --message ID, --application ID, --from-mailbox, --from-archive"
        )
    settings = configuration.load(config, with_secrets=from_mailbox)
    logs.configure(level=logging.WARNING)
    with (
        open_workplace(settings, strangers=from_archive) as place,
        exclusive(place.lock_file, waiting=_waiting),
        bar("reading again") as advance,
    ):
        done = reingesting.run(place, selection, dry_run=dry_run, agreed=yes, progress=advance)
    _tell(done, dry_run=dry_run)
    raise typer.Exit(done.exit_code)


def _tell(done: reingesting.Done, *, dry_run: bool) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for line in done.differences:
        style = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        console.print(line, style=style, markup=False)
    would = "would change" if dry_run else "changed"
    typer.echo(f"{done.messages} messages read again, {done.changed} applications {would}")
    for processed in done.failed:
        typer.echo(f"message {processed.message_id} could not be read: {processed.error}", err=True)
