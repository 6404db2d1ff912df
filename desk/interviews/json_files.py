"""Interviews for programs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.interviews.board import Appointment, Board
    from parsers.values.evidence import JSON


def board_json(board: Board) -> dict[str, JSON]:
    """The board: hours, interviews that hold or were cancelled, who waits, answers that wait for a person."""
    cells = (cell for day in board.days for _, row in day.rows for cell in row if cell)
    return {
        "notice": board.notice.slug,
        "timezone": board.notice.timezone,
        "slots": [_plain(asdict(cell.slot)) for cell in cells],
        "interviews": [_appointment(each) for each in (*board.appointments, *board.cancelled)],
        "waiting": [
            {
                "application": each.application.id,
                "name": each.application.name,
                "city": each.application.city,
                "postal_code": each.application.postal_code,
                "notes": list(each.notes),
            }
            for each in board.waiting
        ],
        "choices": [
            {
                "application": each.application.id,
                "letter": each.letter.id,
                "mail": each.answer.message_id,
                "slot": each.slot.id if each.slot else None,
                "free": each.is_free,
                "words": each.answer.chosen_words,
            }
            for each in board.choices
        ],
        "unproven_choices": [
            {
                "application": each.application.id,
                "letter": each.letter.id,
                "mail": each.answer.message_id,
                "slot": each.slot.id if each.slot else None,
                "words": each.answer.chosen_words,
                "waits": each.answer.choice_waits,
            }
            for each in board.unproven_choices
        ],
        "replies": [
            _plain(asdict(each.reply)) | {"interview": each.interview_id, "verdict": each.verdict, "waits": each.doubt}
            for each in board.replies
        ],
    }


def _appointment(each: Appointment) -> dict[str, JSON]:
    told = _plain(asdict(each.interview)) | {"holds": each.interview.holds}
    letter = {"id": each.letter.id, "state": each.letter.state, "held_up_by": each.held_up_by} if each.letter else None
    return told | {"name": each.application.name if each.application else None, "letter": letter, "due": each.due}


def _plain(values: dict[str, JSON]) -> dict[str, JSON]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}
