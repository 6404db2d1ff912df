"""By which way approved letters leave, as the configuration says.

One of them is a recruiter's own Drafts folder, by APPEND: the one place where a mailbox is written to.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.letters import mail
from ingest.errors import AppendRefused, MailboxError
from ingest.failpoint import reach
from ingest.imap.drafts import Drafts
from jobs.config import mailbox_access, secrets
from jobs.errors import ConfigurationError, UndeliverableError
from jobs.outgoing.letters.graph import GraphSubmission
from jobs.outgoing.letters.outcome import Ending, Outcome
from jobs.outgoing.letters.sending import Sender, address_in
from jobs.outgoing.letters.submission import Submission

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from ingest.mailbox_address import MailboxAddress
    from jobs.config.settings import LetterSettings, LetterSmtpSettings, MailboxSettings, Settings, SmtpSettings
    from jobs.outgoing.letters.outcome import Way
    from store.letters.values import Letter, Sealed
    from store.store import Store


def sender_of(
    settings: Settings, store: Store, *, clock: Callable[[], datetime], stopping: Callable[[], bool] = lambda: False
) -> Sender:
    """Who sends the letters under this configuration. Raises ConfigurationError: it sends none."""
    way = way_of(settings)
    if settings.letters is None or way is None:
        raise ConfigurationError('letters.send: is "by_hand": nothing is sent by the program')

    def seal(letter: Letter) -> Sealed:
        return mail.seal(letter, now=clock())

    return Sender(store, way, seal, per_minute=settings.letters.per_minute, clock=clock, stopping=stopping)


def way_of(settings: Settings) -> Way | None:
    """The way; None where a person sends letters with a program of their own."""
    own = settings.letters
    if own is None or own.send == "by_hand":
        return None
    if own.send == "graph":
        return _graph(settings, own)
    return _drafts(settings, own) if own.send == "drafts" else _submission(settings, own)


def _submission(settings: Settings, own: LetterSettings) -> Submission:
    smtp = own.smtp or settings.smtp
    if smtp is None:
        raise ConfigurationError("letters.send: smtp needs the table [letters.smtp] or [smtp]")
    mailbox = _mailbox(settings, own.smtp.mailbox) if own.smtp and own.smtp.mailbox else None
    return Submission(
        url=smtp.url,
        secret=_secret(settings, own.smtp, mailbox, smtp),
        oauth=mailbox is not None and mailbox.oauth is not None,
        ca_file=settings.path(smtp.ca_file) if smtp.ca_file else None,
    )


def _secret(
    settings: Settings, own: LetterSmtpSettings | None, mailbox: MailboxSettings | None, smtp: SmtpSettings
) -> Callable[[], str] | None:
    """What gives the secret at each login; None where the server wants none."""
    if mailbox is not None:
        return mailbox_access.secret_of(settings, mailbox)
    if not (smtp.password_file or smtp.password_env):
        return None
    if own is not None:
        return lambda: secrets.letters_password(settings, own) or ""
    return lambda: secrets.smtp_password(settings) or ""


def _graph(settings: Settings, own: LetterSettings) -> GraphSubmission:
    graph = own.graph
    if graph is None:
        raise ConfigurationError("letters.send: graph needs the table [letters.graph]")
    return GraphSubmission(
        url=graph.url,
        user=graph.user or address_in(own.sender),
        tokens=mailbox_access.graph_tokens_of(settings, graph),
        ca_file=settings.path(graph.ca_file) if graph.ca_file else None,
    )


def _drafts(settings: Settings, own: LetterSettings) -> DraftsFolder:
    mailbox = _mailbox(settings, own.drafts_mailbox or "")
    ca_file = settings.path(mailbox.ca_file) if mailbox.ca_file else None
    secret = mailbox_access.secret_of(settings, mailbox)
    return DraftsFolder(address=mailbox.address(ca_file), secret=secret, folder=own.drafts_folder or "")


def _mailbox(settings: Settings, name: str) -> MailboxSettings:
    return next(mailbox for mailbox in settings.mailboxes if mailbox.name == name)


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
