"""`notices`: the published posts, from the configuration into the store, by an explicit step."""

from __future__ import annotations

import getpass
import logging
import sys
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desk import notice_drafts
from desk.i18n import code_labels
from jobs.cli.app import ConfigOption, app
from jobs.cli.options import DryRun, Format, FormatOption, print_json, reader, waiting
from jobs.config import notice_text
from jobs.errors import UsageError
from jobs.intake.reingest import applying
from jobs.notices import ending, making
from jobs.notices.differences import differences, of_file
from jobs.notices.lifecycle import phase
from jobs.runtime import logs, looks
from jobs.runtime.workplace import open_store, open_workplace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk.i18n.speech import Speech
    from jobs.config.settings import Settings
    from jobs.notices.differences import Difference
    from store.transaction import Transaction
    from store.values import Notice

notices = typer.Typer(no_args_is_help=True, help="The published posts: from the configuration into the store.")
app.add_typer(notices, name="notices")


Yes = Annotated[bool, typer.Option("--yes", help="Though many messages change their place.")]


@notices.command("apply")
def apply(*, yes: Yes = False, dry_run: DryRun = False, config: ConfigOption = None) -> None:
    """Take the notices over as the configuration has them now, and say what moves by it.

    A notice that has mail and is gone from the file is closed: it keeps all it has. A moved cutoff or another phrase
    judges that notice's stored messages anew. Where many would change their place, nothing is done without --yes.

    Example: after `closes_at` was moved in candidatures.toml, `candidatures notices apply --dry-run`, then without it.
    """
    settings = looks.load(config, "notices apply", with_secrets=False)
    logs.configure(level=logging.WARNING)
    with open_workplace(settings) as place, place.alone(waiting=waiting):
        plan = applying.plan(place)
        for line in plan.lines():
            typer.echo(line)
        if dry_run or not plan.differences:
            return
        if plan.needs_yes and not yes:
            raise UsageError("nothing was changed: candidatures notices apply --yes")
        applying.apply(place, plan)
    typer.echo("applied; a running daemon uses it from its next poll")


@notices.command("list")
def show(*, output: FormatOption = Format.TEXT, config: ConfigOption = None) -> None:
    """The store's notices: phase, cutoff, applications; and what the configuration says otherwise.

    Example: candidatures notices list
    """
    settings = looks.load(config, "notices list", with_secrets=False)
    with closing(open_store(settings, read_only=True)) as store, store.peek() as transaction:
        kept, counts = transaction.notices.all(), transaction.notices.counts()
    differing = differences(of_file(settings), kept)
    rows = [_row(notice, *counts[notice.slug]) for notice in kept]
    if output is Format.JSON:
        told = [{"slug": one.slug, "kind": one.kind, "sentence": one.sentence} for one in differing]
        print_json({"notices": rows, "differences": told})
        return
    for notice, row in zip(kept, rows, strict=True):
        typer.echo(_line(notice, row, reader()))
    for difference in differing:
        typer.echo(_differing(difference, reader()))


@notices.command("new")
def new(
    *,
    like: Annotated[str | None, typer.Option("--like", help="The example whose criteria it has.")] = None,
    config: ConfigOption = None,
) -> None:
    """Print a new notice as text for the configuration, with the criteria of an example, or those that ship.

    It asks for title, subject and last day, and is checked beside the notices of the configuration. The page makes one
    with other criteria. Nothing is written: append what is printed to candidatures.toml.

    Example: candidatures notices new --like hospital > notice.toml
    """
    settings = looks.load(config, "notices new", with_secrets=False)
    examples = notice_text.examples()
    if like is not None and like not in examples:
        raise UsageError(f"--like {like}: is none of {', '.join(examples)}")
    others = of_file(settings)
    typed: notice_drafts.Told = {"title": _asked("Title"), "subject": _asked("Words in the subject")}
    typed["closes_at"] = notice_drafts.day_of(_asked("Last day (2026-03-15)"))
    told = notice_drafts.filled(typed) | notice_drafts.empty(others) | examples.get(like or "", {})
    told = notice_drafts.with_names(told, [notice.slug for notice in others])
    faults = making.faults(told, others, datetime.now(UTC))
    if must := [making.line(told, fault) for fault in faults if fault.must]:
        raise UsageError("\n".join(must))
    for fault in faults:
        typer.echo(f"note: {making.line(told, fault)}", err=True)
    typer.echo(notice_text.write(told), nl=False)


def _asked(what: str) -> str:
    """One line of the standard input; the question goes beside what is printed."""
    typer.echo(f"{what}: ", nl=False, err=True)
    return sys.stdin.readline().strip()


