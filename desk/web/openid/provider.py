"""The provider as a relying party sees it: where browsers are sent, and whom the code they come back with proves.

ID tokens are signed by the provider, for us, now, in answer to our question (OpenID Connect Core 1.0, 3.1.3.7).
"""

from __future__ import annotations

import re
import secrets
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, ValidationError, field_validator

from desk.web.login.throttle import Gate
from desk.web.openid.transport import bound, is_safe
from store.accounts.accounts import ProviderIdentity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path


class ProviderDown(Exception):  # noqa: N818 - reads as what happened
    """The provider does not answer, or not with what a provider answers. `str()` is for the operator."""


class SignInNotProven(Exception):  # noqa: N818 - reads as what happened
    """What came back from the provider proves nobody. `str()` is for the journal."""


ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Signatures by a key that the provider alone has: neither none, nor with a secret that we have as well."""
LEEWAY = 60
"""Seconds that the two clocks may differ."""


class OtherKey(SignInNotProven):
    """None of the keys has signed it: the provider may have taken new ones."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Expected:
    """What a token must say."""

    issuer: str
    client_id: str
    nonce: str
    now: datetime


def verified(token: str, keys: KeySet, expected: Expected) -> dict[str, Any]:
    """What the token says, once all of it has been proven.
    Raises OtherKey: it is signed with none of the keys; SignInNotProven: it is unsigned, of another issuer, for another
    client, expired, or the answer to another question.
    """
    registry = jwt.JWTClaimsRegistry(
        now=int(expected.now.timestamp()),
        leeway=LEEWAY,
        iss={"essential": True, "value": expected.issuer},
        sub={"essential": True},
        aud={"essential": True, "value": expected.client_id},
        exp={"essential": True},
        iat={"essential": True},
    )
    try:
        claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        registry.validate(claims)
    except (InvalidKeyIdError, BadSignatureError) as exc:
        raise OtherKey(f"the ID token's signature: {exc}") from exc
    except Exception as exc:  # whatever a token's bytes do to the library, they prove nothing
        raise SignInNotProven(f"the ID token: {exc}") from exc
    if claims.get("nonce") != expected.nonce:
        raise SignInNotProven("the ID token: it answers another question (nonce)")
    others = claims["aud"] not in (expected.client_id, [expected.client_id])
    if claims.get("azp", None if others else expected.client_id) != expected.client_id:
        raise SignInNotProven("the ID token: it is made out to another client (azp)")
    return claims


KEPT = timedelta(hours=1)
"""The provider's description and keys are asked for anew after this long."""
LONGEST_NAME = 200
"""Characters of a name that anything is written about."""
LONGEST_SUBJECT = 255
"""Characters of a `sub` (Core 1.0, 2)."""
BASIC, POST = "client_secret_basic", "client_secret_post"


@dataclass(frozen=True, kw_only=True)
class Registration:
    """How this program is registered with the provider, and whom a sign-in there lets in here."""

    issuer: str
    client_id: str
    client_secret: Callable[[], str]
    """Asked at each sign-in, so that a changed one is taken up."""
    name: str = ""
    """What the login page calls it; empty: its host."""
    claim: str = "preferred_username"
    """The claim that is the account's name here."""
    users: frozenset[str] | None = None
    """The accounts that may sign in so; None: every one."""
    creates: str | None = None
    """The role of accounts that a first sign-in makes; None: it makes none."""
    second_factor: frozenset[str] = frozenset({"mfa"})
    """Values of `amr` (RFC 8176) or `acr` by which the provider says that it asked for a second factor."""
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    ca_file: Path | None = None

    @property
    def label(self) -> str:
        """What the login page calls the provider."""
        return self.name or urlsplit(self.issuer).hostname or self.issuer


