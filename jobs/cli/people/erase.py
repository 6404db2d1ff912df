"""`erase`: one person's data goes."""

from __future__ import annotations

import getpass
import logging
from typing import TYPE_CHECKING, Annotated

import typer

from jobs.cli.app import ConfigOption, app
from jobs.cli.options import DryRun, waiting
from jobs.errors import UsageError
from jobs.people import erasing
from jobs.runtime import logs, looks
from jobs.runtime.workplace import open_workplace

if TYPE_CHECKING:
    from jobs.people.erasing import Erasure
    from store.erasing.persons import DataSubject

PRESS = "Nothing was erased."


@app.command("erase")
def erase_person(
    application: Annotated[int, typer.Argument(metavar="ID", help="The application's number in `list`.")],
    *,
    also: Annotated[
        list[int] | None,
        typer.Option("--also", metavar="MESSAGE", help="A mail of somebody else's that goes with it; may be repeated."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Without the question, for scripts.")] = False,
    dry_run: DryRun = False,
    config: ConfigOption = None,
) -> None:
    """Erase a person: originals, texts, search index, notes, decisions and history; nothing brings it back.

    Shows what would go and asks for the number once more. Of it all a line stays that says that and when something
    was erased. What lies in the mailboxes is listed: nobody but you can delete it there.

    Example: candidatures erase 7 --dry-run
    """
    look = looks.begin(config, "erase")
    logs.configure(level=logging.WARNING)
    with open_workplace(look.settings) as place, place.alone(waiting=waiting):
        person = erasing.preview(place, application, also or ())
        look.note(about=application)
        _tell(person)
        if dry_run:
            return
        if not place.archive.tombstones.can_write:
            raise UsageError(erasing.NO_KEY)
        if not yes and typer.prompt(f"To erase it, type the number {application}", default="") != str(application):
            raise UsageError(PRESS)
        done = erasing.erase(place, person, author=getpass.getuser())
    _tell_done(done)


def _tell(person: DataSubject) -> None:
    numbers = ", ".join(map(str, person.applications)) or "none"
    typer.echo(f"applications {numbers}: {len(person.messages)} mails, {len(person.documents)} files in them")
    for one in person.same_address:
        typer.echo(f"stays: application {one}, from the same address under another name")
    for one in person.named_in:
        typer.echo(f"stays: message {one}, which names this person (--also {one} takes it along)")


def _tell_done(done: Erasure) -> None:
    rows = ", ".join(f"{count} {table}" for table, count in done.counts.items())
    typer.echo(f"erased (erasure {done.erasure_id}): {rows}")
    if not done.scrubbed:
        typer.echo("the database is in use: its file is written anew tonight, or by the next poll", err=True)
    if done.in_mailboxes:
        typer.echo("still in the mailboxes, for you to delete:")
    for one in done.in_mailboxes:
        arrived = f"{one.received_at:%Y-%m-%d %H:%M} UTC"
        typer.echo(f"  {one.mailbox}, {one.folder}, UID {one.uid}, arrived {arrived}: {one.subject or '(no subject)'}")
