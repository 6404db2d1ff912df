"""`poll`: one pass over every mailbox."""

from __future__ import annotations

import logging

import typer

from jobs.cli.app import ConfigOption, app
from jobs.cli.options import DryRun, bar, waiting
from jobs.intake.poll import polling
from jobs.intake.poll.scanning import MailboxScan, rehearse
from jobs.notices.differences import TAKEN_IN
from jobs.runtime import logs, looks
from jobs.runtime.workplace import Workplace, open_workplace


@app.command()
def poll(*, dry_run: DryRun = False, config: ConfigOption = None) -> None:
    """One pass over every mailbox, now: what is new is kept, read and shown by `list`.

    Polling again changes nothing. A mailbox that can't be reached does not stop the others.

    Example: candidatures poll --dry-run
    """
    settings = looks.load(config, "poll")
    logs.configure(level=logging.WARNING)
    with open_workplace(settings) as place, place.alone(waiting=waiting):
        _tell_unapplied(place)
        if dry_run:
            _rehearse(place)
            return
        with bar("reading") as advance:
            done = polling.run_whole(place, polling.open_mailboxes(settings), advance=advance)
    _report(done)
    raise typer.Exit(done.exit_code)


def _tell_unapplied(place: Workplace) -> None:
    for slug in place.taken_in:
        typer.echo(f"notice {slug}: {TAKEN_IN}", err=True)
    for difference in polling.unapplied(place):
        typer.echo(f"candidatures: notice {difference.slug}: {difference.sentence}", err=True)
    if polling.unapplied(place):
        typer.echo("candidatures: the notices go on as the store has them: candidatures notices apply", err=True)


def _rehearse(place: Workplace) -> None:
    worst = 0
    for scanned in (rehearse(place, mailbox) for mailbox in polling.open_mailboxes(place.settings)):
        _tell_scanned(scanned)
        worst = max(worst, polling.UNREACHABLE if scanned.error else 0)
    raise typer.Exit(worst)


def _report(done: polling.Poll) -> None:
    for scanned in done.scanned:
        _tell_scanned(scanned)
    failed = [processed for processed in done.processed if processed.error]
    typer.echo(f"{len(done.processed) - len(failed)} messages read")
    for processed in failed:
        typer.echo(f"message {processed.message_id} could not be read: {processed.error}", err=True)


def _tell_scanned(scanned: MailboxScan) -> None:
    if scanned.error:
        typer.echo(f"candidatures: {scanned.error}", err=True)
        return
    kinds = ", ".join(f"{count} {name}" for name, count in sorted(scanned.dispositions.items()))
    typer.echo(f"mailbox {scanned.mailbox}: {scanned.seen} new{f' ({kinds})' if kinds else ''}")
