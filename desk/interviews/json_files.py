"""Interviews for programs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from desk.export.json_files import named

if TYPE_CHECKING:
    from desk.interviews.board import Appointment, Board, HourChoice
    from parsers.values.evidence import JSON


def board_json(board: Board) -> dict[str, JSON]:
    """The board: hours, interviews that hold or were cancelled, who waits, answers that wait for a person."""
    return {
        "notice": board.notice.slug,
        "timezone": board.notice.timezone,
        "slots": [_plain(asdict(cell.slot)) for cell in board.cells],
        "interviews": [_appointment(each) for each in (*board.appointments, *board.cancelled)],
        "waiting": [
            {"application": each.application.id, **named(each.application, "name", "city", "postal_code")}
            | {"notes": list(each.notes)}
            for each in board.waiting
        ],
        "choices": [_choice(each) | {"free": each.is_free} for each in board.choices],
        "unproven_choices": [_choice(each) | {"waits": each.answer.choice_waits} for each in board.unproven_choices],
        "replies": [
            _plain(asdict(each.reply)) | {"interview": each.interview_id, "verdict": each.verdict, "waits": each.doubt}
            for each in board.replies
        ],
    }


def _choice(each: HourChoice) -> dict[str, JSON]:
    return {
        "application": each.application.id,
        "letter": each.letter.id,
        "mail": each.answer.message_id,
        "slot": each.slot.id if each.slot else None,
        "words": each.answer.chosen_words,
    }


def _appointment(each: Appointment) -> dict[str, JSON]:
    told = _plain(asdict(each.interview)) | {"holds": each.interview.holds}
    letter = {"id": each.letter.id, "state": each.letter.state, "held_up_by": each.held_up_by} if each.letter else None
    return told | {"name": each.application.name if each.application else None, "letter": letter, "due": each.due}


def _plain(values: dict[str, JSON]) -> dict[str, JSON]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}
