"""Letters into a recruiter's own Drafts folder by APPEND: the one place where a mailbox is written to."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.errors import AppendRefused, MailboxError
from ingest.failpoint import reach
from ingest.imap.drafts import Drafts
from jobs.errors import UndeliverableError
from jobs.outgoing.letters.outcome import Ending, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ingest.mailbox_address import MailboxAddress


@dataclass(frozen=True, kw_only=True)
class DraftsFolder:
    """The folder that the configuration names, of one mailbox."""

    address: MailboxAddress
    secret: Callable[[], str]
    folder: str

    name = "drafts"

    @contextmanager
    def opened(self) -> Iterator[DraftsDelivery]:
        """Connected and logged in."""
        drafts = Drafts(self.address, self.secret, self.folder)
        try:
            drafts.connect()
        except MailboxError as exc:
            raise UndeliverableError(f"letters.drafts_mailbox: {exc}") from exc
        try:
            yield DraftsDelivery(drafts)
        finally:
            drafts.close()


class DraftsDelivery:
    """Letters over one open connection."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    def deliver(self, mail: bytes, *, sender: str, recipient: str) -> Outcome:
        """Put one mail there."""
        del sender, recipient  # they stand in the mail; a person sends it
        reach("letters.append")
        try:
            said = self._drafts.append(mail)
        except AppendRefused as exc:
            return Outcome(ending=Ending.REFUSED, answer=str(exc))
        except MailboxError as exc:
            return Outcome(ending=Ending.DOUBTFUL, answer=str(exc))
        reach("letters.appended")
        return Outcome(ending=Ending.SENT, answer=said)
