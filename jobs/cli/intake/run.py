"""`run`: the daemon."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from jobs.cli.app import ConfigOption, app
from jobs.daemon.daemon import Daemon
from jobs.runtime import logs


class LogFormat(StrEnum):
    """For people or for programs."""

    TEXT = "text"
    JSON = "json"


@app.command()
def run(
    *,
    log_format: Annotated[
        LogFormat, typer.Option("--log-format", help="One line an event, for people or as JSON.")
    ] = LogFormat.TEXT,
    config: ConfigOption = None,
) -> None:
    """Poll on schedule until the notices and their grace are over, then write the closing report and end.

    New mail is taken in within seconds where the server tells of it (IMAP IDLE). SIGTERM ends it within seconds, SIGHUP
    has it read the configuration anew. Started after the end it makes one pass, says so and ends.

    Exit status: 0 ended, or asked to stop; 1 the closing report could not be mailed; 2 configuration, or another `run`
    is at work; 3 the store, the archive or, at the end, a mailbox can't be reached; 70 a pass hung. A supervisor starts
    it again on all but 0 and 2.

    Example: candidatures run --log-format json
    """
    logs.configure(log_format.value)
    raise typer.Exit(Daemon(config).run())
