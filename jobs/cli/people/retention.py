"""`retention`: what is kept, until when, and what goes."""

from __future__ import annotations

import getpass
import logging
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from jobs.cli.app import ConfigOption, app
from jobs.cli.options import DryRun, Format, FormatOption, print_json, waiting
from jobs.errors import UsageError
from jobs.people import retention
from jobs.people.retention import NO_CLOCKS
from jobs.runtime import logs, looks
from jobs.runtime.workplace import open_store, open_workplace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jobs.config.settings import Settings
    from jobs.people.retention import Due


@app.command("retention")
def keep_for_a_time(  # noqa: PLR0913 - one option for each thing that is said of an application
    *,
    hold: Annotated[int | None, typer.Option(metavar="ID", help="This application stays, however long.")] = None,
    release: Annotated[int | None, typer.Option(metavar="ID", help="It is no longer held.")] = None,
    consent: Annotated[
        int | None, typer.Option(metavar="ID", help="Its candidate agrees to be kept for later posts.")
    ] = None,
    reason: Annotated[str, typer.Option(help="Why; of a consent, how it was given.")] = "",
    output: FormatOption = Format.TEXT,
    dry_run: DryRun = False,
    config: ConfigOption = None,
) -> None:
    """Take away what was kept for its time, two weeks after a warning. `run` does it every day; else from a timer.

    `--dry-run` lists until when everything is kept, on which ground, and what is held. Without the table
    `privacy.retention` nothing goes by time: it says so, and ends with 0, as it comes from a timer.

    Example: candidatures retention --dry-run
    """
    settings = looks.load(config, "retention", with_secrets=False)
    if hold is not None or release is not None or consent is not None:
        _say(settings, hold, release, consent, reason)
        return
    if settings.privacy.retention is None:
        typer.echo(NO_CLOCKS, err=True)
        return
    if dry_run:
        _list(settings, output)
        return
    logs.configure(level=logging.WARNING)
    with open_workplace(settings) as place, place.alone(waiting=waiting):
        done = retention.run(place)
    typer.echo(f"{len(done.gone)} taken away, {len(done.coming)} warned of, {len(done.held)} held")
    if done.sentence:
        typer.echo(done.sentence)


def _say(settings: Settings, hold: int | None, release: int | None, consent: int | None, reason: str) -> None:
    author = getpass.getuser()
    with closing(open_store(settings)) as store, store.begin() as transaction:
        if hold is not None:
            transaction.reviews.hold(hold, author, reason)
        if consent is not None:
            transaction.reviews.consent(consent, author, reason)
        if release is not None:
            detail = transaction.views.application(release)
            held = [word.id for word in detail.reviews if word.kind == "hold" and word.standing]
            if not held:
                raise UsageError(f"application {release} is not held")
            for word in held:
                transaction.reviews.undo(word, author, reason)


def _list(settings: Settings, output: Format) -> None:
    with closing(open_store(settings, read_only=True)) as store, store.peek() as transaction:
        plan = retention.plan(settings, transaction.retention.applications(), transaction.retention.mails())
        warned, counts = retention.warned_of(transaction), transaction.retention.statistics()
    if output is Format.JSON:
        shown = [asdict(due) | {"goes": _goes(due, warned)} for due in plan]
        gone = [dict(zip(("notice", "month", "outcome", "count"), one, strict=True)) for one in counts]
        print_json({"kept": shown, "statistics": gone})
        return
    Console(highlight=False).print(_table(plan, warned))


def _table(plan: Iterable[Due], warned: Mapping[str, datetime]) -> Table:
    table = Table("what", "notice", "clock", "until", "goes", "ground", box=None)
    for due in plan:
        table.add_row(due.key, due.notice or "", due.clock, f"{due.at:%Y-%m-%d}", _goes(due, warned), due.ground)
    return table


def _goes(due: Due, warned: Mapping[str, datetime]) -> str:
    """When it goes: not before two weeks after the warning, and not while it is held."""
    if due.hold is not None:
        return f"held: {due.hold}"
    first = warned.get(due.key, max(due.at - retention.WARNING, datetime.now(UTC))) + retention.WARNING
    return f"{max(due.at, first):%Y-%m-%d}"