Anyway = Annotated[bool, typer.Option("--anyway", help="Though letters or answers are still owed.")]


@notices.command("close")
def close(
    slug: Annotated[str, typer.Argument(help="The notice, as `notices list` names it.")],
    *,
    anyway: Anyway = False,
    config: ConfigOption = None,
) -> None:
    """End a notice, as `candidatures close` does: see there.

    Example: candidatures notices close eo-arlon-2025
    """
    _end(looks.load(config, "notices close", with_secrets=False), slug, anyway=anyway)


@app.command("close")
def close_notice(
    slug: Annotated[str | None, typer.Argument(help="The notice; needed where there are several.")] = None,
    *,
    anyway: Anyway = False,
    again: Annotated[bool, typer.Option("--reopen", help="Take mail in for a closed notice again.")] = False,
    config: ConfigOption = None,
) -> None:
    """End a notice: nothing is polled for it any more. Refuses while letters are on their way or answers are owed.

    What it has stays, on the page as well. Who closed it and when stands in the journal. It stays closed whatever the
    configuration says of it, until somebody opens it again.

    Example: candidatures close eo-arlon-2026
    """
    settings = looks.load(config, "close", with_secrets=False)
    if not again:
        _end(settings, slug, anyway=anyway)
        return
    with closing(open_store(settings)) as store, store.begin() as transaction:
        chosen = slug or _only(transaction, closed=True)
        applying.reopen(transaction, chosen, getpass.getuser())
    typer.echo(f"{chosen} is open again; a running daemon polls for it from its next pass, else: candidatures run")
    typer.echo(applying.NOT_KEPT)


def _end(settings: Settings, slug: str | None, *, anyway: bool) -> None:
    with closing(open_store(settings)) as store, store.begin() as transaction:
        chosen = slug or _only(transaction, closed=False)
        left = ending.close(transaction, chosen, getpass.getuser(), datetime.now(UTC), anyway=anyway)
    typer.echo(f"{chosen} is closed" + (f", with {', '.join(left)}" if left else ""))


@notices.command("rename")
def rename(
    slug: Annotated[str, typer.Argument(help="The notice's slug in the store.")],
    new: Annotated[str, typer.Argument(help="Its new slug.")],
    *,
    config: ConfigOption = None,
) -> None:
    """Give a notice another slug: its mail, applications, decisions and saved lists go with it.

    Example: candidatures notices rename eo-arlon eo-arlon-2026
    """
    settings = looks.load(config, "notices rename", with_secrets=False)
    if not applying.is_slug(new):
        raise UsageError(f"{new}: a slug has letters, digits, dots, dashes and underlines")
    with open_workplace(settings) as place, place.alone(waiting=waiting), place.store.begin() as transaction:
        transaction.notices.rename(slug, new)
        messages, applications = transaction.notices.counts()[new]
    typer.echo(f"{slug} is now {new}, with its {messages} messages and {applications} applications")
    if new not in {notice.slug for notice in settings.notices}:
        typer.echo(f'the configuration still has another slug: write slug = "{new}" there', err=True)


def _only(transaction: Transaction, *, closed: bool) -> str:
    """The one notice that can be meant."""
    every = [one.slug for one in transaction.notices.all() if (one.closed_at is not None) == closed]
    if len(every) != 1:
        raise UsageError(f"which notice? one of: {', '.join(every) or 'none'}")
    return every[0]


def _row(notice: Notice, messages: int, applications: int) -> dict[str, Any]:
    told = {key: value for key, value in asdict(notice).items() if key != "criteria"}
    return told | {
        "criteria": [criterion.key for criterion in notice.criteria],
        "phase": phase(notice, datetime.now(UTC)).value,
        "last_instant": f"{notice.last_instant.astimezone(notice.zone):%Y-%m-%d %H:%M:%S %Z}",
        "messages": messages,
        "applications": applications,
    }


def _line(notice: Notice, row: Mapping[str, Any], say: Speech) -> str:
    told = (
        say.word(code_labels.PHASES, row["phase"]),
        f"{say.text('closing')}{say.colon} {say.exact(notice.last_instant.astimezone(notice.zone))}",
        say.plural("%(num)s application", "%(num)s applications", row["applications"]),
        f"{say.text('Subject')}{say.colon} {row['subject']}",
    )
    return f"{row['slug']}: {', '.join(told)}"


def _differing(difference: Difference, say: Speech) -> str:
    """What a notice has changed stands by the configuration's own keys, which have no language."""
    what = say.word(code_labels.NOTICE_DIFFERENCES, difference.kind)
    changes = f"{say.colon} {difference.sentence}" if difference.kind == "changed" else ""
    return f"{difference.slug}: {what}{changes} (candidatures notices apply)"
