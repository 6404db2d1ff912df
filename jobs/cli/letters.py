"""`letters`: to candidates; drafted, looked at, approved by a person, sent once."""

from __future__ import annotations

import getpass
import logging
import time
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path  # noqa: TC003 - Typer reads the annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from desk.letters import mail
from desk.letters.kinds import KINDS
from desk.letters.selection import approve, as_outcome, draft_all, faults_now, selection
from desk.letters.templates import fault_words
from desk.letters.writing import write
from desk.terminal.letters import answer_line, letter_line, run_lines, waiting_line, whole_letter
from jobs.cli.app import ConfigOption, app
from jobs.cli.options import DryRun, Format, FormatOption, Language, print_json, reader
from jobs.errors import ConfigurationError, UsageError
from jobs.outgoing.letters import sending, ways
from jobs.outgoing.letters.office import office_of
from jobs.outgoing.letters.outcome import Ending
from jobs.runtime import logs, looks
from jobs.runtime.workplace import open_store
from store.letters.answers import by_letter
from store.letters.states import LetterState
from store.letters.values import LetterFilter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.letters.office import Office
    from desk.letters.selection import SelectionRun
    from jobs.config.settings import Settings
    from jobs.runtime.looks import CommandLook
    from store.letters.answers import Answer
    from store.letters.values import Letter
    from store.transaction import Transaction
    from store.values import Notice

letters = typer.Typer(no_args_is_help=True, help="Letters to candidates: drafted, approved by a person, sent once.")
app.add_typer(letters, name="letters")

NoticeOption = Annotated[
    str | None, typer.Option("--notice", help="The notice's slug; needed where there are several.", metavar="SLUG")
]
LetterId = Annotated[int, typer.Argument(metavar="LETTER", help="Its number in `letters list`.")]


@letters.command("list")
def list_letters(
    *,
    notice: NoticeOption = None,
    state: Annotated[LetterState | None, typer.Option(help="Only those in this state.")] = None,
    output: FormatOption = Format.TEXT,
    config: ConfigOption = None,
) -> None:
    """Show the letters: to whom, of which kind, in which state.

    Example: candidatures letters list --state doubtful
    """
    with reading(config, "letters list") as (_, transaction, look):
        found = transaction.letters.all(LetterFilter(notice=notice, states=frozenset({state}) if state else None))
        answers = by_letter(transaction.answers.all(letter_ids=[letter.id for letter in found]))
        look.note(shown=(letter.message_id for letter in found))
    if output is Format.JSON:
        told = [_told(letter) | {"answers": [*map(_answer_told, answers.get(letter.id, ()))]} for letter in found]
        print_json(told)
        return
    for letter in found:
        typer.echo(letter_line(letter, reader()))
        for answer in answers.get(letter.id, ()):
            typer.echo(answer_line(answer, reader()))
    if not found:
        typer.echo(reader().text("There are no letters here."))


@letters.command("draft")
def draft(  # noqa: PLR0913 - one option for each thing that may be said
    application: Annotated[
        int | None, typer.Argument(metavar="[APPLICATION]", help="One candidate; else all whose decision asks for one.")
    ] = None,
    kind: Annotated[str | None, typer.Argument(metavar="[KIND]", help=", ".join(KINDS))] = None,
    *,
    notice: NoticeOption = None,
    language: Annotated[Language | None, typer.Option(help="Else the candidate's own.")] = None,
    given: Annotated[
        list[str] | None, typer.Option("--set", help="A field's value: answer=…", metavar="FIELD=…")
    ] = None,
    dry_run: DryRun = False,
    config: ConfigOption = None,
) -> None:
    """Write drafts: nothing leaves until somebody approves it.

    Without arguments, one for every candidate whose decision asks for one and who has none yet.

    Example: candidatures letters draft --dry-run, then without; candidatures letters draft 7 missing_papers
    """
    if application is None:
        _draft_all(config, notice, dry_run=dry_run)
        return
    if kind not in KINDS:
        raise UsageError(f"{kind or 'the kind is missing'}: a letter is one of {', '.join(KINDS)}")
    values = dict(_pair(each) for each in given or ())
    with writing(config, "letters draft", keep=not dry_run) as (office, transaction, look):
        detail = transaction.views.application(application, with_text=True)
        own = asked_notice(transaction, detail.row.notice)
        worded = office.with_kept(transaction.templates.in_force())
        written = write(detail, own, worded, kind, language=language.value if language else None, given=values)
        if written.faults:
            raise UsageError(fault_words(written.faults, reader()))
        letter = transaction.letters.draft(as_outcome(transaction, written.draft, detail.row.id), getpass.getuser())
    look.note(about=application)
    for told in whole_letter(letter, reader()):
        typer.echo(told)


