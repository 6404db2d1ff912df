"""Letters as lines for people at a terminal, in their language: `say` is its speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.escaping import line, lines
from desk.i18n import code_labels
from desk.letters.selection import STATUSES
from desk.letters.templates import fault_words
from store.letters.states import LetterState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.i18n.speech import Speech
    from desk.letters.selection import SelectionRow, SelectionRun
    from store.letters.answers import Answer
    from store.letters.values import Letter

OPEN = frozenset(set(LetterState) - {LetterState.SENT, LetterState.WITHDRAWN})


def run_lines(run: SelectionRun, say: Speech) -> Iterator[str]:
    """The selection run: a line for each application, how many stand where, and the promised day."""
    for row in run.rows:
        yield _run_row(row, say)
    counted = (f"{_stands(status, say)}{say.colon} {run.count(status)}" for status in STATUSES if run.count(status))
    yield "; ".join(counted) or say.text("There is no application yet.")
    if run.answer_by:
        mark = f"{_problem(say)} " if run.is_pressing else ""
        asked = say.text("Everybody should have had an answer by %(day)s.") % {"day": say.weekday(run.answer_by)}
        yield f"{mark}{asked} {_unanswered(run, say)}"


def _unanswered(run: SelectionRun, say: Speech) -> str:
    if not run.unanswered:
        return say.text("Everybody has had one.")
    return say.plural(
        "%(num)s candidate has not had one yet.", "%(num)s candidates have not had one yet.", run.unanswered
    )


def _stands(status: str, say: Speech) -> str:
    return say.word(code_labels.SELECTION | code_labels.LETTER_STATES, status)


def _run_row(row: SelectionRow, say: Speech) -> str:
    who = line(row.application.name or row.application.email or "")
    kind = _column(code_labels.LETTERS, row.kind, say)
    letter = f" ({_numbered(row.letter.id, say)})" if row.letter else ""
    why = f"{say.colon} {fault_words(row.faults, say)}" if row.faults else ""
    return f"{row.application.id:>5}  {who:30.30}  {kind}  {_stands(row.status, say)}{letter}{why}"


def _column(table: dict[str, str], code: str | None, say: Speech) -> str:
    """The word for a code, as wide as the longest in this language."""
    return (say.word(table, code) or "–").ljust(max(len(say.text(word)) for word in table.values()))


def letter_line(letter: Letter, say: Speech) -> str:
    """One letter: its state and kind, about whom, to whom; while it is open what a server said of it."""
    state = _column(code_labels.LETTER_STATES, letter.state, say)
    kind = _column(code_labels.LETTERS, letter.kind, say)
    about = say.text("No. %(id)s") % {"id": letter.application_id} if letter.application_id else "–"
    to = line(f"{letter.to_name or ''} <{letter.to_email}>")
    return f"{letter.id:>5}  {state}  {kind}  {about}  {to}{_why(letter, say)}"


def _why(letter: Letter, say: Speech) -> str:
    """What a server said of a letter that is open, or why it came back to the drafts."""
    if letter.is_held:
        return f"{say.colon} {say.word(code_labels.REVIEWS, 'letter_hold')}"
    return f"{say.colon} {line(letter.answer)}" if letter.answer and letter.state in OPEN else ""


def whole_letter(letter: Letter, say: Speech) -> Iterator[str]:
    """One letter as the candidate sees it."""
    yield letter_line(letter, say)
    yield f"\n{say.text('From')}{say.colon} {line(letter.sender)}"
    yield f"{say.text('To')}{say.colon} {line(letter.to_name or '')} <{line(letter.to_email)}>"
    yield f"{say.text('Subject')}{say.colon} {line(letter.subject)}\n\n{lines(letter.text)}"


def answer_line(answer: Answer, say: Speech) -> str:
    """What came back on a letter, under it."""
    lasting = {True: f" ({say.text('for good')})", False: f" ({say.text('for now')})", None: ""}[answer.permanent]
    what = say.word(code_labels.LETTER_ANSWERS, answer.shown_as)
    told = f"{say.colon} {line(answer.said)}" if answer.said else ""
    return f"       {say.moment(answer.received_at)}  {what}{lasting}, {_mail(answer, say)}{told}{_waits(answer, say)}"


def _mail(answer: Answer, say: Speech) -> str:
    return say.text("Mail %(id)s") % {"id": answer.message_id}


def _waits(answer: Answer, say: Speech) -> str:
    doubt = f"{say.colon} {line(say.clause(answer.doubt))}" if answer.doubt else ""
    return f"  ({say.text('It waits')}{doubt})" if answer.waits or doubt else ""


def waiting_line(waiting: int, say: Speech) -> str:
    """How many reports on letters a person is to look at, on the page."""
    return f"{_problem(say)} {say.text('Reports on letters, to be looked at')} ({say.number(waiting)})"


def _problem(say: Speech) -> str:
    return f"{say.text('Problem').upper()}{say.colon}"


def _numbered(number: int, say: Speech) -> str:
    return say.text("Letter %(id)s") % {"id": number}
