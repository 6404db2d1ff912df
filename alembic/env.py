"""Alembic's entry: migrates on the connection it is handed, in that connection's transaction.

On the command line (`alembic revision`, `alembic history`) the URL comes from the environment, for developers only.
"""

import os

from sqlalchemy import Connection

from alembic import context


def migrate(connection: Connection) -> None:
    context.configure(connection=connection, render_as_batch=True, transaction_per_migration=False)
    with context.begin_transaction():
        context.run_migrations()


def main() -> None:
    connection = context.config.attributes.get("connection")
    if connection is not None:
        migrate(connection)
        return
    from store.database.engines import connect, writing  # noqa: PLC0415 - the command line only

    with writing(connect(os.environ["CANDIDATURES_STORE_URL"])) as opened:
        migrate(opened)


main()
