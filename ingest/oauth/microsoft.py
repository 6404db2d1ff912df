"""Signing in to Microsoft 365 (Entra), by msal. Its own token cache is what we keep."""

from __future__ import annotations

import contextlib
import functools
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msal
import requests

from ingest.errors import MailboxUnreachable, SignInNeeded
from ingest.oauth.access import AccessTokens, system_clock
from ingest.oauth.token_store import SignIn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from ingest.oauth.access import OAuthClient, Person
    from ingest.oauth.token_store import TokenFile

_AUTHORITY = "https://login.microsoftonline.com"
_LIFE = timedelta(days=90)
"""A refresh token lives that long from its last use."""
_TIMEOUT = 30.0
_SENSELESS = (msal.exceptions.MsalError, ValueError, KeyError)
_NOT_NOW = frozenset({"temporarily_unavailable", "server_error", "service_unavailable"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """What a token is for: the scopes that are asked for where a person signed in, and where the program did.

    `.default` is all that was consented to at that address (Microsoft identity platform, scopes).
    """

    person: str
    program: str


IMAP = Resource(
    person="https://outlook.office.com/IMAP.AccessAsUser.All", program="https://outlook.office365.com/.default"
)


def graph_at(origin: str) -> Resource:
    """Microsoft Graph at that address: https://graph.microsoft.com, or a national cloud's."""
    return Resource(person=f"{origin}/.default", program=f"{origin}/.default")


class MicrosoftTokens(AccessTokens):
    """`AccessTokens` of Microsoft 365, for one resource: a sign-in's refresh token serves all (Entra's own rule)."""

    def __init__(
        self,
        mailbox: str,
        client: OAuthClient,
        store: TokenFile,
        now: Callable[[], datetime] = system_clock,
        *,
        resource: Resource = IMAP,
    ) -> None:
        super().__init__(mailbox, client, store, now)
        self._resource = resource

    def access_token(self) -> str:
        """From msal's cache, refreshed by it when it has less than five minutes to live."""
        return self._token(force=False)

    def renewed_token(self) -> str:
        """Another in place of one that the server takes no more, whatever the cache says; raises as `access_token`."""
        return self._token(force=True)

    def sign_in(self, person: Person) -> None:
        """The device flow: a code that the person types in on any browser; a program needs nobody."""
        if self._client.flow == "client_credentials":
            self._token(force=True)
            return
        cache = msal.SerializableTokenCache()
        with self._app(cache) as app:
            flow = app.initiate_device_flow([self._resource.person])
            if "user_code" not in flow:
                raise self._refused(flow)
            person.tell(flow["message"])
            result = app.acquire_token_by_device_flow(flow)
        with self._store.locked():
            self._accept(result, cache)

    def _refresh(self) -> None:
        if self._client.flow == "device":
            self._token(force=True)

    def _token(self, *, force: bool) -> str:
        with self._store.locked():
            cache = self._cache()
            with self._app(cache) as app:
                result = self._asked(app, force=force)
            return self._accept(result, cache)

    def _asked(self, app: Any, *, force: bool) -> dict[str, Any] | None:  # noqa: ANN401 - msal has no types
        if self._client.flow == "client_credentials":
            if force:
                app.remove_tokens_for_client()
            return app.acquire_token_for_client([self._resource.program])  # type: ignore[no-any-return]
        accounts = app.get_accounts()
        if not accounts:
            return None
        scopes = [self._resource.person]
        return app.acquire_token_silent_with_error(scopes, accounts[0], force_refresh=force)  # type: ignore[no-any-return]

    def _accept(self, result: dict[str, Any] | None, cache: msal.SerializableTokenCache) -> str:
        """Keep what is new, then hand out the token."""
        if cache.has_state_changed:
            self._keep(cache, renewed=bool(result and "access_token" in result))
        if not result or "access_token" not in result:
            raise self._refused(result or {})
        token: str = result["access_token"]
        return token

    def _keep(self, cache: msal.SerializableTokenCache, *, renewed: bool) -> None:
        now = self._now()
        kept = self._store.load()
        refreshed_at = now if renewed or kept is None else kept.refreshed_at
        dies_at = refreshed_at + _LIFE if self._client.flow == "device" else None
        self._store.save(SignIn(state=cache.serialize(), refreshed_at=refreshed_at, dies_at=dies_at))

    def _cache(self) -> msal.SerializableTokenCache:
        cache = msal.SerializableTokenCache()
        kept = self._store.load()
        if kept:
            cache.deserialize(kept.state)
        return cache

    @contextlib.contextmanager
    def _app(self, cache: msal.SerializableTokenCache) -> Iterator[Any]:
        """Msal's application, on a session of ours: a session's own `verify` yields to the environment's."""
        client = self._client
        verify = str(client.ca_file) if client.ca_file else True
        with self._translated(*_SENSELESS), requests.Session() as session:
            session.request = functools.partial(session.request, timeout=_TIMEOUT, verify=verify)  # type: ignore[method-assign]
            settings = {
                "authority": client.authority or f"{_AUTHORITY}/{client.tenant}",
                "instance_discovery": False,  # the authority is the configuration's word; nothing to look up
                "token_cache": cache,
                "http_client": session,
            }
            if client.flow == "client_credentials":
                secret = client.client_secret() if client.client_secret else ""
                yield msal.ConfidentialClientApplication(client.client_id, client_credential=secret, **settings)
            else:
                yield msal.PublicClientApplication(client.client_id, **settings)

    def _refused(self, result: dict[str, Any]) -> SignInNeeded | MailboxUnreachable:
        error = str(result.get("error", "nobody has signed in yet"))
        said = str(result.get("error_description") or error).splitlines()[0][:200]
        if error in _NOT_NOW:
            return MailboxUnreachable(self._mailbox, f"the sign-in server is not ready: {said}")
        if self._client.flow == "client_credentials":
            return SignInNeeded(self._mailbox, f"Microsoft refuses this program: {said}")
        return SignInNeeded(self._mailbox, f"{said}: candidatures login {self._mailbox}")
