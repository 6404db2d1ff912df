"""The closing report as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.outgoing.report import french_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jobs.outgoing.report.contents import Report
    from store.views.values import ApplicationRow


def render(report: Report) -> str:
    """The whole report."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    title = f"Rapport de clôture : {report.title}"
    yield from (title, "=" * len(title), "")
    yield f"Clôture : {french_text.moment(report.closes_at)}. Rapport établi le {french_text.moment(report.at)}."
    yield from _warnings(report)
    yield from ("", "En chiffres", "-----------")
    yield from (f"{count:6}  {label}" for label, count in french_text.figures(report))
    yield from _section("Candidatures reçues à temps", (_row(row) for row in report.applications if row.on_time))
    yield from _section(
        "Arrivées après la clôture", (f"{_row(row)}\n      {french_text.lateness(why)}" for row, why in report.late)
    )
    yield from _section("Mails à trier", (_message(report, index) for index in range(len(report.near_misses))))
    yield from _section(
        "Mails illisibles",
        (f"  mail {one.id} : {french_text.sender(one)} : {one.error}" for one in report.failed),
    )
    yield from _section("Documents illisibles", (_document(*one) for one in report.unreadable))
    yield from _section("Dernier rapprochement : différences", (f"  {line}" for line in report.differences))


def _warnings(report: Report) -> Iterator[str]:
    for mailbox in report.unreached:
        yield f"ATTENTION : la boîte {mailbox} n’a pas pu être consultée jusqu’au bout ; des mails peuvent manquer."


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", f"{title} ({len(found)})", "-" * (len(title) + len(str(len(found))) + 3), *found)


def _row(row: ApplicationRow) -> str:
    also = "".join(f" ; {sign}" for sign in french_text.signs(row))
    when = french_text.moment(row.first_received_at)
    return f"  n° {row.id} : {french_text.name(row)}, reçue le {when} : {french_text.missing(row)}{also}"


def _message(report: Report, index: int) -> str:
    one = report.near_misses[index]
    subject, when = one.subject or "sans objet", french_text.moment(one.received_at)
    return f"  mail {one.id} : {french_text.sender(one)}, « {subject} », le {when}"


def _document(application: int | None, filename: str | None, reason: str) -> str:
    whose = f"candidature n° {application}" if application else "mail à trier"
    return f"  {whose} : {filename or 'sans nom'} : {french_text.reason(reason)}"
