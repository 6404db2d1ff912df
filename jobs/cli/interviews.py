"""`interviews`: hours planned, candidates put there, moved and cancelled; each is told by a letter, once approved."""

from __future__ import annotations

import getpass
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path  # noqa: TC003 - Typer reads the annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from desk.escaping import line
from desk.i18n.speech import speech
from desk.interviews.board import board_of
from desk.interviews.inviting import draft_due, draft_offer, draft_reminders, offerable
from desk.interviews.json_files import board_json
from desk.interviews.jury import feed, sheets
from desk.interviews.planning import PlanRefused, SlotPlan, proposal
from desk.letters.templates import fault_words
from desk.letters.wording import sentence
from desk.terminal.interviews import board_lines, interview_line, when
from desk.terminal.letters import letter_line
from jobs.cli.app import ConfigOption, app
from jobs.cli.letters import NoticeOption, asked_notice, reading, writing
from jobs.cli.options import DryRun, Format, FormatOption, Language, print_json, reader, terminal_language
from jobs.errors import UsageError
from jobs.outgoing.letters.office import plans_of
from store.letters.interviews.values import Attendance  # noqa: TC001 - Typer reads the annotations at run time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.interviews.board import Board
    from desk.letters.writing import Written
    from store.transaction import Transaction

interviews = typer.Typer(no_args_is_help=True, help="Interviews: hours, who has which, and the letters about them.")
app.add_typer(interviews, name="interviews")

NO_HOUR = "no hour is left"
InterviewId = Annotated[int, typer.Argument(metavar="INTERVIEW", help="Its number in `interviews list`.")]
SlotId = Annotated[int, typer.Argument(metavar="SLOT", help="The hour's number in `interviews list`.")]


@interviews.command("list")
def list_interviews(
    *, notice: NoticeOption = None, output: FormatOption = Format.TEXT, config: ConfigOption = None
) -> None:
    """Show the board: every hour with who has it, who waits for one, what calendars answered that waits for a person.

    Example: candidatures interviews list --format json
    """
    with reading(config, "interviews list") as (_, transaction, look):
        board = board_of(transaction, asked_notice(transaction, notice))
        look.note(shown=board.shown)
    if output is Format.JSON:
        print_json(board_json(board))
        return
    for told in board_lines(board, reader()):
        typer.echo(told)


@interviews.command("plan")
def plan(  # noqa: PLR0913 - one option for each thing that may be said
    *,
    day: Annotated[list[str] | None, typer.Option(help="A day, 2026-04-09; several times for several.")] = None,
    begins: Annotated[str | None, typer.Option(help="When the first begins, 09:00.")] = None,
    ends: Annotated[str | None, typer.Option(help="By when the last is over.")] = None,
    minutes: Annotated[int | None, typer.Option(help="How long each lasts.")] = None,
    pause: Annotated[int | None, typer.Option(help="Minutes between two.")] = None,
    lunch: Annotated[str | None, typer.Option(help="Kept free, 12:30-13:30; - for nothing.")] = None,
    room: Annotated[list[str] | None, typer.Option(help="A room, with its jury: 'salle 1:A'.")] = None,
    place: Annotated[str | None, typer.Option(help="Where it is.")] = None,
    notice: NoticeOption = None,
    dry_run: DryRun = False,
    config: ConfigOption = None,
) -> None:
    """Plan hours: what is not said is as the table letters.notices.SLUG.interviews has it.

    Example: candidatures interviews plan --day 2026-04-09 --day 2026-04-10 --room 'salle 1:A' --minutes 45
    """
    with writing(config, "interviews plan", keep=not dry_run) as (_, transaction, look):
        plans = plans_of(look.settings)
        chosen = asked_notice(transaction, notice)
        made = _changed(
            plans.get(chosen.slug, SlotPlan()),
            days=tuple(_day(each) for each in day) if day else None,
            begins=_clock(begins),
            ends=_clock(ends),
            minutes=minutes,
            pause=pause,
            rooms=tuple(_room(each) for each in room) if room else None,
            place=place,
        )
        made = _with_lunch(made, lunch)
        try:
            slots = made.slots(chosen.zone)
        except PlanRefused as exc:
            raise UsageError(f"interviews plan: {exc}") from exc
        transaction.slots.add(chosen.slug, slots, getpass.getuser())
        for each in slots:
            typer.echo(f"{when(each.starts_at, chosen)}  {line(each.room)} {line(each.jury)}".rstrip())
    typer.echo(f"{len(slots)} hours {'would be planned' if dry_run else 'planned'}")


