"""How each mailbox is entered: a password, or an OAuth 2 sign-in that is kept fresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.errors import IngestError, MailboxError, MailboxUnreachable
from ingest.oauth.access import OAuthClient
from ingest.oauth.google import GoogleTokens
from ingest.oauth.microsoft import MicrosoftTokens, graph_at
from ingest.oauth.token_store import TokenFile
from jobs.config import secrets
from jobs.errors import ConfigurationError, JobsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.oauth.access import AccessTokens
    from jobs.config.settings import LetterGraphSettings, MailboxSettings, OAuthSettings, Settings

LETTERS = "letters.graph"
"""What the letters' own sign-in is called where others have their mailbox's name."""


def secret_of(settings: Settings, mailbox: MailboxSettings) -> Callable[[], str]:
    """What gives the mailbox's password or access token, asked at each login.

    A secret that can't be had is a fault of that mailbox alone: the others are polled all the same.
    """
    tokens = tokens_of(settings, mailbox)

    def secret() -> str:
        try:
            return tokens.access_token() if tokens else secrets.password(settings, mailbox)
        except MailboxError:
            raise
        except (IngestError, JobsError) as exc:
            raise MailboxUnreachable(mailbox.name, str(exc)) from exc

    return secret


def tokens_of(settings: Settings, mailbox: MailboxSettings) -> AccessTokens | None:
    """The mailbox's sign-in; None where it is entered with a password."""
    if mailbox.oauth is None:
        return None
    client, store = _client(settings, mailbox.oauth), TokenFile(settings.path(mailbox.oauth.token_file))
    if mailbox.oauth.provider == "microsoft":
        return MicrosoftTokens(mailbox.name, client, store)
    return GoogleTokens(mailbox.name, client, store)


def graph_tokens_of(settings: Settings, own: LetterGraphSettings) -> MicrosoftTokens:
    """Tokens for Microsoft Graph, by the sign-in or registration of a mailbox, or by one of the letters' own."""
    name, oauth = LETTERS, own.oauth
    if oauth is None:
        mailbox = next(mailbox for mailbox in settings.mailboxes if mailbox.name == own.mailbox)
        name, oauth = mailbox.name, mailbox.oauth
    if oauth is None:
        raise ConfigurationError(f"letters.graph.mailbox: {name} has no sign-in at Microsoft (oauth)")
    client, store = _client(settings, oauth), TokenFile(settings.path(oauth.token_file))
    return MicrosoftTokens(name, client, store, resource=graph_at(own.origin))


def _client(settings: Settings, oauth: OAuthSettings) -> OAuthClient:
    file = oauth.client_secret_file
    return OAuthClient(
        provider=oauth.provider,
        client_id=oauth.client_id,
        flow=oauth.flow,
        tenant=oauth.tenant,
        client_secret=(lambda: secrets.first_line_of(settings, file, "oauth.client_secret_file")) if file else None,
        authority=oauth.authority,
        ca_file=settings.path(oauth.ca_file) if oauth.ca_file else None,
    )


def sign_in_warnings(settings: Settings) -> dict[str, str]:
    """Use every sign-in that nobody has used for a day, so that it lives on; by mailbox, those that die soon."""
    warnings = {}
    for mailbox in settings.mailboxes:
        tokens = tokens_of(settings, mailbox)
        try:
            warning = tokens.keep_alive() if tokens else None
        except MailboxUnreachable:
            continue  # its polls tell that already
        except IngestError as exc:
            warning = str(exc)
        if warning:
            warnings[mailbox.name] = warning
    return warnings
