"""OAuth 2 for mailboxes: access tokens for XOAUTH2, kept fresh, and the sign-in that begins it."""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, Protocol

import requests

from ingest.errors import MailboxUnreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ingest.oauth.token_store import TokenFile

REFRESH_AFTER = timedelta(days=1)
"""A kept connection needs no token for weeks; an unused refresh token dies."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OAuthClient:
    """How this program is registered with the provider, and how a mailbox's owner lets it in.

    microsoft, device: a person signs in once, with a code on any browser; also for a shared mailbox that this person
    may open (the mailbox URL's user is then the shared mailbox).
    microsoft, client_credentials: the program signs in as itself; the administrator has given it the mailbox.
    google, code: a person signs in once in a browser and pastes the address it ends at.
    """

    provider: Literal["microsoft", "google"]
    client_id: str
    flow: Literal["device", "client_credentials", "code"]
    tenant: str = "organizations"
    """Microsoft's directory: its id or domain; client credentials need the organisation's own."""
    client_secret: Callable[[], str] | None = None
    authority: str | None = None
    """Another server than the provider's: a national cloud, a test."""
    ca_file: Path | None = None
    """Certificates to trust for it."""


class Person(Protocol):
    """Whoever sits before the terminal at `candidatures login`."""

    def tell(self, text: str) -> None:
        """Show these lines."""

    def ask(self, text: str) -> str:
        """Show these lines and read the answer."""


def system_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


class AccessTokens(ABC):
    """A mailbox's sign-in. Its `access_token` is the `secret` of `open_mailbox`.

    Raises, from every method:
        SignInNeeded: nobody signed in yet, or the sign-in died.
        MailboxUnreachable: the authorization server does not answer.
        TokenStoreError: the tokens cannot be read or kept.
    """

    def __init__(
        self, mailbox: str, client: OAuthClient, store: TokenFile, now: Callable[[], datetime] = system_clock
    ) -> None:
        self._mailbox = mailbox
        self._client = client
        self._store = store
        self._now = now

    @abstractmethod
    def access_token(self) -> str:
        """A token that is good for five minutes at least; refreshed first where it is not."""

    @abstractmethod
    def sign_in(self, person: Person) -> None:
        """Begin anew, with a person's help where the flow needs it."""

    @abstractmethod
    def _refresh(self) -> None:
        """Use the refresh token, where there is one."""

    def keep_alive(self) -> str | None:
        """Refresh where a day has passed since the last time; a clause of warning when the sign-in dies soon."""
        kept = self._store.load()
        if kept and self._now() - kept.refreshed_at > REFRESH_AFTER:
            self._refresh()
            kept = self._store.load()
        return kept.warning(self._now()) if kept else None

    @contextlib.contextmanager
    def _translated(self, *senseless: type[Exception]) -> Iterator[None]:
        """Faults of the connection as ours; `senseless` are the library's ways to say that an answer is of no use."""
        try:
            yield
        except requests.JSONDecodeError as exc:
            raise MailboxUnreachable(self._mailbox, "the sign-in server's answer makes no sense") from exc
        except requests.RequestException as exc:
            clause = f"the sign-in server cannot be reached ({type(exc).__name__})"
            raise MailboxUnreachable(self._mailbox, clause) from exc
        except senseless as exc:
            clause = f"the sign-in server's answer is of no use: {str(exc)[:200]}"
            raise MailboxUnreachable(self._mailbox, clause) from exc
