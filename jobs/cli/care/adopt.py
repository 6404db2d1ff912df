"""`adopt`: store and archive belong together."""

from __future__ import annotations

import typer

from jobs.cli.app import ConfigOption, app
from jobs.runtime import looks, pairing
from jobs.runtime.workplace import open_workplace


@app.command()
def adopt(config: ConfigOption = None) -> None:
    """Say that the store and the archive of the configuration belong together, though they do not know each other.

    Only where you know it: a store with another's archive misses letters, an archive with another's store hides some.

    Example: candidatures adopt
    """
    settings = looks.load(config, "adopt", with_secrets=False)
    with open_workplace(settings, strangers=True) as place, place.alone():
        pairing.adopt(place.store, place.archive)
        with place.store.peek() as transaction:
            named = transaction.ledger.digests()
        there = sum(digest in place.archive for digest in named)
    typer.echo(f"they belong together; {there} of the {len(named)} originals that the store names are there")
