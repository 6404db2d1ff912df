"""Signing in to Gmail (RFC 6749 with PKCE, RFC 7636), and its refresh tokens.

Google lets no device flow near mail. The person opens an address in a browser, which ends at an address of this machine
where nobody listens; that address holds the code, and the person pastes it. So it works on a server without a browser.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import requests

from ingest.errors import MailboxUnreachable, SignInNeeded
from ingest.oauth.access import AccessTokens
from ingest.oauth.token_store import SignIn

if TYPE_CHECKING:
    from ingest.oauth.access import Person

_CONSENT = "https://accounts.google.com/o/oauth2/v2/auth"
_TOKEN = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
_SCOPE = "https://mail.google.com/"
_REDIRECT = "http://127.0.0.1:1/"
_LIFE = timedelta(days=180)
"""A refresh token that nobody uses for six months dies; an app under test gets a week, and the answer says so."""
_NEAR = timedelta(minutes=5)
_TIMEOUT = (10.0, 30.0)
_INSTRUCTIONS = """\
Open this address in a browser and sign in as the mailbox's owner:

{url}

The browser then ends at an address that it cannot open. Paste that whole address here: """


class GoogleTokens(AccessTokens):
    """`AccessTokens` of Gmail."""

    def access_token(self) -> str:
        """The one kept, or a new one when it has less than five minutes to live."""
        with self._store.locked():
            kept = self._state()
            if kept["expires_at"] and datetime.fromisoformat(kept["expires_at"]) - self._now() > _NEAR:
                return str(kept["access_token"])
            return self._refreshed(kept)

    def sign_in(self, person: Person) -> None:
        """Consent in a browser, then the code that the person pastes."""
        verifier = secrets.token_urlsafe(64)
        state = secrets.token_urlsafe(16)
        pasted = person.ask(_INSTRUCTIONS.format(url=self._consent_url(state, verifier)))
        code = self._code(pasted, state)
        answer = self._post(grant_type="authorization_code", code=code, code_verifier=verifier, redirect_uri=_REDIRECT)
        if "refresh_token" not in answer:
            raise SignInNeeded(self._mailbox, "Google gave no refresh token: withdraw the consent and sign in again")
        with self._store.locked():
            self._keep(answer, {})

    def _refresh(self) -> None:
        with self._store.locked():
            self._refreshed(self._state())

    def _state(self) -> dict[str, Any]:
        kept = self._store.load()
        if kept is None:
            raise SignInNeeded(self._mailbox, f"nobody has signed in yet: candidatures login {self._mailbox}")
        state: dict[str, Any] = json.loads(kept.state)
        return state

    def _refreshed(self, kept: dict[str, Any]) -> str:
        answer = self._post(grant_type="refresh_token", refresh_token=kept["refresh_token"])
        return self._keep(answer, kept)

    def _keep(self, answer: dict[str, Any], before: dict[str, Any]) -> str:
        """Save first, then hand out: a rotated refresh token is the only one left."""
        now = self._now()
        token = str(answer["access_token"])
        renewed = "refresh_token" in answer or "refresh_token_expires_in" in answer
        ends_at = self._after(answer, "refresh_token_expires_in") if renewed else before["ends_at"]
        state = {
            "access_token": token,
            "expires_at": self._after(answer, "expires_in"),
            "refresh_token": answer.get("refresh_token") or before["refresh_token"],
            "ends_at": ends_at,
        }
        dies_at = datetime.fromisoformat(ends_at) if ends_at else now + _LIFE
        self._store.save(SignIn(state=json.dumps(state), refreshed_at=now, dies_at=dies_at))
        return token

    def _after(self, answer: dict[str, Any], seconds: str) -> str | None:
        """The instant that many seconds from now; None where the answer does not say."""
        return (self._now() + timedelta(seconds=float(answer[seconds]))).isoformat() if seconds in answer else None

    def _consent_url(self, state: str, verifier: str) -> str:
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        query = {
            "client_id": self._client.client_id,
            "redirect_uri": _REDIRECT,
            "response_type": "code",
            "scope": _SCOPE,
            "access_type": "offline",
            "prompt": "consent",
            "state": state,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{_CONSENT}?{urlencode(query)}"

    def _code(self, pasted: str, state: str) -> str:
        answer = parse_qs(urlsplit(pasted.strip()).query)
        if answer.get("state") != [state] or "code" not in answer:
            said = answer.get("error", ["it is not the address that this sign-in ends at"])[0]
            raise SignInNeeded(self._mailbox, f"the pasted address does not let us in: {said[:200]}")
        return answer["code"][0]

    def _post(self, **fields: str) -> dict[str, Any]:
        form = {"client_id": self._client.client_id, **fields}
        if self._client.client_secret:
            form["client_secret"] = self._client.client_secret()
        with self._translated():
            verify = str(self._client.ca_file) if self._client.ca_file else True
            response = requests.post(self._client.authority or _TOKEN, data=form, timeout=_TIMEOUT, verify=verify)
            answer: dict[str, Any] = response.json()
            if response.ok and "access_token" in answer:
                return answer
        error = str(answer.get("error") or f"HTTP {response.status_code}")
        status = response.status_code
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise MailboxUnreachable(self._mailbox, f"the sign-in server is not ready: {error[:200]}")
        said = str(answer.get("error_description") or error)[:200]
        raise SignInNeeded(self._mailbox, f"{said}: candidatures login {self._mailbox}")
