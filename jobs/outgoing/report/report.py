"""The closing report: what came in for a notice, what is missing, what awaits a human, in the office's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.i18n.languages import DEFAULT
from desk.i18n.speech import speech
from desk.report import plain_text, web_page, words
from desk.report.words import Report
from jobs.errors import UnreachableError
from jobs.outgoing.notify.channels import mail_of, post
from jobs.runtime import report_files
from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from desk.i18n.speech import Speech
    from jobs.care.auditing import Audit
    from jobs.config.settings import Settings
    from store.store import Store
    from store.values import Notice


def gather(
    store: Store, notice: Notice, audit: Audit, *, at: datetime, unreached: frozenset[str] = frozenset()
) -> Report:
    """What there is to report, as of one moment."""
    with store.read() as views:
        rows = views.applications(ApplicationFilter(notice=notice.slug, order="arrival")).rows
        to_sort = views.to_sort(notice.slug)
        reasons = {message.id: message.reason for message in views.messages()}
        return Report(
            slug=notice.slug,
            title=notice.title,
            closes_at=notice.last_instant.astimezone(notice.zone),
            at=at.astimezone(notice.zone),
            overview=views.overview(notice.slug),
            applications=rows,
            late=tuple((row, reasons.get(row.id, "")) for row in rows if not row.on_time),
            near_misses=to_sort.near_misses,
            failed=to_sort.failed,
            unreadable=tuple(
                (one.application_id, one.document.filename, one.document.reason or "") for one in to_sort.unreadable
            ),
            differences=tuple(f"{finding.place}: {finding.sentence}" for finding in audit.differences),
            unreached=tuple(sorted(unreached | audit.unreached)),
        )


def write(settings: Settings, report: Report) -> tuple[Path, Path]:
    """Text and HTML, each whole or not at all; only their owner may read them.

    Raises UnreachableError: the folder can't be written.
    """
    folder, says = settings.path(settings.report.folder), _speech(settings)
    day = f"{report.at:%Y-%m-%d}"
    text, html = folder / f"{report.slug}-{day}.txt", folder / f"{report.slug}-{day}.html"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        report_files.write(text, plain_text.render(report, says))
        report_files.write(html, web_page.render(report, says))
    except OSError as exc:
        raise UnreachableError(f"report.folder: {folder} can't be written: {exc.strerror}") from exc
    return text, html


def _speech(settings: Settings) -> Speech:
    """The office's language: that of the report, else the one of all letters, else French."""
    letters = settings.letters.language if settings.letters else None
    return speech(settings.report.language or letters or DEFAULT)


def mail(settings: Settings, report: Report) -> None:
    """Send it to whom the configuration names; nothing where it names nobody.

    Raises UndeliverableError: the server did not take it.
    """
    if not settings.report.mail_to:
        return
    says = _speech(settings)
    text = plain_text.render(report, says)
    message = mail_of(settings, settings.report.mail_to, words.title(report, says), text, at=report.at)
    message.add_alternative(web_page.render(report, says), subtype="html")
    message["Auto-Submitted"] = "auto-generated"
    post(settings, message)