@letters.command("preview")
def preview(
    letter: LetterId,
    *,
    output: Annotated[Path | None, typer.Option(help="Write it there as a mail (.eml) as well.")] = None,
    config: ConfigOption = None,
) -> None:
    """Show a letter as the candidate sees it.

    Example: candidatures letters preview 3 --output 3.eml
    """
    with reading(config, "letters preview") as (office, transaction, look):
        found = transaction.letters.get(letter, with_mail=True)
        faults = faults_now(transaction, found, office) if found.state == LetterState.DRAFT else ()
        look.note(about=found.message_id)
    for told in whole_letter(found, reader()):
        typer.echo(told)
    if faults:
        refusal = reader().text("This letter can’t be approved yet:")
        typer.echo(f"{refusal} {fault_words(faults, reader())}", err=True)
    if output is not None:
        output.write_bytes(found.mail or mail.unsent(found))


@letters.command("approve")
def approve_letters(
    chosen: Annotated[list[int] | None, typer.Argument(metavar="[LETTER]...", help="Their numbers.")] = None,
    *,
    all_drafts: Annotated[bool, typer.Option("--all", help="Every draft of the notice.")] = False,
    notice: NoticeOption = None,
    config: ConfigOption = None,
) -> None:
    """Approve drafts: they go out at the next sending. Exit status 1 when some can't be.

    Example: candidatures letters approve 3 4 5
    """
    if bool(chosen) == all_drafts:
        raise UsageError("letters approve: their numbers, or --all")
    with writing(config, "letters approve") as (office, transaction, _):
        wanted = LetterFilter(notice=notice, states=frozenset({LetterState.DRAFT}))
        drafts = (
            transaction.letters.all(wanted) if all_drafts else [transaction.letters.get(one) for one in chosen or ()]
        )
        done, refused = approve(transaction, office, getpass.getuser(), [(one.id, one.revision) for one in drafts])
    typer.echo(f"{len(done)} approved")
    for number, faults in refused.items():
        typer.echo(f"letter {number}: {fault_words(faults, reader())}", err=True)
    raise typer.Exit(int(bool(refused)))


@letters.command("withdraw")
def withdraw(letter: LetterId, *, config: ConfigOption = None) -> None:
    """A letter that has not gone out will not.

    Example: candidatures letters withdraw 3
    """
    with writing(config, "letters withdraw") as (_, transaction, _look):
        transaction.letters.withdraw(letter, getpass.getuser())
    typer.echo(f"letter {letter} is withdrawn")


@letters.command("settle")
def settle(
    letter: LetterId,
    *,
    went_out: Annotated[
        bool, typer.Option("--went-out/--send-again", help="What you found: it went out, or it is to be sent again.")
    ],
    config: ConfigOption = None,
) -> None:
    """Say what became of a doubtful letter, or have a failed one tried again: the program never does by itself.

    Example: candidatures letters settle 3 --went-out
    """
    with writing(config, "letters settle") as (_, transaction, look):
        act = transaction.letters.confirm if went_out else transaction.letters.repeat
        settled = act(letter, getpass.getuser())
    look.note(about=settled.message_id)
    typer.echo(letter_line(settled, reader()))


@letters.command("send")
def send(*, dry_run: DryRun = False, config: ConfigOption = None) -> None:
    """Send what is approved, no faster than configured. Exit status 1 when a letter failed or is doubtful.

    Example: candidatures letters send --dry-run
    """
    look = looks.begin(config, "letters send", with_secrets=True)
    settings = look.settings
    logs.configure(level=logging.WARNING)
    with closing(open_store(settings, read_only=dry_run)) as store:
        if dry_run:
            with store.peek() as transaction:
                approved = transaction.letters.all(LetterFilter(states=frozenset({LetterState.APPROVED})))
            look.note(shown=(letter.message_id for letter in approved))
            for letter in approved:
                typer.echo(letter_line(letter, reader()))
            return
        sender = ways.sender_of(settings, store, clock=_now)
        rounds = sending.send(sender, wait=time.sleep, clock=_now)
    for done in rounds:
        typer.echo(sending.tell(done))
    bad = {Ending.REFUSED, Ending.DOUBTFUL}
    raise typer.Exit(int(any(done.abandoned or bad & set(done.endings) for done in rounds)))


