"""The seam to the outside world: what every kind of mailbox can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ingest.imap.mailbox import ImapMailbox
from ingest.mailbox_address import MailboxAddress, Timeouts
from ingest.maildir import MaildirMailbox
from ingest.uids import FolderStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ingest.junk_folder import JunkFolder
    from parsers.values.sightings import Recorded, Sighting

__all__ = ["FolderStatus", "Mailbox", "MailboxAddress", "Timeouts", "open_mailbox"]


class Mailbox(Protocol):
    """One folder of one account; never changed by us. One client a mailbox and thread.

    Every method may raise a `MailboxError`; after that the connection is gone, and `connect` makes another.
    """

    @property
    def name(self) -> str:
        """The mailbox's name in the configuration."""

    @property
    def folder(self) -> str:
        """The folder's name."""

    @property
    def unanswered(self) -> frozenset[int]:
        """UIDs that the last `scan`, `look` or `fetch` asked for and got nothing of: to be asked for again."""

    @property
    def is_junk(self) -> bool:
        """Whether it is an account's junk folder, opened beside the folder that is polled."""

    def connect(self) -> FolderStatus:
        """Log in and open the folder for reading, where that is not so already: a kept connection costs nothing.

        A kept connection's UIDVALIDITY is the one of its EXAMINE; a later `scan` that had to reconnect may bring
        sightings with another.
        """

    def scan(self, recorded: Recorded, limit: int | None = None) -> Iterator[tuple[Sighting, ...]]:
        """What is new since `recorded`, in batches, by ascending UID; at most `limit` messages.

        A UID that answers nothing is left out (and stands in `unanswered`).
        """

    def look(self, uids: Sequence[int]) -> tuple[Sighting, ...]:
        """These messages, as the mailbox shows them now, recorded or not; after a `scan` or `search`."""

    def fetch(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """The originals of these UIDs, byte for byte; a UID that is gone or answers nothing is left out."""

    def search(self, recorded: Recorded | None = None) -> frozenset[int]:
        """All UIDs that are in the folder now. `recorded` is needed where UIDs are given by us (Maildir)."""

    def junk(self) -> JunkFolder | None:
        """The account's junk folder as it stands now; None where it has none, or is it."""

    def beside(self, folder: str) -> Mailbox:
        """Another client, for the account's junk folder: a cursor and a connection of its own."""

    def wait(self, seconds: float) -> bool:
        """Wait for new mail, at most `seconds`: True when something may have come, so scan at once.

        False at once where the mailbox cannot tell. `interrupt` ends it from another thread.
        """

    def interrupt(self) -> None:
        """End a `wait` of another thread, or the next one."""

    def close(self) -> None:
        """Log out, quietly."""


def open_mailbox(address: MailboxAddress, secret: Callable[[], str]) -> Mailbox:
    """The mailbox at `address`. `secret` is asked for at each login and gives a password or an access token."""
    if address.scheme == "maildir":
        return MaildirMailbox(address)
    return ImapMailbox(address, secret)
