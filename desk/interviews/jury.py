"""What the jury takes away: a calendar to subscribe to, and the day's sheets on paper.

The calendar is fetched by programs that know no password, and may lie on other people's servers: it says which dossier
is heard when and where, and nobody's name. An entry's UID is a keyed hash: the UID of the invitation stands in letters
alone, and who reads the jury's calendar does not learn it.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from desk.dossier.pdf import Sheets
from desk.i18n import code_labels
from desk.i18n.languages import message
from desk.i18n.speech import speech
from desk.interviews.inviting import INTERVIEW
from desk.letters.events import REQUEST, Event, entry_of, published

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from desk.i18n.speech import Speech
    from desk.interviews.board import Appointment, Board
    from store.letters.interviews.values import Interview
    from store.values import Notice

INTERVIEWS = message("Interviews")
FILE = message("file No. %(id)s")


def feed(interviews: Sequence[Interview], notice: Notice, jury: str | None, *, language: str, now: datetime) -> bytes:
    """The calendar of a jury, or of all: the interviews that hold, by the number of their dossier."""
    says = speech(language)
    mine = [each for each in interviews if each.holds and jury in {None, each.jury}]
    entries = [
        entry_of(
            Event(
                method=REQUEST,
                uid=_uid(each),
                sequence=each.sequence,
                starts=each.starts_at,
                ends=each.ends_at,
                zone=notice.timezone,
                location=", ".join(part for part in (each.place, each.room) if part),
                summary=f"{says.text(INTERVIEW)} – {says.text(FILE) % {'id': each.application_id or each.message_id}}",
            ),
            stamp=each.changed_at,
        )
        for each in mine
    ]
    day = min((each.starts_at for each in mine), default=now).date()
    name = " – ".join(part for part in (says.text(INTERVIEWS), notice.title, jury) if part)
    return published(entries, name, notice.timezone, day)


def _uid(interview: Interview) -> str:
    """By which the jury's calendars know an interview again (RFC 5545, 3.8.4.7); the same in all of them.

    The key is the UID of its invitation, drawn by lot.
    """
    return "jury-" + hmac.new(interview.uid.encode(), b"jury", hashlib.sha256).hexdigest()[:32]


def sheets(board: Board, says: Speech) -> bytes:
    """The days as a PDF, for a jury that has it on paper: hour, room, candidate, what was answered."""
    title = f"{says.text(INTERVIEWS)} – {board.notice.title}"
    made = Sheets(says.text("page"), title=title, language=says.language)
    made.begin(title)
    made.masthead(says.text(INTERVIEWS))
    made.paragraph(board.notice.title)
    for day in board.days:
        made.heading(says.weekday(day.day))
        for starts, row in day.rows:
            for cell in row:
                if cell and cell.appointment:
                    label = f"{says.clock(starts.astimezone(board.notice.zone))}  {cell.slot.room} {cell.slot.jury}"
                    made.pair(label, _line(cell.appointment, says))
    return made.finished()


def _line(appointment: Appointment, says: Speech) -> str:
    row, answer = appointment.application, appointment.interview.answer
    who = f"{row.name or row.email or ''} ({says.text(FILE) % {'id': row.id}})" if row else "–"
    return f"{who} – {says.word(code_labels.ANSWERS, answer)}" if answer else who
