"""`withheld`: what a mailbox lists and does not give."""

from __future__ import annotations

import getpass
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from jobs.cli.app import ConfigOption, app
from jobs.cli.options import Format, FormatOption, print_json
from jobs.runtime import looks
from jobs.runtime.workplace import open_store

if TYPE_CHECKING:
    from store.ledger.withheld import Withheld


@app.command("withheld")
def show_withheld(
    *,
    settle: Annotated[
        int | None, typer.Option(help="A person has dealt with this message: stop asking for it.", metavar="MESSAGE")
    ] = None,
    output: FormatOption = Format.TEXT,
    config: ConfigOption = None,
) -> None:
    """Mails that a mailbox lists and does not give, or gives something else for (a notice of Exchange, a part).

    They are asked for again by themselves, and `status` is not well until they come or a person has seen to them: by a
    decision on the page, or with `--settle`. Exit status 1 when there are any that nobody has seen to.

    Example: candidatures withheld --settle 12
    """
    settings = looks.load(config, "withheld", with_secrets=False)
    with closing(open_store(settings, read_only=settle is None)) as store:
        if settle is not None:
            with store.begin() as transaction:
                transaction.withheld.settle(settle, getpass.getuser(), datetime.now(UTC))
        with store.peek() as transaction:
            found = transaction.withheld.all()
    if output is Format.JSON:
        print_json([asdict(one) for one in found])
    for one in found if output is Format.TEXT else ():
        typer.echo(_line(one))
    raise typer.Exit(int(any(not one.settled for one in found)))


def _line(one: Withheld) -> str:
    state = "settled" if one.settled else f"asked for {one.asked} times, again at {one.again_at:%Y-%m-%d %H:%M} UTC"
    return f"message {one.message_id}, mailbox {one.mailbox}, {one.folder}, UID {one.uid}: {one.says} ({state})"
