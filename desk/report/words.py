"""What the closing report tells, and in which words of the office's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.i18n import code_labels
from desk.i18n.languages import message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from desk.i18n.speech import Speech
    from store.views.values import ApplicationRow, MessageView, Overview


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """All that the report says, in no language yet."""

    slug: str
    title: str
    closes_at: datetime
    """The last instant that was in time, in the notice's zone."""
    at: datetime
    overview: Overview
    applications: tuple[ApplicationRow, ...]
    """All, by arrival."""
    late: tuple[tuple[ApplicationRow, str], ...]
    """Those that came too late, with what the rules say of their first mail."""
    near_misses: tuple[MessageView, ...]
    """Not decided by anybody yet."""
    failed: tuple[MessageView, ...]
    unreadable: tuple[tuple[int | None, str | None, str], ...]
    """(application, file name, reason)."""
    differences: tuple[str, ...]
    """What the last reconciliation found."""
    unreached: tuple[str, ...]
    """Mailboxes that could not be looked at in the end."""


TITLE = message("Closing report: %(title)s")
MADE = message("Closed on %(closed)s. Report made on %(made)s.")
UNREACHED = message(
    "Warning: the mailbox %(mailbox)s could not be looked through to the end; mails may be missing from this report."
)
FIGURES = message("In figures")
IN_TIME = message("Applications received in time")
LATE = message("Applications received after the cutoff")
DIFFERENCES = message("Last comparison with the mailboxes: differences")
COMPLETE = message("Complete, with CV and letter")
WITHDRAWN = message("Withdrawn, not counted above")
EXCLUDED = message("Set aside as no application, not counted above")
NO_SUBJECT = message("no subject")
NO_SENDER = message("unknown sender")
_TOLD_ELSEWHERE = frozenset({"late", "missing"})
"""Signs that a row's own section or state tells."""


def title(report: Report, says: Speech) -> str:
    """What the report is called."""
    return says.text(TITLE) % {"title": report.title}


def made(report: Report, says: Speech) -> str:
    """When the notice closed, and when this was written."""
    return says.text(MADE) % {"closed": says.moment(report.closes_at), "made": says.moment(report.at)}


def warnings(report: Report, says: Speech) -> Iterator[str]:
    """What the report may lack."""
    for mailbox in report.unreached:
        yield says.text(UNREACHED) % {"mailbox": mailbox}


def figures(report: Report, says: Speech) -> list[tuple[str, int]]:
    """The totals, each with what it counts."""
    overview, attention = report.overview, code_labels.ATTENTION
    told = [
        ("Applications", overview.applications),
        (IN_TIME, overview.on_time),
        (LATE, overview.late),
        (COMPLETE, overview.complete),
        ("CV missing", overview.without_cv),
        ("Letter missing", overview.without_letter),
        (attention["near_misses"], len(report.near_misses)),
        (attention["failed"], len(report.failed)),
        (attention["unreadable"], len(report.unreadable)),
        (attention["duplicates"], overview.duplicates),
        (WITHDRAWN, overview.withdrawn),
        (EXCLUDED, overview.excluded),
    ]
    return [(says.text(label), count) for label, count in told]


def state(row: ApplicationRow, says: Speech) -> str:
    """What is missing of an application, or that it is complete."""
    told = ", ".join(says.word(code_labels.MISSING, code) for code in row.absences) if row.missing else ""
    return told or says.text("complete")


def signs(row: ApplicationRow, says: Speech) -> list[str]:
    """What else awaits a human in it."""
    withdrawn = [says.text("Withdrawn")] if row.standing == "withdrawn" else []
    return [*withdrawn, *(says.word(code_labels.AWAITS, code) for code in row.awaits if code not in _TOLD_ELSEWHERE)]


def sender(message: MessageView, says: Speech) -> str:
    """Who sent a message: name and address, as far as they are known."""
    known = [message.sender_name, f"<{message.sender_email}>" if message.sender_email else None]
    return " ".join(part for part in known if part) or says.text(NO_SENDER)


def subject(message: MessageView, says: Speech) -> str:
    """What a message is about, by its subject."""
    return message.subject or says.text(NO_SUBJECT)


def document(filename: str | None, says: Speech) -> str:
    """What a file is called."""
    return filename or says.text("file without a name")


def reason(code: str, says: Speech) -> str:
    """Why a document could not be read."""
    return says.word(code_labels.REASONS, code)