@letters.command("status")
def status(*, notice: NoticeOption = None, output: FormatOption = Format.TEXT, config: ConfigOption = None) -> None:
    """The selection run as a table: who gets which letter, who has none, who was sent what, and the promised day.

    Exit status 1 when that day is near and somebody has no answer, or when a letter failed or is doubtful.

    Example: candidatures letters status --format json
    """
    with reading(config, "letters status") as (office, transaction, look):
        run = selection(transaction, office, asked_notice(transaction, notice), _now())
        look.note(shown=(row.application.id for row in run.rows))
        counts = transaction.letters.counts(run.notice.slug)
        answers = by_letter(transaction.answers.all())
    if output is Format.JSON:
        print_json(_run_told(run, answers))
    else:
        for told in run_lines(run, reader()):
            typer.echo(told)
        waiting = sum(answer.waits for some in answers.values() for answer in some)
        if waiting:
            typer.echo(waiting_line(waiting, reader()))
    bad = counts.get(LetterState.DOUBTFUL, 0) + counts.get(LetterState.FAILED, 0)
    raise typer.Exit(int(run.is_pressing or bool(bad)))


def _draft_all(config: Path | None, slug: str | None, *, dry_run: bool) -> None:
    with writing(config, "letters draft", keep=not dry_run) as (office, transaction, look):
        made, run = draft_all(transaction, office, asked_notice(transaction, slug), getpass.getuser(), _now())
    look.note(shown=(row.application.id for row in run.rows))
    for told in run_lines(run, reader()):
        typer.echo(told)
    typer.echo(f"{len(made)} drafts {'would be made' if dry_run else 'made'}")


def _run_told(run: SelectionRun, answers: dict[int, list[Answer]]) -> dict[str, object]:
    return {
        "notice": run.notice.slug,
        "answer_by": run.answer_by,
        "days_left": run.days_left,
        "unanswered": run.unanswered,
        "applications": [
            {
                "id": row.application.id,
                "name": row.application.name,
                "email": row.application.email,
                "decision": row.application.decision,
                "kind": row.kind,
                "status": row.status,
                "letter": row.letter.id if row.letter else None,
                "answers": [_answer_told(one) for one in answers.get(row.letter.id, ())] if row.letter else [],
                "faults": [{"code": fault.code, "what": fault.what} for fault in row.faults],
            }
            for row in run.rows
        ],
    }


def _told(letter: Letter) -> dict[str, object]:
    return {key: value for key, value in asdict(letter).items() if key not in {"mail", "attempt"}}


def _answer_told(answer: Answer) -> dict[str, object]:
    told = {key: value for key, value in asdict(answer).items() if key not in {"letter_id", "about_id"}}
    return told | {"waits": answer.waits}


def _pair(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        raise UsageError(f"--set {given}: must be FIELD=VALUE")
    return name, value


def asked_notice(transaction: Transaction, slug: str | None) -> Notice:
    """The notice that an option names; the only one where it names none. Raises UsageError."""
    every = transaction.notices.all()
    chosen = [one for one in every if slug in {None, one.slug}]
    if len(chosen) != 1:
        raise UsageError(f"--notice: one of {', '.join(one.slug for one in every)}")
    return chosen[0]


def _now() -> datetime:
    return datetime.now(UTC)


def _office(settings: Settings) -> Office:
    office = office_of(settings)
    if office is None:
        raise ConfigurationError("letters: the table [letters] is missing: it says who writes")
    return office


@contextmanager
def reading(config: Path | None, command: str) -> Iterator[tuple[Office, Transaction, CommandLook]]:
    """The office and the store, for looking, and the log of who looked."""
    look = looks.begin(config, command)
    with look.store() as store, store.peek() as transaction:
        yield _office(look.settings), transaction, look


@contextmanager
def writing(
    config: Path | None, command: str, *, keep: bool = True
) -> Iterator[tuple[Office, Transaction, CommandLook]]:
    """The office and the store, for changing it; without `keep` nothing of it is kept. A look is noted afterwards."""
    look = looks.begin(config, command)
    with (
        closing(open_store(look.settings)) as store,
        store.begin() if keep else store.rehearse() as transaction,
    ):
        yield _office(look.settings), transaction, look
