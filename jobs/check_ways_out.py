"""The ways on which alerts and the closing report leave the house, tried without sending anything."""

from __future__ import annotations

import os
import socket
import tempfile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jobs import messenger
from jobs.check_finding import UNREACHABLE, Finding
from jobs.errors import JobsError
from jobs.status import existing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobs.settings import Settings

SECONDS = 10.0


def run(settings: Settings) -> Iterator[Finding]:
    """Mail server, webhook, the report's folder; what is not configured is not tried."""
    if settings.smtp:
        yield _smtp(settings)
    if settings.alerts.webhook:
        yield _webhook(settings.alerts.webhook)
    yield _reports(settings)
    if not settings.alerts.mail_to and not settings.alerts.webhook:
        sentence = "nobody is told when something goes wrong: alerts.mail_to or alerts.webhook"
        yield Finding(subject="alerts", sentence=sentence, level="note")


def _smtp(settings: Settings) -> Finding:
    try:
        messenger.greet(settings)
    except JobsError as exc:
        return Finding(subject="smtp", sentence=str(exc), level="fault", exit_code=UNREACHABLE)
    return Finding(subject="smtp", sentence="connected and logged in; nothing was sent")


def _webhook(url: str) -> Finding:
    """Whether somebody listens there: a POST would be an alert."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        socket.create_connection((parts.hostname or "", port), timeout=SECONDS).close()
    except OSError as exc:
        sentence = f"{parts.hostname}:{port} can't be reached: {exc}"
        return Finding(subject="webhook", sentence=sentence, level="fault", exit_code=UNREACHABLE)
    return Finding(subject="webhook", sentence=f"{parts.hostname}:{port} answers; nothing was sent")


def _reports(settings: Settings) -> Finding:
    folder = settings.path(settings.report.folder)
    try:
        with tempfile.TemporaryFile(dir=existing(folder)):
            pass
    except OSError as exc:
        why = exc.strerror or os.strerror(exc.errno or 0)
        sentence = f"{folder} can't be written: {why}"
        return Finding(subject="report.folder", sentence=sentence, level="fault", exit_code=UNREACHABLE)
    return Finding(subject="report.folder", sentence=f"{folder}: can be written")
