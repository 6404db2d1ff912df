"""The closing report as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.i18n import code_labels
from desk.report import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desk.i18n.speech import Speech
    from desk.report.words import Report
    from store.views.values import ApplicationRow, MessageView


def render(report: Report, says: Speech) -> str:
    """The whole report."""
    return "\n".join(_lines(report, says)) + "\n"


def _lines(report: Report, says: Speech) -> Iterator[str]:
    title, attention = words.title(report, says), code_labels.ATTENTION
    yield from (title, "=" * len(title), "", words.made(report, says), *words.warnings(report, says))
    yield from ("", *_headed(says.text(words.FIGURES)))
    yield from (f"{count:6}  {label}" for label, count in words.figures(report, says))
    in_time = (_row(row, says) for row in report.applications if row.on_time)
    late = (f"{_row(row, says)}\n      {says.clause(why)}" for row, why in report.late)
    yield from _section(says.text(words.IN_TIME), in_time)
    yield from _section(says.text(words.LATE), late)
    yield from _section(says.text(attention["near_misses"]), (_message(one, says) for one in report.near_misses))
    yield from _section(says.text(attention["failed"]), (_failed(one, says) for one in report.failed))
    yield from _section(says.text(attention["unreadable"]), (_document(one, says) for one in report.unreadable))
    yield from _section(says.text(words.DIFFERENCES), (f"  {line}" for line in report.differences))


def _headed(title: str) -> tuple[str, str]:
    return title, "-" * len(title)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", *_headed(f"{title} ({len(found)})"), *found)


def _row(row: ApplicationRow, says: Speech) -> str:
    who, when = f"{_number(row.id, says)} {says.candidate(row)}", says.moment(row.first_received_at)
    return f"  {' – '.join((who, when, words.state(row, says), *words.signs(row, says)))}"


def _number(application: int, says: Speech) -> str:
    return says.text("No. %(id)s") % {"id": application}


def _mail(message: MessageView, says: Speech) -> str:
    return says.text("Mail %(id)s") % {"id": message.id}


def _message(one: MessageView, says: Speech) -> str:
    told = (_mail(one, says), words.sender(one, says), words.subject(one, says), says.moment(one.received_at))
    return f"  {' – '.join(told)}"


def _failed(one: MessageView, says: Speech) -> str:
    return f"  {' – '.join((_mail(one, says), words.sender(one, says), says.clause(one.error)))}"


def _document(unread: tuple[int | None, str | None, str], says: Speech) -> str:
    application, filename, reason = unread
    whose = _number(application, says) if application else says.text("To sort")
    return f"  {' – '.join((whose, words.document(filename, says), words.reason(reason, says)))}"
