"""`migrate`: the store's schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from jobs.cli.app import ConfigOption, app
from jobs.reading.reading_fingerprint import readers_of
from jobs.runtime import looks
from jobs.runtime.workplace import open_workplace
from store.database import work_queue
from store.database.engines import reading
from store.database.rights import regrant

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from jobs.runtime.workplace import Workplace

WHAT_TO_DO = (
    "`candidatures reingest --all --dry-run` shows what today's rules read differently, `candidatures reingest --all` "
    "takes it over"
)


@app.command()
def migrate(config: ConfigOption = None) -> None:
    """Make the store, or bring its schema up to date. `poll`, `run` and `serve` do so as well when they start.

    It says how many messages were read by the rules of an older version: they stay as they are until `reingest --all`.

    Example: candidatures migrate
    """
    with open_workplace(looks.load(config, "migrate", with_secrets=False)) as place:
        _bring_queue(place.store.engine)
        regrant(place.store.engine)
        typer.echo(f"{place.store.name}: is of this version")
        if read := _read_by_older_rules(place):
            typer.echo(f"{read} messages were read by older rules. {WHAT_TO_DO}")


def _bring_queue(engine: Engine) -> None:
    """Where workers share the store, their queue too: their own role may not."""
    with reading(engine) as connection:
        has_queue = work_queue.is_installed(connection)
    if has_queue:
        work_queue.install(engine)


def _read_by_older_rules(place: Workplace) -> int:
    with place.store.peek() as transaction:
        return len(transaction.ledger.read_otherwise(readers_of(place.rules, place.authserv_ids).everything))
