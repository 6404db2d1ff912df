"""Sending a mail: to the operator when something is wrong, to the recruiters when the notice is over."""

from __future__ import annotations

import ipaddress
import smtplib
import ssl
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote, urlsplit

from jobs.errors import UndeliverableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

_PORTS = {"smtps": 465, "smtp+starttls": 587, "smtp": 25}
TIMEOUT = 30.0


@dataclass(frozen=True, kw_only=True, slots=True)
class SmtpAddress:
    """Where mail goes out."""

    scheme: str
    host: str
    port: int
    user: str | None

    @classmethod
    def of(cls, url: str) -> Self:
        """The address in `url`. Raises ValueError that says what is the matter."""
        parts = urlsplit(url)
        if parts.scheme not in _PORTS:
            raise ValueError(f"unknown scheme {parts.scheme!r}: smtps, smtp+starttls or smtp")
        if parts.password is not None:
            raise ValueError("a password has no place in the URL: use password_file or password_env")
        host = parts.hostname or ""
        if not host:
            raise ValueError("the host is missing")
        if parts.scheme == "smtp" and not _is_loopback(host):
            raise ValueError("smtp:// would go in clear text: use smtps:// or smtp+starttls://")
        user = unquote(parts.username) if parts.username else None
        return cls(scheme=parts.scheme, host=host, port=parts.port or _PORTS[parts.scheme], user=user)


def send(mail: EmailMessage, *, url: str, password: str | None = None, ca_file: Path | None = None) -> None:
    """Hand a mail to the server.

    Raises:
        UndeliverableError: it did not take it.
    """
    address = SmtpAddress.of(url)
    try:
        with _connected(address, ca_file) as client:
            if address.user and password:
                client.login(address.user, password)
            client.send_message(mail)
    except (OSError, smtplib.SMTPException) as exc:
        raise UndeliverableError(f"{address.host}:{address.port} did not take the mail: {exc}") from exc


def greet(*, url: str, password: str | None = None, ca_file: Path | None = None) -> None:
    """Connect and log in, and send nothing.

    Raises:
        UndeliverableError: it can't be reached, or refuses us.
    """
    address = SmtpAddress.of(url)
    try:
        with _connected(address, ca_file) as client:
            if address.user and password:
                client.login(address.user, password)
            client.noop()
    except (OSError, smtplib.SMTPException) as exc:
        raise UndeliverableError(f"{address.host}:{address.port} can't be used: {exc}") from exc


@contextmanager
def _connected(address: SmtpAddress, ca_file: Path | None) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context(cafile=str(ca_file) if ca_file else None)
    if address.scheme == "smtps":
        with smtplib.SMTP_SSL(address.host, address.port, timeout=TIMEOUT, context=context) as client:
            yield client
        return
    with smtplib.SMTP(address.host, address.port, timeout=TIMEOUT) as client:
        if address.scheme == "smtp+starttls":
            client.starttls(context=context)
        yield client


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