@interviews.command("unplan")
def unplan(slot: SlotId, *, config: ConfigOption = None) -> None:
    """Take out an hour that nobody has.

    Example: candidatures interviews unplan 7
    """
    with writing(config, "interviews unplan") as (_, transaction, _look):
        transaction.slots.remove(slot, getpass.getuser())
    typer.echo(f"hour {slot} is taken out")


@interviews.command("assign")
def assign(  # noqa: PLR0913 - one option for each thing that may be said
    application: Annotated[int | None, typer.Argument(metavar="[APPLICATION]", help="Whom; else all who wait.")] = None,
    slot: Annotated[int | None, typer.Argument(metavar="[SLOT]", help="The hour.")] = None,
    *,
    by_name: Annotated[bool, typer.Option("--by-name/--by-arrival", help="In which order all who wait.")] = False,
    notice: NoticeOption = None,
    dry_run: DryRun = False,
    config: ConfigOption = None,
) -> None:
    """Give a candidate an hour; without arguments everybody who waits the next free one, one after the other.

    Nobody is told before a letter is drafted (`interviews letters`) and approved.

    Example: candidatures interviews assign 7 3; candidatures interviews assign --dry-run
    """
    if (application is None) != (slot is None):
        raise UsageError("interviews assign: a candidate and an hour, or neither")
    told: list[str] = []
    with writing(config, "interviews assign", keep=not dry_run) as (_, transaction, look):
        author = getpass.getuser()
        if application is not None and slot is not None:
            told.append(interview_line(transaction.interviews.assign(application, slot, author), reader()))
            whom: list[int] = [application]
        else:
            board = board_of(transaction, asked_notice(transaction, notice))
            whom = [each.application.id for each in board.waiting]
            told += _assigned(transaction, board, author, by_name=by_name)
    look.note(shown=whom)
    for each in told:
        typer.echo(each, err=each.startswith(NO_HOUR))


def _assigned(transaction: Transaction, board: Board, author: str, *, by_name: bool) -> Iterator[str]:
    rows = [each.application for each in board.waiting]
    for each in proposal(rows, board.free, "name" if by_name else "arrival"):
        who = line(each.application.name or each.application.email or "")
        if each.slot is None:
            yield f"{NO_HOUR} for {each.application.id}  {who}"
            continue
        transaction.interviews.assign(each.application.id, each.slot.id, author)
        yield f"{when(each.slot.starts_at, board.notice)}  {line(each.slot.room)}  {each.application.id}  {who}"


@interviews.command("offer")
def offer(
    application: Annotated[int, typer.Argument(metavar="APPLICATION", help="Whom.")],
    slots: Annotated[list[int], typer.Argument(metavar="SLOT SLOT…", help="Two free hours or more.")],
    *,
    config: ConfigOption = None,
) -> None:
    """Draft an invitation that lets a candidate choose among hours; the answer is shown on the board and books nothing.

    Example: candidatures interviews offer 7 3 5 8
    """
    with writing(config, "interviews offer") as (office, transaction, look):
        notice = asked_notice(transaction, transaction.views.application(application).row.notice)
        if not (chosen := offerable(transaction.slots.all(notice.slug), slots)):
            raise UsageError("interviews offer: two hours or more that are free, at different times")
        letter, written = draft_offer(transaction, office, notice, application, chosen, getpass.getuser())
        if letter is None:
            raise UsageError(fault_words(written.faults, reader()))
    look.note(about=application)
    typer.echo(f"letter {letter.id} is drafted")


@interviews.command("move")
def move(interview: InterviewId, slot: SlotId, *, config: ConfigOption = None) -> None:
    """Move an interview to another hour. Letters on the earlier one that have not left are withdrawn.

    Example: candidatures interviews move 2 9
    """
    with writing(config, "interviews move") as (_, transaction, look):
        held = transaction.interviews.get(interview)
        moved = transaction.interviews.move(interview, slot, getpass.getuser(), revision=held.revision)
    look.note(about=moved.application_id)
    typer.echo(interview_line(moved, reader()))


