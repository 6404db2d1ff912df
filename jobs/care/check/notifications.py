"""The ways on which alerts and the closing report leave the house, tried without sending anything."""

from __future__ import annotations

import os
import socket
import tempfile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jobs.care.check import letters
from jobs.care.check.result import UNREACHABLE, CheckResult
from jobs.care.status.status import existing
from jobs.errors import JobsError
from jobs.outgoing.notify import channels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobs.config.settings import Settings

SECONDS = 10.0


def run(settings: Settings) -> Iterator[CheckResult]:
    """Mail server, webhook, the report's folder; what is not configured is not tried."""
    if settings.smtp:
        yield _smtp(settings)
    if settings.alerts.webhook:
        yield _webhook(settings.alerts.webhook)
    if settings.letters:
        yield from letters.run(settings)
    yield _reports(settings)
    if not settings.alerts.mail_to and not settings.alerts.webhook:
        sentence = "no alert is sent when something goes wrong: set alerts.mail_to or alerts.webhook"
        yield CheckResult(subject="alerts", sentence=sentence, level="note")


def _smtp(settings: Settings) -> CheckResult:
    try:
        channels.greet(settings)
    except JobsError as exc:
        return CheckResult(subject="smtp", sentence=str(exc), level="fault", exit_code=UNREACHABLE)
    return CheckResult(subject="smtp", sentence="connected and logged in; nothing was sent")


def _webhook(url: str) -> CheckResult:
    """Whether somebody listens there: a POST would be an alert."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        socket.create_connection((parts.hostname or "", port), timeout=SECONDS).close()
    except OSError as exc:
        sentence = f"{parts.hostname}:{port} can't be reached: {exc}"
        return CheckResult(subject="webhook", sentence=sentence, level="fault", exit_code=UNREACHABLE)
    return CheckResult(subject="webhook", sentence=f"{parts.hostname}:{port} answers; nothing was sent")


def _reports(settings: Settings) -> CheckResult:
    folder = settings.path(settings.report.folder)
    try:
        with tempfile.TemporaryFile(dir=existing(folder)):
            pass
    except OSError as exc:
        why = exc.strerror or os.strerror(exc.errno or 0)
        sentence = f"{folder} can't be written: {why}"
        return CheckResult(subject="report.folder", sentence=sentence, level="fault", exit_code=UNREACHABLE)
    return CheckResult(subject="report.folder", sentence=f"{folder}: can be written")
