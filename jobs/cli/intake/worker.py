"""`worker`: one of several processes that share the work, on one machine or many."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from jobs.cli.app import ConfigOption, app
from jobs.cli.options import Format, LogFormatOption
from jobs.daemon.workers.worker import QueueWorker
from jobs.runtime import logs


class Work(StrEnum):
    """A part of the work."""

    POLL = "poll"
    READ = "read"
    CARE = "care"


@app.command()
def worker(
    *,
    work: Annotated[
        list[Work] | None, typer.Option("--work", help="Only this part; may be given again. Without it: all.")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="The same at every start, another for each worker. Else the host's.")
    ] = None,
    log_format: LogFormatOption = Format.TEXT,
    config: ConfigOption = None,
) -> None:
    """Share the daemon's work with other workers, on this machine and on others; the store is on PostgreSQL.

    Start as many as there are machines, with one configuration and one archive. One that dies loses nothing: the others
    take up its jobs within a minute. `run` and workers never share a store: the later one is refused. SIGTERM ends a
    worker once what it has under way is whole.

    Exit status: 0 asked to stop; 2 configuration; 3 the store or the archive can't be reached, or a daemon has them.
    A supervisor starts it again on all but 0 and 2.

    Example: candidatures worker --name desk-1
    """
    logs.configure(log_format.value)
    raise typer.Exit(QueueWorker(config, name=name, queues=[one.value for one in work or ()]).run())
