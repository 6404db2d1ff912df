"""`access`: all that is held on a person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jobs.cli.app import ConfigOption, app
from jobs.cli.options import Language
from jobs.people import access
from jobs.runtime import looks
from jobs.runtime.workplace import open_workplace


@app.command("access")
def give_access(
    application: Annotated[int, typer.Argument(metavar="ID", help="The application's number in `list`.")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="A folder that is new or empty.", file_okay=False)],
    language: Annotated[
        Language | None, typer.Option(help="Of README and summary; left out: the one the person writes in.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Everything held on a person, as one folder: data, summary, originals, decisions, who looked, how long.

    Other people's data is left out or struck out. Look it through before you hand it over.

    Example: candidatures access 7 --output /tmp/access-7
    """
    look = looks.begin(config, "access")
    with open_workplace(look.settings, read_only=True) as place:
        look.note(about=application)
        done = access.write(place, application, output, language=language.value if language else None)
    numbers = ", ".join(map(str, done.applications))
    typer.echo(f"{output}: applications {numbers}, {done.originals} mails; {done.left_out} that others wrote left out")
