"""A recruiter's Drafts folder: letters are put there by APPEND, and nothing else of a mailbox is ever changed.

Only the folder that the configuration names is written to; it is not selected, so no flag of any mail in it changes.
"""

from __future__ import annotations

import imaplib
from typing import TYPE_CHECKING

from ingest.errors import AppendRefused
from ingest.imap.faults import said
from ingest.imap.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.mailbox_address import MailboxAddress


class Drafts:
    """One folder, over one connection."""

    def __init__(self, address: MailboxAddress, secret: Callable[[], str], folder: str) -> None:
        self._mailbox = address.name
        self._folder = folder
        self._session = Session(address, secret)

    def connect(self) -> None:
        """Connect and log in. Raises MailboxError: it can't be reached, or refuses us."""
        self._session.log_in()

    def append(self, mail: bytes) -> str:
        r"""Put a mail there, marked \Draft and \Seen. What the server said.

        Raises:
            AppendRefused: it did not take it; the next one may be put.
            MailboxUnreachable: the connection broke: it may have taken it.
        """
        with self._session.operation(f"putting a letter into {self._folder}", octets=len(mail)) as client:
            try:
                return said(Exception(client.append(self._folder, mail, flags=(rb"\Draft", rb"\Seen"))))
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as exc:
                refusal = exc
        clause = f"{self._folder} takes no letter: {said(refusal, self._session.hidden)}"
        raise AppendRefused(self._mailbox, clause) from refusal

    def close(self) -> None:
        """Log out."""
        self._session.close()
