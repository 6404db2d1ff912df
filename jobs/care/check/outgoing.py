"""What leaves the house, tried without sending anything: alerts and the closing report, letters to candidates."""

from __future__ import annotations

import os
import socket
import tempfile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desk.i18n.languages import DEFAULT
from desk.letters.kinds import KINDS
from desk.letters.writing import holes, template_faults
from ingest.errors import IngestError
from jobs.care.check import tenant
from jobs.care.check.result import fault, note, ok
from jobs.care.status.status import existing
from jobs.errors import JobsError
from jobs.outgoing.letters import ways
from jobs.outgoing.letters.office import office_of
from jobs.outgoing.notify import channels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desk.letters.office import Office
    from jobs.care.check.result import CheckResult
    from jobs.config.settings import Settings

SECONDS = 10.0
SIGNED = 3
"""Lines of a signature: name, function and office."""
SET_AT = {"signature": "letters.signature", "appeal": "letters.appeal", "answer_by": "answer_by"}
"""Of the office's words those that are not in a notice's `values`."""
PER_LETTER = frozenset({"new_days"})
"""Of the office's words those that are known when such a letter is written, and not before."""


def run(settings: Settings) -> Iterator[CheckResult]:
    """Mail server, webhook, the report's folder; what is not configured is not tried."""
    if settings.smtp:
        yield _smtp(settings)
    if settings.alerts.webhook:
        yield _webhook(settings.alerts.webhook)
    if settings.letters:
        yield _way(settings)
        yield from _templates(settings)
    yield _reports(settings)
    if not settings.alerts.mail_to and not settings.alerts.webhook:
        yield note("alerts", "no alert is sent when something goes wrong: set alerts.mail_to or alerts.webhook")


def _smtp(settings: Settings) -> CheckResult:
    try:
        channels.greet(settings)
    except JobsError as exc:
        return fault("smtp", str(exc))
    return ok("smtp", "connected and logged in; nothing was sent")


def _webhook(url: str) -> CheckResult:
    """Whether somebody listens there. It only connects: a POST would be an alert."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        socket.create_connection((parts.hostname or "", port), timeout=SECONDS).close()
    except OSError as exc:
        return fault("webhook", f"{parts.hostname}:{port} can't be reached: {exc}")
    return ok("webhook", f"{parts.hostname}:{port} answers; nothing was sent")


def _reports(settings: Settings) -> CheckResult:
    folder = settings.path(settings.report.folder)
    if why := why_not(folder):
        return fault("report.folder", f"{folder} can't be written: {why}")
    return ok("report.folder", f"{folder}: can be written")


def _way(settings: Settings) -> CheckResult:
    """The way by which letters to candidates leave."""
    way = ways.way_of(settings)
    if way is None:
        return note("letters", "approved letters are downloaded and sent by hand (letters.send)")
    try:
        with way.opened():
            pass
    except (JobsError, IngestError) as exc:
        wish = tenant.named(str(exc))
        return fault("letters", f"{exc}; at the tenant: {wish}" if wish else str(exc))
    return ok("letters", "connected and logged in; nothing was sent")


def _templates(settings: Settings) -> Iterator[CheckResult]:
    """What every letter needs: templates, the office's own words, a signature."""
    office = office_of(settings)
    if office is None:
        return
    for notice in settings.notices:
        language = office.language or DEFAULT
        for kind, faults in template_faults(office, notice.slug, KINDS, language).items():
            told = "; ".join(str(fault) for fault in faults)
            yield fault("letters.templates", f"{language}/{kind}.txt: {told}", 0)
        yield from _holes(office, notice.slug)
    for language in office.languages:
        if len(office.signature_in(language).strip().splitlines()) < SIGNED:
            sentence = f"letters.signature has no name, function and office in {language!r}, a line each"
            yield note("letters.signature", sentence)


def _holes(office: Office, slug: str) -> Iterator[CheckResult]:
    """The office's own words that letters need and nobody gave: such a letter is not made."""
    for language in office.languages:
        for name, kinds in holes(office, slug, KINDS, language).items():
            if name in PER_LETTER:
                continue
            where = SET_AT.get(name, f"letters.notices.{slug}.values.{name}")
            sentence = f"{where} says nothing in {language!r}: no {', '.join(kinds)} can be written in it"
            yield note("letters.words", sentence)


def why_not(folder: Path) -> str | None:
    """Why nothing can be put into a folder, or into the nearest one above it that is there; None where it can."""
    try:
        with tempfile.TemporaryFile(dir=existing(folder)):
            return None
    except OSError as exc:
        return exc.strerror or os.strerror(exc.errno or 0)
