"""The ways on which alerts and the closing report leave the house: mail and webhook."""

from __future__ import annotations

import json
import socket
import urllib.request
from dataclasses import asdict, dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import TYPE_CHECKING, Protocol

from jobs.config import secrets
from jobs.errors import UndeliverableError
from jobs.outgoing.notify import smtp
from jobs.runtime import logs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from jobs.config.settings import Settings

log = logs.get()
TIMEOUT = 30.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """Something begins to be wrong, or has ended."""

    event: str
    """begins or ends."""
    key: str
    sentence: str
    at: datetime


class Channel(Protocol):
    """A way on which alerts leave."""

    @property
    def name(self) -> str:
        """Under this name what it has told is remembered."""

    def send(self, alert: Alert) -> None:
        """Pass it on. Raises UndeliverableError."""


class LogChannel:
    """Alerts in the daemon's own log."""

    name = "log"

    def send(self, alert: Alert) -> None:
        """One line."""
        log.warning("alert", event_is=alert.event, key=alert.key, why=alert.sentence)


class MailChannel:
    """Alerts by mail."""

    name = "mail"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def send(self, alert: Alert) -> None:
        """One mail."""
        mark = "PROBLEM" if alert.event == "begins" else "OK again"
        text = f"{alert.sentence}\n\n{mark} since {alert.at.isoformat(timespec='seconds')} on {socket.gethostname()}.\n"
        mail = mail_of(
            self._settings, self._settings.alerts.mail_to, f"[candidatures] {mark}: {alert.key}", text, at=alert.at
        )
        mail["Auto-Submitted"] = "auto-generated"
        post(self._settings, mail)


class WebhookChannel:
    """Alerts as a POST of JSON."""

    name = "webhook"

    def __init__(self, url: str) -> None:
        self._url = url

    def send(self, alert: Alert) -> None:
        """One POST."""
        body = json.dumps(asdict(alert) | {"at": alert.at.isoformat()}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "User-Agent": "candidatures"}
        request = urllib.request.Request(self._url, data=body, headers=headers, method="POST")  # noqa: S310 - settings let http(s) only
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT):  # noqa: S310 - the same
                pass
        except OSError as exc:
            raise UndeliverableError(f"the webhook did not take the alert: {exc}") from exc


def channels(settings: Settings) -> list[Channel]:
    """The channels of the configuration; the log is always one."""
    found: list[Channel] = [LogChannel()]
    if settings.alerts.mail_to:
        found.append(MailChannel(settings))
    if settings.alerts.webhook:
        found.append(WebhookChannel(settings.alerts.webhook))
    return found


def mail_of(settings: Settings, to: Iterable[str], subject: str, text: str, *, at: datetime) -> EmailMessage:
    """A mail of this program's own."""
    mail = EmailMessage()
    mail["From"] = settings.smtp.sender if settings.smtp else ""
    mail["To"] = ", ".join(to)
    mail["Subject"] = subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = make_msgid(domain="candidatures.invalid")
    mail.set_content(text)
    return mail


def greet(settings: Settings) -> None:
    """Connect to the configured mail server and log in, and send nothing.

    Raises UndeliverableError: it can't be reached, or refuses us; ConfigurationError: there is no password for it.
    """
    if settings.smtp is not None:
        ca_file = settings.path(settings.smtp.ca_file) if settings.smtp.ca_file else None
        smtp.greet(url=settings.smtp.url, password=secrets.smtp_password(settings), ca_file=ca_file)


def post(settings: Settings, mail: EmailMessage) -> None:
    """Hand a mail to the configured server.

    Raises UndeliverableError: it did not take it; ConfigurationError: there is no password for it.
    """
    if settings.smtp is None:
        raise UndeliverableError("no mail server is configured: the table [smtp]")
    ca_file = settings.path(settings.smtp.ca_file) if settings.smtp.ca_file else None
    smtp.send(mail, url=settings.smtp.url, password=secrets.smtp_password(settings), ca_file=ca_file)
