"""The closing report as one HTML page that needs nothing else: it opens from a file and in a mail."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from desk.i18n import code_labels
from desk.report import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from desk.i18n.speech import Speech
    from desk.report.words import Report
    from store.views.values import ApplicationRow

STYLE = (
    "body{font-family:system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#1a1a1a}"
    "table{border-collapse:collapse;width:100%;margin:.5em 0 1.5em}caption{text-align:left;font-weight:600}"
    "th,td{text-align:left;padding:.3em .6em;border-bottom:1px solid #ccc;vertical-align:top}"
    ".number{text-align:right}.warning{background:#fff3cd;border:1px solid #b58900;padding:.6em}"
)


def render(report: Report, says: Speech) -> str:
    """The whole page."""
    title = escape(words.title(report, says))
    warnings = (f'<p class="warning" role="alert">{escape(text)}</p>' for text in words.warnings(report, says))
    parts = [f"<h1>{title}</h1>", f"<p>{escape(words.made(report, says))}</p>", *warnings, *_tables(report, says)]
    head = f'<meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    body = "\n".join(filter(None, parts))
    return f'<!DOCTYPE html>\n<html lang="{says.language}"><head>{head}</head><body>\n{body}\n</body></html>\n'


def _tables(report: Report, says: Speech) -> Iterator[str]:
    figures = [(label, str(count)) for label, count in words.figures(report, says)]
    yield _table(says.text(words.FIGURES), (), figures)
    yield _applications(says.text(words.IN_TIME), [(row, "") for row in report.applications if row.on_time], says)
    yield _applications(says.text(words.LATE), [(row, says.clause(why)) for row, why in report.late], says)
    yield _near_misses(report, says)
    yield _failed(report, says)
    yield _unreadable(report, says)
    yield _table(says.text(words.DIFFERENCES), (), [(line,) for line in report.differences])


def _applications(title: str, rows: Sequence[tuple[ApplicationRow, str]], says: Speech) -> str:
    heads = map(says.text, ("No.", "Candidate", "Arrived", "State", "Needs attention"))
    return _table(f"{title} ({len(rows)})", heads, [_application(row, note, says) for row, note in rows])


def _application(row: ApplicationRow, note: str, says: Speech) -> tuple[str, ...]:
    see = [*words.signs(row, says), *filter(None, [note])]
    when = says.moment(row.first_received_at)
    return str(row.id), says.candidate(row), when, words.state(row, says), " – ".join(see)


def _near_misses(report: Report, says: Speech) -> str:
    rows = [
        (str(one.id), words.sender(one, says), words.subject(one, says), says.moment(one.received_at))
        for one in report.near_misses
    ]
    heads = map(says.text, ("Mail", "Sender", "Subject", "Arrived"))
    return _table(says.text(code_labels.ATTENTION["near_misses"]), heads, rows)


def _failed(report: Report, says: Speech) -> str:
    rows = [(str(one.id), words.sender(one, says), says.clause(one.error)) for one in report.failed]
    return _table(says.text(code_labels.ATTENTION["failed"]), map(says.text, ("Mail", "Sender", "Reason")), rows)


def _unreadable(report: Report, says: Speech) -> str:
    rows = [(str(of or ""), words.document(name, says), words.reason(why, says)) for of, name, why in report.unreadable]
    return _table(says.text(code_labels.ATTENTION["unreadable"]), map(says.text, ("No.", "Document", "Reason")), rows)


def _table(caption: str, heads: Iterable[str], rows: Sequence[Iterable[str]]) -> str:
    """A table; nothing where there is no row."""
    if not rows:
        return ""
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    head = f"<thead><tr>{top}</tr></thead>" if top else ""
    return f"<table><caption>{escape(caption)}</caption>{head}<tbody>{body}</tbody></table>"
