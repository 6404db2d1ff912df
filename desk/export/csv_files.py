"""The list as CSV: with stable keys for programs, with headings in words for a recruiter's spreadsheet."""

from __future__ import annotations

import csv
from datetime import datetime
from typing import IO, TYPE_CHECKING

from desk.escaping import cell
from desk.export.columns import Share, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desk.export.columns import Asked, Cell
    from desk.i18n.speech import Speech
    from store.views.values import ApplicationRow, MessageView

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for Windows-1252."""


def write_csv(rows: Iterable[ApplicationRow], criteria: Mapping[str, Asked], speech: Speech, to: IO[str]) -> None:
    """One line for each application (RFC 4180), for programs: stable keys, stored values."""
    wanted = columns(criteria, speech)
    writer = csv.writer(to)
    writer.writerow([column.key for column in wanted])
    for row in rows:
        writer.writerow([_for_programs(column.take(row)) for column in wanted])


def write_sheet(rows: Iterable[ApplicationRow], criteria: Mapping[str, Asked], speech: Speech, to: IO[str]) -> None:
    """The same for people: headings and words in their language, with semicolons and commas as Belgian Excel wants."""
    wanted = columns(criteria, speech)
    to.write(BYTE_ORDER_MARK)
    writer = csv.writer(to, delimiter=";")
    writer.writerow([column.heading for column in wanted])
    for row in rows:
        writer.writerow([_for_people(column.shown(row)) for column in wanted])


def write_messages_csv(messages: Iterable[MessageView], to: IO[str]) -> None:
    """One line for each message."""
    writer = csv.writer(to)
    writer.writerow(
        ["id", "disposition", "reason", "state", "application_id", "received_at", "from", "subject", "mailboxes"]
    )
    for message in messages:
        places = " ".join(f"{seen.mailbox}:{seen.uid}" for seen in message.mailboxes)
        values = (
            message.id,
            message.disposition,
            message.reason,
            message.state,
            message.application_id,
            message.received_at,
            message.sender_email,
            message.subject,
            places,
        )
        writer.writerow([_for_programs(value) for value in values])


def _for_programs(value: Cell) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else cell(str(value))


def _for_people(value: Cell) -> str:
    if isinstance(value, Share):
        return f"{100 * value:g}%".replace(".", ",")
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M:%S}"
    return "" if value is None else cell(str(value))