@interviews.command("cancel")
def cancel(
    interview: InterviewId,
    *,
    why: Annotated[str, typer.Option("--why", help="What the candidate is told of why.", metavar="SENTENCE")] = "",
    config: ConfigOption = None,
) -> None:
    """Cancel an interview: its hour is free. Whoever was told of it is told by a letter, once that is approved.

    Example: candidatures interviews cancel 2 --why "Un membre du jury est empêché."
    """
    author = getpass.getuser()
    with writing(config, "interviews cancel") as (office, transaction, _look):
        held = transaction.interviews.get(interview)
        transaction.interviews.cancel(interview, author, revision=held.revision)
        notice, given = asked_notice(transaction, held.notice), {"answer": sentence(why)}
        drafted, _ = draft_due(transaction, office, notice, author, frozenset({interview}), given=given)
    typer.echo(f"interview {interview} is cancelled")
    for letter in drafted:
        typer.echo(f"letter {letter.id} is drafted")


@interviews.command("answer")
def answer(
    interview: InterviewId,
    given: Annotated[Attendance, typer.Argument(metavar="ANSWER", help="accepted, tentative or declined.")],
    *,
    config: ConfigOption = None,
) -> None:
    """Note what a candidate answered, by telephone or in words.

    Example: candidatures interviews answer 2 accepted
    """
    with writing(config, "interviews answer") as (_, transaction, look):
        held = transaction.interviews.get(interview)
        answered = transaction.interviews.answer(interview, given, getpass.getuser(), sequence=held.sequence)
    look.note(about=answered.application_id)
    typer.echo(interview_line(answered, reader()))


@interviews.command("letters")
def letters(
    *,
    reminders: Annotated[bool, typer.Option("--reminders", help="The reminders that are due.")] = False,
    notice: NoticeOption = None,
    dry_run: DryRun = False,
    config: ConfigOption = None,
) -> None:
    """Draft the letters that are due: invitations, moved, cancelled. Exit status 1 when some can't be made.

    Example: candidatures interviews letters, then candidatures letters preview, approve, send
    """
    with writing(config, "interviews letters", keep=not dry_run) as (office, transaction, look):
        chosen, author = asked_notice(transaction, notice), getpass.getuser()
        refused: dict[int, Written] = {}
        if reminders:
            made = draft_reminders(transaction, office, chosen, author, datetime.now(UTC))
        else:
            made, refused = draft_due(transaction, office, chosen, author)
    look.note(shown=(letter.message_id for letter in made))
    for letter in made:
        typer.echo(letter_line(letter, reader()))
    typer.echo(f"{len(made)} drafts {'would be made' if dry_run else 'made'}")
    for number, written in refused.items():
        typer.echo(f"interview {number}: {fault_words(written.faults, reader())}", err=True)
    raise typer.Exit(int(bool(refused)))


@interviews.command("calendar")
def calendar(
    output: Annotated[
        Path, typer.Argument(metavar="FILE", help="calendar.ics, or sheets.pdf with names for the jury.")
    ],
    *,
    jury: Annotated[str | None, typer.Option(help="One jury's; else all.")] = None,
    language: Annotated[Language | None, typer.Option(help="Of its words; else the terminal's.")] = None,
    notice: NoticeOption = None,
    config: ConfigOption = None,
) -> None:
    """Write the jury's calendar (.ics: hours, rooms, numbers of dossiers, no names) or its sheets (.pdf: with names).

    Example: candidatures interviews calendar jury.ics --jury A
    """
    if output.suffix not in {".ics", ".pdf"}:
        raise UsageError(f"{output}: must end in .ics or .pdf")
    with reading(config, "interviews calendar") as (_, transaction, look):
        board = board_of(transaction, asked_notice(transaction, notice))
        look.note(shown=board.shown)
        held = transaction.interviews.all(board.notice.slug)
    said_in = language.value if language else terminal_language()
    if output.suffix == ".pdf":
        output.write_bytes(sheets(board, speech(said_in)))
    else:
        output.write_bytes(feed(held, board.notice, jury, language=said_in, now=datetime.now(UTC)))
    typer.echo(f"{output} is written")


def _changed(own: SlotPlan, **given: object) -> SlotPlan:
    return replace(own, **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


def _with_lunch(own: SlotPlan, lunch: str | None) -> SlotPlan:
    if lunch is None:
        return own
    begins, _, ends = lunch.partition("-")
    return replace(own, lunch_from=_clock(begins or None), lunch_until=_clock(ends or None))


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError as exc:
        raise UsageError(f"--day {given}: must be a day, as 2026-04-09") from exc


def _clock(given: str | None) -> time | None:
    try:
        return time.fromisoformat(given.strip()) if given else None
    except ValueError as exc:
        raise UsageError(f"{given}: must be an hour, as 09:30") from exc


def _room(given: str) -> tuple[str, str]:
    room, _, jury = given.partition(":")
    return room.strip(), jury.strip()
