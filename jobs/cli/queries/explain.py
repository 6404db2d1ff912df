"""`explain`: why an application's facts are what they are."""

from __future__ import annotations

from typing import Annotated

import typer

from desk.i18n.languages import DEFAULT
from desk.terminal.explanations import explanations, explanations_json
from jobs.cli.app import ConfigOption, app
from jobs.cli.options import Format, FormatOption, Language, print_json, terminal_language
from jobs.cli.queries.views import open_views, print_shown
from jobs.reading.explanation import explain as explained
from jobs.reading.retracing import case_of
from jobs.sandbox.pool import Pool


@app.command()
def explain(
    application: Annotated[int, typer.Argument(metavar="ID", help="The application's number in `list`.")],
    fact: Annotated[
        str | None,
        typer.Argument(
            help="One fact alone: tenure, workload, experience_years, name, kind_12 (document 12) …; else all."
        ),
    ] = None,
    *,
    language: Annotated[
        Language | None, typer.Option(help="The language in which rules are told; else the terminal's, in JSON French.")
    ] = None,
    output: FormatOption = Format.TEXT,
    config: ConfigOption = None,
) -> None:
    """Explain an application's facts: passages, rules, the words that changed the meaning, what was set aside.

    The stored texts are read again for it, and nothing is kept of that.

    Example: candidatures explain 7 workload
    """
    with open_views(config, "explain") as (views, look):
        case = case_of(views, application)
        look.note(about=application)
    settings = look.settings
    with Pool(settings.limits.workers or None, confinement=settings.limits.of_a_worker) as pool:
        told = explained(case, pool, key=fact, language=_said_in(language, output))
    if output is Format.JSON:
        print_json(explanations_json(told))
    else:
        print_shown(explanations(told, case.detail.documents))


def _said_in(language: Language | None, output: Format) -> str:
    """What is for programs is the same at every terminal."""
    if language is not None:
        return language.value
    return terminal_language() if output is Format.TEXT else DEFAULT
