"""Mail submission (RFC 6409): TLS, a password or the OAuth 2 sign-in of a mailbox, one letter a transaction.

The steps are taken one by one, so that it is known how far a broken connection had come: before DATA nothing has gone
out, after the final reply everything is known, and in between a letter is doubtful.
"""

from __future__ import annotations

import re
import smtplib
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.failpoint import reach
from jobs.config.smtp_address import SmtpAddress
from jobs.errors import UndeliverableError
from jobs.outgoing.letters.outcome import Ending, Outcome
from jobs.outgoing.notify.smtp import connected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

LONGEST_ANSWER = 300
_TOKEN = re.compile(rb"^Message-ID:[ \r\n]+<([A-Za-z0-9.]{1,100})@", re.MULTILINE)
"""What stands before the @ of our own Message-ID: it holds nothing that xtext (RFC 3461, 4) would write otherwise."""


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A mail server that takes letters."""

    url: str
    secret: Callable[[], str] | None = None
    """Gives the password, or the access token where `oauth`; asked at each login."""
    oauth: bool = False
    ca_file: Path | None = None

    name = "smtp"

    @contextmanager
    def opened(self) -> Iterator[SmtpDelivery]:
        """Connected and logged in. How the goodbye goes is of no matter: what came of each letter is known by then."""
        address = SmtpAddress.of(self.url)
        secret = self.secret() if self.secret else None
        with ExitStack() as stack:
            try:
                client = stack.enter_context(_polite(connected(address, self.ca_file)))
                _log_in(client, address.user, secret, oauth=self.oauth)
            except (OSError, smtplib.SMTPException, ValueError) as exc:
                raise UndeliverableError(f"{address.host}:{address.port} takes no letters: {_said(exc)}") from exc
            reach("letters.connected")
            yield SmtpDelivery(client)


@contextmanager
def _polite(connection: AbstractContextManager[smtplib.SMTP]) -> Iterator[smtplib.SMTP]:
    client = connection.__enter__()
    try:
        yield client
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.__exit__(None, None, None)


def _log_in(client: smtplib.SMTP, user: str | None, secret: str | None, *, oauth: bool) -> None:
    if user is None or secret is None:
        return
    if not oauth:
        client.login(user, secret)
        return
    client.ehlo_or_helo_if_needed()
    token = f"user={user}\1auth=Bearer {secret}\1\1"
    # after a refusal the server says why, and wants an empty answer
    client.auth("XOAUTH2", lambda challenge=None: token if challenge is None else "")


class SmtpDelivery:
    """Letters over one open connection."""

    def __init__(self, client: smtplib.SMTP) -> None:
        self._client = client

    def deliver(self, mail: bytes, *, sender: str, recipient: str) -> Outcome:
        """One transaction: MAIL, RCPT, DATA.

        A server that knows how is asked to name what we drew by lot, and the address that was written to, in what it
        reports (RFC 3461): by it a report is known that returns nothing else.
        """
        early = self._announce(mail, sender, recipient)
        return early or self._hand_over(mail)

    def _announce(self, mail: bytes, sender: str, recipient: str) -> Outcome | None:
        """MAIL and RCPT: whatever happens here, nothing has gone out."""
        try:
            self._client.ehlo_or_helo_if_needed()
            options = [f"SIZE={len(mail)}"] if self._client.has_extn("size") else []
            token = _TOKEN.search(mail) if self._client.has_extn("dsn") else None
            options += ["RET=HDRS", f"ENVID={token[1].decode('ascii')}"] if token else []
            code, said = self._client.mail(sender, options)
            if code != 250:  # it is we who are refused, not this candidate's letter
                self._reset()
                return Outcome(ending=Ending.PUT_OFF, answer=_text(code, said))
            reach("letters.announced")
            code, said = self._client.rcpt(recipient, _reported(recipient) if token else [])
            if code not in {250, 251}:
                self._reset()
                return _refused(code, said)
        except (OSError, smtplib.SMTPException) as exc:
            return Outcome(ending=Ending.PUT_OFF, answer=_said(exc))
        return None

    def _hand_over(self, mail: bytes) -> Outcome:
        reach("letters.data")
        try:
            code, said = self._client.data(mail)
        except smtplib.SMTPDataError as exc:  # in place of 354: nothing was handed over
            self._reset()
            return _refused(exc.smtp_code, exc.smtp_error)
        except (OSError, smtplib.SMTPException) as exc:
            return Outcome(ending=Ending.DOUBTFUL, answer=_said(exc))
        reach("letters.handed")
        if 400 <= code < 600:
            return _refused(code, said)
        return Outcome(ending=Ending.SENT if code == 250 else Ending.DOUBTFUL, answer=_text(code, said))

    def _reset(self) -> None:
        """Ready for the next letter; a connection that broke shows there."""
        try:
            self._client.rset()
        except (OSError, smtplib.SMTPException):
            self._client.close()


def _reported(recipient: str) -> list[str]:
    """Failure and delay are to be reported, on the address as it was written to."""
    xtext = "".join(c if "!" <= c <= "~" and c not in "+=" else f"+{ord(c):02X}" for c in recipient)
    return ["NOTIFY=FAILURE,DELAY", f"ORCPT=rfc822;{xtext}"]


def _refused(code: int, said: bytes | str) -> Outcome:
    return Outcome(ending=Ending.REFUSED if 500 <= code < 600 else Ending.PUT_OFF, answer=_text(code, said))


def _text(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(f"{code} {text}".split())[:LONGEST_ANSWER]


def _said(exc: Exception) -> str:
    """What went wrong, on one line; of a refused login the server's words alone, never what we sent."""
    if isinstance(exc, smtplib.SMTPResponseException):
        return _text(exc.smtp_code, exc.smtp_error)
    return " ".join(f"{type(exc).__name__}: {exc}".split())[:LONGEST_ANSWER]
