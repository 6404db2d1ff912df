"""Microsoft Graph's sendMail on loopback, over TLS: it answers as Microsoft documents, and breaks where a test wants.

    python -m tests.servers.graph FOLDER [calm]

As a process of its own, with its authorization server, it notes in FOLDER/arrived what it takes. Unless it is calm it
disturbs at intervals, and lets nobody in as long as FOLDER/revoked is there.
"""

from __future__ import annotations

import base64
import json
import socket
import ssl
import struct
import sys
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote

from tests.servers.authorization import AuthorizationServer

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST_MAIL = 40
"""Bytes of base64; what is shorter is no mail."""
USER = "emplois@cdm.example"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What is said to a letter."""

    status: int = 202
    code: str = ""
    message: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    cut: str = ""
    """Where the connection breaks: with the body `unread`, once it is `read`, or once the mail is `taken`."""

    @property
    def body(self) -> bytes:
        """The error object; nothing comes with a 202."""
        if not self.code:
            return b""
        inner = {"date": "2026-03-20T09:00:00", "request-id": "0", "client-request-id": "0"}
        return json.dumps({"error": {"code": self.code, "message": self.message, "innerError": inner}}).encode()


TAKEN = Reply()
THROTTLED = Reply(
    status=429,
    code="ApplicationThrottled",
    message="Application is over its MailboxConcurrency limit.",
    headers={"Retry-After": "7"},
)
UNAVAILABLE = Reply(status=503, code="serviceNotAvailable", message="The service is temporarily unavailable.")
FAULT = Reply(status=500, code="ErrorInternalServerError", message="An internal server error occurred.")
TIMED_OUT = Reply(status=504, code="UnknownError", message="")
EXPIRED = Reply(
    status=401,
    code="InvalidAuthenticationToken",
    message="Lifetime validation failed, the token is expired.",
    headers={"WWW-Authenticate": 'Bearer realm="", client_id="00000003-0000-0000-c000-000000000000"'},
)
DENIED = Reply(status=403, code="ErrorAccessDenied", message="Access is denied. Check credentials and try again.")
NOT_AS_HIM = Reply(
    status=403,
    code="ErrorSendAsDenied",
    message="The user account which was used to submit this request does not have the right to send mail on behalf of"
    " the specified sending account.",
)
NO_BASE64 = Reply(
    status=400, code="ErrorMimeContentInvalidBase64String", message="Invalid base64 string for MIME content."
)
NOBODY = Reply(status=404, code="ErrorInvalidUser", message="The requested user is invalid.")
EXPIRED_SECRET = {
    "error": "invalid_client",
    "error_description": "AADSTS7000222: The provided client secret keys for app 'app' are expired.\r\nTrace ID: 0",
    "error_codes": [7000222],
}


class GraphServer:
    """Use as a context manager, within that of its `AuthorizationServer`, whose tokens let in.

    replies: what is said to the next letters; then all are taken. take: gets each mail that is taken.
    """

    def __init__(self, authority: AuthorizationServer, take: Callable[[bytes], None] | None = None) -> None:
        self.authority = authority
        self.replies: deque[Reply] = deque()
        self.denied: Reply | None = None
        """Said to every request by whoever is let in."""
        self.mails: list[bytes] = []
        self.heard: list[tuple[str, str]] = []
        """Path and Content-Type of each request."""
        self._take = take or self.mails.append
        self._server = self._made()

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"https://localhost:{self._server.server_port}/v1.0"

    def next_reply(self) -> Reply:
        """To a letter."""
        return self.replies.popleft() if self.replies else TAKEN

    def refusal(self, path: str, authorization: str) -> Reply | None:
        """Why whoever asks is not let in."""
        if authorization.removeprefix("Bearer ") not in self.authority.access_tokens:
            return EXPIRED
        if self.denied:
            return self.denied
        return None if unquote(path) == f"/v1.0/users/{USER}/sendMail" else NOBODY

    def take(self, content: bytes) -> Reply | None:
        """Take a mail; why not, where it is none."""
        try:
            self._take(base64.b64decode(content, validate=True))
        except ValueError:
            return NO_BASE64
        return None

    def _made(self) -> ThreadingHTTPServer:
        server = _Server(self)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        folder = self.authority.ca_file.parent
        context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        return server


class _Server(ThreadingHTTPServer):
    def __init__(self, owner: GraphServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.owner = owner

    def handle_error(self, *arguments: object) -> None:
        """A connection that broke, as a test wanted."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        owner, size = self.server.owner, int(self.headers["Content-Length"])
        owner.heard.append((self.path, self.headers["Content-Type"]))
        refusal = owner.refusal(self.path, self.headers["Authorization"])
        reply = refusal or (owner.next_reply() if size >= SHORTEST_MAIL else TAKEN)
        if reply.cut != "unread":
            content = self.rfile.read(size)
            if reply.status == TAKEN.status and reply.cut != "read":
                reply = owner.take(content) or reply
        self._say(reply)

    def _say(self, reply: Reply) -> None:
        if reply.cut:
            self._break()
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def _break(self) -> None:
        """A reset, without TLS's goodbye."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def log_message(self, *arguments: object) -> None:
        """Nothing on the terminal."""


EVERY = {7: Reply(cut="taken"), 11: Reply(cut="read"), 13: THROTTLED, 17: UNAVAILABLE, 19: EXPIRED, 23: FAULT}
"""How letters are disturbed: every seventh is taken without an answer, and so on."""


class Revocable(AuthorizationServer):
    """Gives no token as long as FOLDER/revoked is there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._flag = folder / "revoked"

    @property
    def is_revoked(self) -> bool:
        return self._flag.exists()

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        self.refusal = EXPIRED_SECRET if self.is_revoked else None
        return super().answer(path, form)


class Noting(GraphServer):
    """Notes in FOLDER/arrived what it takes."""

    def __init__(self, authority: Revocable, folder: Path) -> None:
        super().__init__(authority, self._note)
        self._revocable, self._arrived = authority, folder / "arrived"
        self._lock = threading.Lock()

    def refusal(self, path: str, authorization: str) -> Reply | None:
        return EXPIRED if self._revocable.is_revoked else super().refusal(path, authorization)

    def _note(self, mail: bytes) -> None:
        with self._lock, self._arrived.open("ab") as file:
            file.write(len(mail).to_bytes(4, "big") + mail)


class Disturbing(Noting):
    """Disturbs at intervals."""

    _letters = 0

    def next_reply(self) -> Reply:
        with self._lock:
            self._letters += 1
            return next((reply for each, reply in EVERY.items() if self._letters % each == 0), TAKEN)


def main(folder: Path, *words: str) -> None:
    """Serve until there is no more input."""
    kind = Noting if "calm" in words else Disturbing
    with Revocable(folder) as authority, kind(authority, folder) as graph:
        told = {"graph": graph.url, "authority": authority.authority, "graph_ca": str(authority.ca_file)}
        print(json.dumps(told), flush=True)  # noqa: T201 - its answer
        sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
