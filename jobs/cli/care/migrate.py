"""`migrate`: the store's schema."""

from __future__ import annotations

import typer

from jobs.cli.app import ConfigOption, app
from jobs.runtime import looks
from jobs.runtime.workplace import open_workplace


@app.command()
def migrate(config: ConfigOption = None) -> None:
    """Make the store, or bring its schema up to date. `poll`, `run` and `serve` do so as well when they start.

    Example: candidatures migrate
    """
    with open_workplace(looks.load(config, "migrate", with_secrets=False)) as place:
        typer.echo(f"{place.store.name}: is of this version")
