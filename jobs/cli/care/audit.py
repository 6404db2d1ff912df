"""`audit`: mailboxes, archive and store against each other."""

from __future__ import annotations

import logging
from typing import Annotated

import typer
from rich.console import Console

from jobs.care import auditing
from jobs.cli.app import ConfigOption, app
from jobs.intake.poll import polling
from jobs.runtime import logs, looks
from jobs.runtime.workplace import open_workplace


@app.command()
def audit(
    *,
    keep_orphans: Annotated[bool, typer.Option("--keep-orphans", hidden=True)] = False,
    config: ConfigOption = None,
) -> None:
    """Reconcile each mailbox, UID by UID, with the store and the archive; verify digests and derived rows.

    It only looks: nothing is made, changed or taken away, and a poll goes on beside it. Exit status 1 when something
    differs: it is printed. Mail that its owner has deleted since is no difference.

    Example: candidatures audit
    """
    del keep_orphans  # what earlier versions were told; nothing is taken out any more
    settings = looks.load(config, "audit")
    logs.configure(level=logging.WARNING)
    with open_workplace(settings, read_only=True) as place:
        done = auditing.audit(place, polling.open_mailboxes(settings))
    console = Console(highlight=False, soft_wrap=True)
    for mark, findings in (("ok", done.checked), ("note", done.notes), ("DIFFERENCE", done.differences)):
        for finding in findings:
            console.print(f"{mark:10} {finding.place}: {finding.sentence}", markup=False)
    raise typer.Exit(int(bool(done.differences)))
