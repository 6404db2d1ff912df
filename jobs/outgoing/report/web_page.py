"""The closing report as one HTML page that needs nothing else: it opens from a file and in a mail."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jobs.outgoing.report import french_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jobs.outgoing.report.contents import Report
    from store.views.values import ApplicationRow

STYLE = (
    "body{font-family:system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#1a1a1a}"
    "table{border-collapse:collapse;width:100%;margin:.5em 0 1.5em}caption{text-align:left;font-weight:600}"
    "th,td{text-align:left;padding:.3em .6em;border-bottom:1px solid #ccc;vertical-align:top}"
    ".number{text-align:right}.warning{background:#fff3cd;border:1px solid #b58900;padding:.6em}"
)


def render(report: Report) -> str:
    """The whole page."""
    title = escape(f"Rapport de clôture : {report.title}")
    parts = [
        f"<h1>{title}</h1>",
        f"<p>Clôture : {french_text.moment(report.closes_at)}. Rapport établi le {french_text.moment(report.at)}.</p>",
        *(_warning(mailbox) for mailbox in report.unreached),
        _table("En chiffres", (), [(label, str(count)) for label, count in french_text.figures(report)]),
        _applications("Candidatures reçues à temps", [(row, "") for row in report.applications if row.on_time]),
        _applications("Arrivées après la clôture", [(row, french_text.lateness(why)) for row, why in report.late]),
        _near_misses(report),
        _failed(report),
        _unreadable(report),
        _table("Dernier rapprochement : différences", (), [(line,) for line in report.differences]),
    ]
    head = f'<meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    return (
        f'<!DOCTYPE html>\n<html lang="fr"><head>{head}</head><body>\n'
        + "\n".join(filter(None, parts))
        + "\n</body></html>\n"
    )


def _warning(mailbox: str) -> str:
    text = f"La boîte {mailbox} n’a pas pu être consultée jusqu’au bout ; des mails peuvent manquer."
    return f'<p class="warning" role="alert">{escape(text)}</p>'


def _applications(title: str, rows: Sequence[tuple[ApplicationRow, str]]) -> str:
    heads = ("N°", "Candidat", "Reçue le", "État", "À voir")
    return _table(f"{title} ({len(rows)})", heads, [_application(row, note) for row, note in rows])


def _application(row: ApplicationRow, note: str) -> tuple[str, ...]:
    see = [*french_text.signs(row), *([note] if note else [])]
    when = french_text.moment(row.first_received_at)
    return str(row.id), french_text.name(row), when, french_text.missing(row), " ; ".join(see)


def _near_misses(report: Report) -> str:
    rows = [
        (str(one.id), french_text.sender(one), one.subject or "sans objet", french_text.moment(one.received_at))
        for one in report.near_misses
    ]
    return _table("Mails à trier", ("Mail", "Expéditeur", "Objet", "Reçu le"), rows)


def _failed(report: Report) -> str:
    rows = [(str(one.id), french_text.sender(one), one.error or "") for one in report.failed]
    return _table("Mails illisibles", ("Mail", "Expéditeur", "Motif"), rows)


def _unreadable(report: Report) -> str:
    rows = [(str(id_ or ""), name or "sans nom", french_text.reason(why)) for id_, name, why in report.unreadable]
    return _table("Documents illisibles", ("Candidature", "Fichier", "Raison"), rows)


def _table(caption: str, heads: Iterable[str], rows: Sequence[Iterable[str]]) -> str:
    """A table; nothing where there is no row."""
    if not rows:
        return ""
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    head = f"<thead><tr>{top}</tr></thead>" if top else ""
    return f"<table><caption>{escape(caption)}</caption>{head}<tbody>{body}</tbody></table>"
