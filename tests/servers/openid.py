# ruff: noqa: ARG002 - methods as Authlib calls them
"""An OpenID Connect provider on loopback, by Authlib's server side: one client, one person, who is signed in there."""

from __future__ import annotations

import base64
import json
import secrets
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, urlsplit

from authlib.oauth2.rfc6749 import AuthorizationServer, ClientMixin, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core.grants import OpenIDCode
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = tuple[int, bytes, list[tuple[str, str]]]
"""Status, body, headers."""
ASKED = ("redirect_uri", "scope", "nonce", "code_challenge", "code_challenge_method")
CLIENT_ID, CLIENT_SECRET = "candidatures", "the client's secret"
KEY = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": "first"})
OTHER_KEY = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": "first"})


def signed(claims: dict[str, Any], key: RSAKey = KEY, **header: str) -> str:
    """A token with these claims."""
    return jwt.encode({"alg": "RS256", "kid": str(key.kid)} | header, claims, key, ["RS256"])


def claims_of(token: str) -> dict[str, Any]:
    """What a token says, unproven."""
    middle = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))


class Request(OAuth2Request):
    """A request as Authlib wants it."""

    def __init__(self, method: str, uri: str, headers: dict[str, str], form: dict[str, str]) -> None:
        super().__init__(method, uri, headers=headers)
        self._args, self._form = dict(parse_qsl(urlsplit(uri).query)), form
        self.payload = BasicOAuth2Payload(self._args | form)

    @property
    def args(self) -> dict[str, str]:
        return self._args

    @property
    def form(self) -> dict[str, str]:
        return self._form


@dataclass
class Client(ClientMixin):
    """The one that is registered."""

    redirect_uris: list[str] = field(default_factory=list)
    ways: tuple[str, ...] = ("client_secret_basic",)

    def get_client_id(self) -> str:
        return CLIENT_ID

    def get_default_redirect_uri(self) -> str:
        return self.redirect_uris[0]

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self.redirect_uris

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == CLIENT_SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return endpoint == "token" and method in self.ways

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass(frozen=True)
class Code:
    """An authorization code that was given out."""

    code: str
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    claims: dict[str, Any]

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> None:
        return None

    def get_acr(self) -> str | None:
        return self.claims.get("acr")

    def get_amr(self) -> list[str] | None:
        return self.claims.get("amr")


class OpenIDProvider:
    """Use as a context manager. What it does wrong is set by its attributes."""

    def __init__(self) -> None:
        self.client = Client()
        self.person: dict[str, Any] | None = {"sub": "4711", "preferred_username": "mireille"}
        """Whom it vouches for, with `amr` and `acr` as it tells them; None: who refuses."""
        self.forge: Callable[[dict[str, Any]], str] | None = None
        """Makes another token of the right one's claims."""
        self.keys = [KEY]
        self.describes: dict[str, Any] = {}
        """In place of what it says of itself."""
        self.breaks: dict[str, tuple[int, bytes]] = {}
        """Paths that answer with these bytes instead."""
        self.questions: list[dict[str, str]] = []
        """What browsers came with."""
        self.asked: list[str] = []
        """Paths that were asked for."""
        self.codes: dict[str, Code] = {}
        self._http = _server(self)
        self._authorization = Endpoint(self.client)
        self._authorization.register_grant(_grant(self.codes), [CodeChallenge(required=True), Token(self)])

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self._http.server_port}/office"

    def answer(self, request: Request) -> Answer:
        """To any request."""
        path = urlsplit(request.uri).path
        self.asked.append(path)
        if path in self.breaks:
            status, body = self.breaks[path]
            return status, body, [("content-type", "application/json"), ("location", self.issuer)]
        match path.removeprefix("/office"):
            case "/.well-known/openid-configuration":
                return _json(200, self._description() | self.describes)
            case "/keys":
                return _json(200, dict(KeySet(self.keys).as_dict(private=False)))
            case "/authorize":
                self.questions.append(request.args)
                grant = self._authorization.get_consent_grant(request, end_user=self.person)
                return self._authorization.create_authorization_response(request, self.person, grant)
            case "/token":
                return self._authorization.create_token_response(request)
        return 404, b"", []

    def _description(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": list(self.client.ways),
            "response_types_supported": ["code"],
        }


class Endpoint(AuthorizationServer):
    """Authlib's server, without a framework."""

    def __init__(self, client: Client) -> None:
        super().__init__(scopes_supported=["openid", "profile", "email"])
        self._client = client
        self.register_token_generator("default", _access_token)

    def query_client(self, client_id: str) -> Client | None:
        return self._client if client_id == CLIENT_ID else None

    def save_token(self, token: object, request: object) -> None:
        """Nothing is done with access tokens."""

    def create_oauth2_request(self, request: Request) -> Request:
        return request

    def send_signal(self, name: str, *args: object, **kwargs: object) -> None:
        """Nobody listens."""

    def handle_response(self, status: int, body: Any, headers: Any) -> Answer:
        if isinstance(body, dict):
            return status, json.dumps(body).encode(), [("content-type", "application/json"), *headers]
        return status, body.encode(), list(headers)


def _access_token(*, scope: str, **_: object) -> dict[str, str]:
    return {"token_type": "Bearer", "access_token": secrets.token_hex(), "scope": scope}


def _grant(codes: dict[str, Code]) -> type[AuthorizationCodeGrant]:
    class Grant(AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic", "client_secret_post")

        def save_authorization_code(self, code: str, request: Request) -> None:
            asked = {name: request.payload.data[name] for name in ASKED}
            codes[code] = Code(code=code, claims=request.user, **asked)

        def query_authorization_code(self, code: str, client: Client) -> Code | None:
            return codes.get(code)

        def delete_authorization_code(self, authorization_code: Code) -> None:
            del codes[authorization_code.code]

        def authenticate_user(self, authorization_code: Code) -> dict[str, Any]:
            return authorization_code.claims

    return Grant


class Token(OpenIDCode):
    """ID tokens of a provider's."""

    def __init__(self, provider: OpenIDProvider) -> None:
        super().__init__(require_nonce=True)
        self._provider = provider

    def exists_nonce(self, nonce: str, request: Request) -> bool:
        return False

    def resolve_client_private_key(self, client: Client) -> RSAKey:
        return self._provider.keys[0]

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        return {"iss": self._provider.issuer}

    def get_encode_header(self, client: Client) -> dict[str, Any]:
        return {"alg": "RS256", "kid": self._provider.keys[0].kid}

    def generate_user_info(self, user: dict[str, Any], scope: str) -> dict[str, Any]:
        return user

    def encode_id_token(self, token: dict[str, Any], request: Request) -> str:
        right = super().encode_id_token(token, request)
        return self._provider.forge(claims_of(right)) if self._provider.forge else right


def _json(status: int, value: dict[str, Any]) -> Answer:
    return status, json.dumps(value).encode(), [("content-type", "application/json")]


def _server(provider: OpenIDProvider) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            self._answer(dict(parse_qsl(body)))

        def _answer(self, form: dict[str, str]) -> None:
            uri = f"http://localhost{self.path}"
            status, body, headers = provider.answer(Request(self.command, uri, dict(self.headers), form))
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)
