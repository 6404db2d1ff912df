"""Sending a mail: to the operator when something is wrong, to the recruiters when the notice is over."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jobs.config.smtp_address import SmtpAddress
from jobs.errors import UndeliverableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

TIMEOUT = 30.0


def send(mail: EmailMessage, *, url: str, password: str | None = None, ca_file: Path | None = None) -> None:
    """Hand a mail to the server. Raises UndeliverableError: it did not take it."""
    with _logged_in(url, password, ca_file, "did not take the mail") as client:
        client.send_message(mail)


def greet(*, url: str, password: str | None = None, ca_file: Path | None = None) -> None:
    """Connect and log in, and send nothing. Raises UndeliverableError: it can't be reached, or refuses us."""
    with _logged_in(url, password, ca_file, "can't be used") as client:
        client.noop()


@contextmanager
def _logged_in(url: str, password: str | None, ca_file: Path | None, clause: str) -> Iterator[smtplib.SMTP]:
    address = SmtpAddress.of(url)
    try:
        with connected(address, ca_file) as client:
            if address.user and password:
                client.login(address.user, password)
            yield client
    except (OSError, smtplib.SMTPException) as exc:
        raise UndeliverableError(f"{address.host}:{address.port} {clause}: {exc}") from exc


@contextmanager
def connected(address: SmtpAddress, ca_file: Path | None) -> Iterator[smtplib.SMTP]:
    """A connection to the server, over TLS where its scheme says so."""
    context = ssl.create_default_context(cafile=str(ca_file) if ca_file else None)
    if address.scheme == "smtps":
        with smtplib.SMTP_SSL(address.host, address.port, timeout=TIMEOUT, context=context) as client:
            yield client
        return
    with smtplib.SMTP(address.host, address.port, timeout=TIMEOUT) as client:
        if address.scheme == "smtp+starttls":
            client.starttls(context=context)
        yield client
