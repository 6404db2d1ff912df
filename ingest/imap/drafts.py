"""A recruiter's Drafts folder: letters are put there by APPEND, and nothing else of a mailbox is ever changed.

Only the folder that the configuration names is written to; it is not selected, so no flag of any mail in it changes.
"""

from __future__ import annotations

import contextlib
import imaplib
import time
from typing import TYPE_CHECKING

from ingest.errors import AppendRefused, MailboxUnreachable
from ingest.imap.connection import MOST_LINES, MOST_OCTETS, AnswerLimit, Client
from ingest.imap.faults import said, translated
from ingest.imap.session import hidden_forms, log_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.mailbox_address import MailboxAddress

_GOODBYE = 2.0


class Drafts:
    """One folder, over one connection."""

    def __init__(self, address: MailboxAddress, secret: Callable[[], str], folder: str) -> None:
        self._address = address
        self._secret = secret
        self._folder = folder
        self._client: Client | None = None
        self._hidden: frozenset[str] = frozenset()

    def connect(self) -> None:
        """Connect and log in. Raises MailboxError: it can't be reached, or refuses us."""
        secret = self._secret()
        self._hidden = hidden_forms(self._address, secret)
        with translated(self._address, "connecting"):
            client = Client(self._address, time.monotonic() + self._address.timeouts.connect * 2)
        try:
            self._allow(client)
            log_in(client, self._address, secret)
        except BaseException:
            _leave(client)
            raise
        self._client = client

    def append(self, mail: bytes) -> str:
        r"""Put a mail there, marked \Draft and \Seen. What the server said.

        Raises:
            AppendRefused: it did not take it.
            MailboxUnreachable: the connection broke: it may have taken it.
        """
        if self._client is None:
            raise MailboxUnreachable(self._address.name, "not connected")
        self._allow(self._client, len(mail))
        with translated(self._address, f"putting a letter into {self._folder}", self._hidden):
            try:
                answer = self._client.append(self._folder, mail, flags=(rb"\Draft", rb"\Seen"))
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as exc:
                raise AppendRefused(
                    self._address.name, f"{self._folder} takes no letter: {said(exc, self._hidden)}"
                ) from exc
        return said(Exception(answer))

    def close(self) -> None:
        """Log out."""
        if self._client is not None:
            _leave(self._client)
            self._client = None

    def _allow(self, client: Client, octets: int = 0) -> None:
        until = time.monotonic() + self._address.timeouts.for_bytes(octets)
        client.wire.allow(AnswerLimit(until=until, octets=MOST_OCTETS, lines=MOST_LINES, literal=MOST_OCTETS))


def _leave(client: Client) -> None:
    client.wire.allow(
        AnswerLimit(until=time.monotonic() + _GOODBYE, octets=MOST_OCTETS, lines=MOST_LINES, literal=MOST_OCTETS)
    )
    with contextlib.suppress(OSError, imaplib.IMAP4.error, ValueError):
        client.logout()
