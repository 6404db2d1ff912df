"""An OAuth 2 authorization server on loopback: enough of Entra's and Google's for msal and for us, and of RFC 7662."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qs, urlsplit

from tests.servers.dovecot import make_certificate

if TYPE_CHECKING:
    from pathlib import Path


class AuthorizationServer:
    """HTTPS for clients, plain HTTP for the mail server's introspection. Use as a context manager.

    folder: where its certificate goes. user: whom its tokens let in.
    """

    def __init__(self, folder: Path, user: str = "a") -> None:
        make_certificate(folder, "DNS:localhost,IP:127.0.0.1")
        self.ca_file = folder / "cert.pem"
        self.user = user
        self.access_tokens: set[str] = set()
        self.refresh_tokens: set[str] = set()
        self.requests: list[dict[str, str]] = []
        """The forms posted for tokens."""
        self.approved = True
        """Whether the person has typed in the device code."""
        self.down = False
        self.refusal: dict[str, object] | None = None
        """What it says to whoever asks for a token."""
        self.claims: dict[str, object] | None = None
        """What its access tokens say as JWT; without, they say nothing to anybody."""
        self.lifetime = 3600
        self.extra: dict[str, object] = {}
        """More fields for its token answers."""
        self.challenge: str | None = None
        self._numbers = itertools.count(1)
        self._secure = self._server(folder)
        self._plain = self._server(None)

    def __enter__(self) -> Self:
        for each in (self._secure, self._plain):
            threading.Thread(target=each.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        for each in (self._secure, self._plain):
            each.shutdown()
            each.server_close()

    @property
    def url(self) -> str:
        return f"https://localhost:{self._secure.server_port}"

    @property
    def authority(self) -> str:
        """As Entra's: with a tenant."""
        return f"{self.url}/tenant"

    @property
    def introspection(self) -> str:
        return f"http://127.0.0.1:{self._plain.server_port}/introspect"

    def withdraw(self) -> None:
        """The person withdraws the consent: all tokens are dead."""
        self.access_tokens.clear()
        self.refresh_tokens.clear()

    def configuration(self) -> dict[str, object]:
        return {
            "issuer": self.authority + "/v2.0",
            "authorization_endpoint": self.authority + "/authorize",
            "token_endpoint": self.authority + "/token",
            "device_authorization_endpoint": self.authority + "/devicecode",
        }

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        if self.down:
            return 503, {"error": "temporarily_unavailable"}
        match path.rpartition("/")[2]:
            case "openid-configuration":
                return 200, self.configuration()
            case "devicecode":
                return 200, self._device()
            case "introspect":
                return 200, {"active": form.get("token") in self.access_tokens, "username": self.user}
        self.requests.append(form)
        return self._token(form)

    def _device(self) -> dict[str, object]:
        message = f"open {self.url} and enter ABCD"
        return {"device_code": "dc", "user_code": "ABCD", "message": message, "expires_in": 60, "interval": 1}

    def _token(self, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        error = self.refusal or self._objection(form)
        return (400, error) if error else (200, self._issue(form))

    def _objection(self, form: dict[str, str]) -> dict[str, object] | None:
        match form.get("grant_type"):
            case "refresh_token" if form["refresh_token"] in self.refresh_tokens:
                self.refresh_tokens.discard(form["refresh_token"])  # rotation: the old one is dead
                return None
            case "client_credentials" if form.get("client_secret") != "right":
                return {"error": "invalid_client", "error_description": "the secret is wrong"}
            case "urn:ietf:params:oauth:grant-type:device_code" if not self.approved:
                return {"error": "authorization_declined", "error_description": "declined by the person"}
            case "authorization_code" if not self._proves(form):
                return {"error": "invalid_grant", "error_description": "the code is wrong"}
            case "refresh_token":
                return {"error": "invalid_grant", "error_description": "the token is dead"}
        return None

    def _proves(self, form: dict[str, str]) -> bool:
        """PKCE."""
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        return form["code"] == "good" and base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == self.challenge

    def _issue(self, form: dict[str, str]) -> dict[str, object]:
        number = next(self._numbers)
        answer: dict[str, object] = {"token_type": "Bearer", "expires_in": self.lifetime}
        answer["scope"] = form.get("scope", "https://outlook.office.com/IMAP.AccessAsUser.All")
        said = "" if self.claims is None else f".{_b64(self.claims)}.sig"
        answer["access_token"] = f"access-{number}{said}"
        self.access_tokens.add(f"access-{number}{said}")
        if form["grant_type"] != "client_credentials":
            answer["refresh_token"] = f"refresh-{number}"
            self.refresh_tokens.add(f"refresh-{number}")
            answer["id_token"] = self._id_token(form["client_id"])
            answer["client_info"] = _b64({"uid": "person", "utid": "tenant"})
        return answer | self.extra

    def _id_token(self, client_id: str) -> str:
        now = int(time.time())
        claims = {"iss": self.authority, "aud": client_id, "sub": "person", "oid": "person", "tid": "tenant"}
        claims |= {"iat": now, "exp": now + 3600, "preferred_username": self.user}
        return ".".join([_b64({"alg": "none"}), _b64(claims), "sig"])

    def _server(self, folder: Path | None) -> ThreadingHTTPServer:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._reply({})

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._reply({name: values[0] for name, values in parse_qs(body).items()})

            def _reply(self, form: dict[str, str]) -> None:
                status, answer = owner.answer(urlsplit(self.path).path, form)
                data = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *arguments: object) -> None:
                """Nothing on the terminal."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if folder is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
            server.socket = context.wrap_socket(server.socket, server_side=True)
        return server


def _b64(value: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