class Description(BaseModel):
    """What the provider says of itself (OpenID Connect Discovery 1.0, 3), as far as it is used here."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    token_endpoint_auth_methods_supported: tuple[str, ...] = (BASIC,)
    authorization_response_iss_parameter_supported: bool = False

    @field_validator("authorization_endpoint", "token_endpoint", "jwks_uri")
    @classmethod
    def _safe(cls, value: str) -> str:
        if not is_safe(value):
            raise ValueError("neither https:// nor this machine")
        return value

    @property
    def way(self) -> str:
        """How the client secret is shown."""
        return BASIC if BASIC in self.token_endpoint_auth_methods_supported else POST


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What a browser was sent to the provider with."""

    redirect_uri: str
    state: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    """Of PKCE (RFC 7636): the code is good for nobody else."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProvenIdentity:
    """Whom the provider vouches for."""

    name: str
    person: ProviderIdentity
    second_factor: bool


class Provider:
    """One provider. Its description and keys are kept for an hour; few ask it at once, for each holds a thread."""

    def __init__(self, registration: Registration, clock: Callable[[], datetime]) -> None:
        self.registration = registration
        self._clock = clock
        self._gate = Gate(at_once=4, waiting=4)
        self._described: tuple[datetime, Description] | None = None
        self._keys: tuple[datetime, KeySet] | None = None

    def discover(self) -> Description:
        """What the provider says of itself now, or said within the hour. Raises ProviderDown."""
        if self._described is None or self._clock() - self._described[0] > KEPT:
            document = self._fetched(f"{self.registration.issuer.rstrip('/')}/.well-known/openid-configuration")
            try:
                found = Description.model_validate(document)
            except ValidationError as exc:
                first = exc.errors()[0]
                place = ".".join(str(step) for step in first["loc"])
                raise ProviderDown(
                    f"{self.registration.issuer} describes itself oddly: {place}: {first['msg']}"
                ) from exc
            if found.issuer != self.registration.issuer:
                raise ProviderDown(f"{self.registration.issuer} says that it is {found.issuer}: that must be the same")
            self._described = (self._clock(), found)
        return self._described[1]

    def keys(self, *, anew: bool = False) -> KeySet:
        """The keys that the provider signs with. Raises ProviderDown."""
        if anew or self._keys is None or self._clock() - self._keys[0] > KEPT:
            document = self._fetched(self.discover().jwks_uri)
            try:
                self._keys = (self._clock(), KeySet.import_key_set(document))
            except (JoseError, ValueError, KeyError, TypeError) as exc:
                raise ProviderDown(f"{self.registration.issuer}: its keys can't be read: {exc}") from exc
        return self._keys[1]

    def url(self, asked: Question) -> str:
        """Where a browser is sent with a question. Raises ProviderDown: it does not say; Busy: too many ask at once."""
        with self._gate.entered():
            described = self.discover()
        url, _ = self._session(asked.redirect_uri).create_authorization_url(
            described.authorization_endpoint, state=asked.state, nonce=asked.nonce, code_verifier=asked.verifier
        )
        return str(url)

    def identity(self, asked: Question, answer: Mapping[str, str]) -> ProvenIdentity:
        """Whom the answer that the browser came back with proves; its `state` is the caller's to compare.
        Raises SignInNotProven: nobody; ProviderDown: the provider can't be asked; Busy: too many ask it at once.
        """
        if "error" in answer:
            raise SignInNotProven(f"the provider refused: {_code(answer['error'])}")
        with self._gate.entered():
            self._check_sender(answer)
            token = self._redeemed(asked, answer.get("code", ""))
            return self._identified(self._claims(token, asked.nonce))

    def _check_sender(self, answer: Mapping[str, str]) -> None:
        """An answer names its provider where that one does so (RFC 9207)."""
        required = self.discover().authorization_response_iss_parameter_supported
        if answer.get("iss", None if required else self.registration.issuer) != self.registration.issuer:
            raise SignInNotProven("the answer is another provider's (iss)")

    def _redeemed(self, asked: Question, code: str) -> str:
        """The ID token that the code is good for."""
        described = self.discover()
        session = self._session(asked.redirect_uri, self.registration.client_secret(), described.way)
        with self._asking():
            try:
                given = session.fetch_token(
                    described.token_endpoint,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=asked.verifier,
                    redirect_uri=asked.redirect_uri,
                )
            except OAuthError as exc:
                raise SignInNotProven(f"the provider takes the code for none: {_code(exc.error)}") from exc
        token = given.get("id_token")
        if not isinstance(token, str):
            raise SignInNotProven("the provider gave no ID token")
        return token

    def _claims(self, token: str, nonce: str) -> dict[str, Any]:
        own = self.registration
        expected = Expected(issuer=own.issuer, client_id=own.client_id, nonce=nonce, now=self._clock())
        try:
            return verified(token, self.keys(), expected)
        except OtherKey:
            return verified(token, self.keys(anew=True), expected)

    def _identified(self, claims: Mapping[str, Any]) -> ProvenIdentity:
        claim = self.registration.claim
        name = claims.get(claim)
        if not isinstance(name, str) or not name.isprintable() or not 0 < len(name) <= LONGEST_NAME:
            raise SignInNotProven(f"the ID token has no usable {claim}")
        subject = claims["sub"]
        if not isinstance(subject, str) or not subject.isprintable() or not 0 < len(subject) <= LONGEST_SUBJECT:
            raise SignInNotProven("the ID token has no usable sub")
        if claim == "email" and claims.get("email_verified") is not True:
            raise SignInNotProven("the provider does not say that the address is the person's (email_verified)")
        methods = claims.get("amr")
        said = [*(methods if isinstance(methods, list) else ()), claims.get("acr")]
        return ProvenIdentity(
            name=name,
            person=ProviderIdentity(issuer=self.registration.issuer, subject=subject),
            second_factor=any(value in said for value in self.registration.second_factor),
        )

    def _session(self, redirect_uri: str, client_secret: str | None = None, way: str = BASIC) -> Any:  # noqa: ANN401 - Authlib has no types
        session = OAuth2Session(
            client_id=self.registration.client_id,
            client_secret=client_secret,
            token_endpoint_auth_method=way,
            scope=" ".join(self.registration.scopes),
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
        )
        return bound(session, self.registration.ca_file)

    def _fetched(self, url: str) -> Any:  # noqa: ANN401 - JSON
        with self._asking(), bound(requests.Session(), self.registration.ca_file) as session:
            answer = session.get(url)
            answer.raise_for_status()
            return answer.json()

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """What goes wrong on the way is the provider's trouble, not the visitor's."""
        try:
            yield
        except (requests.RequestException, OSError, ValueError) as exc:
            raise ProviderDown(f"{self.registration.issuer} can't be asked: {exc}") from exc


def _code(given: object) -> str:
    """An error's code (RFC 6749, 4.1.2.1), for the log: the browser may have written it."""
    told = str(given)
    return told if re.fullmatch("[a-z_]{1,40}", told) else "without a usual reason"
