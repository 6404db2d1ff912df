"""The list as CSV: with the contract's keys for programs, with French headings for a recruiter's spreadsheet."""

from __future__ import annotations

import csv
from datetime import datetime
from typing import IO, TYPE_CHECKING

from desk.columns import columns
from desk.inert import cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desk.columns import Cell
    from store.views import ApplicationRow, MessageView

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for Windows-1252."""


def write_csv(rows: Iterable[ApplicationRow], labels: Mapping[str, str], to: IO[str], *, people: bool = False) -> None:
    """One line for each application (RFC 4180). For people: French headings, and semicolons as Belgian Excel wants."""
    wanted = columns(labels)
    if people:
        to.write(BYTE_ORDER_MARK)
    writer = csv.writer(to, delimiter=";" if people else ",")
    writer.writerow([column.heading if people else column.key for column in wanted])
    for row in rows:
        writer.writerow([_text(column.shown(row) if people else column.take(row), people=people) for column in wanted])


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
        writer.writerow([_text(value) for value in values])


def _text(value: Cell, *, people: bool = False) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M:%S}" if people else value.isoformat()
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",") if people else f"{value:g}"
    return cell(str(value))
