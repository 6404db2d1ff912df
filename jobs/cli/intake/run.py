"""`run`: the daemon."""

from __future__ import annotations

import typer

from jobs.cli.app import ConfigOption, app
from jobs.cli.options import Format, LogFormatOption
from jobs.daemon.daemon import Daemon
from jobs.runtime import logs


@app.command()
def run(
    *,
    log_format: LogFormatOption = Format.TEXT,
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
