"""`roles`: the database's roles, one for each program."""

from __future__ import annotations

from typing import Annotated

import typer
from sqlalchemy import make_url

from jobs.cli.app import ConfigOption, app
from jobs.config.secrets import store_url
from jobs.errors import UsageError
from jobs.runtime import looks
from store.database.engines import connect, translated
from store.database.rights import statements


@app.command()
def roles(
    *,
    apply: Annotated[
        bool, typer.Option("--apply", help="Run it as the user of store.url, who owns the tables and may make roles.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Print the SQL that makes a PostgreSQL role for each program: daemon, worker, desk, reader. Again at any time.

    Each may do what its program does and nothing else; none gets a password. `migrate` and `restore` keep their rights.

    Example: candidatures roles | sudo -u postgres psql -v ON_ERROR_STOP=1 -1 -d candidatures
    """
    url = store_url(looks.load(config, "roles", with_secrets=False))
    database = make_url(url).database
    if not url.startswith("postgresql") or database is None:
        raise UsageError("roles: the store is a file of SQLite, whose rights are the file's own")
    if apply:
        _apply(url, database)
        return
    for statement in statements(database):
        typer.echo(f"{statement};")


def _apply(url: str, database: str) -> None:
    """All of them in one transaction, or none."""
    engine = connect(url)
    with translated(engine), engine.begin() as connection:
        for statement in statements(database):
            connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
    engine.dispose()
    typer.echo(f"{database}: its roles have the rights of this version")
