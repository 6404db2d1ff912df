"""`reingest`: kept originals are read again."""

from __future__ import annotations

import logging
from typing import Annotated

import typer
from rich.console import Console

from jobs.cli.app import ConfigOption, app
from jobs.cli.options import DryRun, bar, waiting
from jobs.errors import UsageError
from jobs.intake.reingest import reingesting
from jobs.intake.reingest.reingesting import Selection
from jobs.runtime import logs, looks
from jobs.runtime.workplace import open_workplace


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
        bool, typer.Option("--from-archive", help="Rebuild a lost store: take in the originals that it does not have.")
    ] = False,
    documents: Annotated[
        bool, typer.Option("--documents", help="Files too, although the same readers read them before.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Though many applications become something else by the rules of today.")
    ] = False,
    dry_run: DryRun = False,
    config: ConfigOption = None,
) -> None:
    """Read kept originals again, by the rules as they are now. Notes, decisions and corrections stay.

    A file whose text is kept and whose readers are the same is not read again: its text is. `--documents` reads
    files too. `--dry-run` prints what would change, as a difference for each application.

    Example: candidatures reingest --failed
    """
    selection = Selection(
        everything=everything,
        failed=failed,
        message=message,
        application=application,
        from_mailbox=from_mailbox,
        from_archive=from_archive,
        files=documents,
    )
    if not selection.is_one:
        raise UsageError(
            "reingest needs one of --all, --failed, --message ID, --application ID, --from-mailbox, --from-archive"
        )
    settings = looks.load(config, "reingest", with_secrets=from_mailbox)
    logs.configure(level=logging.WARNING)
    with (
        open_workplace(settings, strangers=from_archive) as place,
        place.alone(waiting=waiting),
        bar("reading again") as advance,
    ):
        done = reingesting.run(place, selection, dry_run=dry_run, agreed=yes, progress=advance)
    _tell(done, dry_run=dry_run)
    raise typer.Exit(done.exit_code)


def _tell(done: reingesting.Reingested, *, dry_run: bool) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for line in done.differences:
        style = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        console.print(line, style=style, markup=False)
    would = "would change" if dry_run else "changed"
    typer.echo(f"{done.messages} messages read again, {done.changed} applications {would}")
    for processed in done.failed:
        typer.echo(f"message {processed.message_id} could not be read: {processed.error}", err=True)
