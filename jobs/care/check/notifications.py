"""The ways on which alerts and the closing report leave the house, tried without sending anything."""

from __future__ import annotations

import os
import socket
import tempfile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jobs.care.check.finding import UNREACHABLE, CheckFinding
from jobs.care.status.status import existing
from jobs.errors import JobsError
from jobs.notify import channels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobs.config.settings import Settings

SECONDS = 10.0


def run(settings: Settings) -> Iterator[CheckFinding]:
    """Mail server, webhook, the report's folder; what is not configured is not tried."""
    if settings.smtp:
        yield _smtp(settings)
    if settings.alerts.webhook:
        yield _webhook(settings.alerts.webhook)
    yield _reports(settings)
    if not settings.alerts.mail_to and not settings.alerts.webhook:
        sentence = "no alert is sent when something goes wrong: set alerts.mail_to or alerts.webhook"
        yield CheckFinding(subject="alerts", sentence=sentence, level="note")


def _smtp(settings: Settings) -> CheckFinding:
    try:
        channels.greet(settings)
    except JobsError as exc:
        return CheckFinding(subject="smtp", sentence=str(exc), level="fault", exit_code=UNREACHABLE)
    return CheckFinding(subject="smtp", sentence="connected and logged in; nothing was sent")


def _webhook(url: str) -> CheckFinding:
    """Whether somebody listens there: a POST would be an alert."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        socket.create_connection((parts.hostname or "", port), timeout=SECONDS).close()
    except OSError as exc:
        sentence = f"{parts.hostname}:{port} can't be reached: {exc}"
        return CheckFinding(subject="webhook", sentence=sentence, level="fault", exit_code=UNREACHABLE)
    return CheckFinding(subject="webhook", sentence=f"{parts.hostname}:{port} answers; nothing was sent")


def _reports(settings: Settings) -> CheckFinding:
    folder = settings.path(settings.report.folder)
    try:
        with tempfile.TemporaryFile(dir=existing(folder)):
            pass
    except OSError as exc:
        why = exc.strerror or os.strerror(exc.errno or 0)
        sentence = f"{folder} can't be written: {why}"
        return CheckFinding(subject="report.folder", sentence=sentence, level="fault", exit_code=UNREACHABLE)
    return CheckFinding(subject="report.folder", sentence=f"{folder}: can be written")
