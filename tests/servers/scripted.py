"""An IMAP server that says exactly what a test wants: for what no well-made server would ever say."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable

_USUAL = {
    "CAPABILITY": b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n",
    "LOGIN": b"TAG OK in\r\n",
    "AUTHENTICATE": b"TAG NO not here\r\n",
    "EXAMINE": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 2] x\r\nTAG OK [READ-ONLY] done\r\n",
    "NOOP": b"TAG OK done\r\n",
    "UID SEARCH": b"* SEARCH 1\r\nTAG OK done\r\n",
    "UID FETCH": b"TAG OK done\r\n",
    "LOGOUT": b"* BYE bye\r\nTAG OK done\r\n",
}


class Scripted:
    """Use as a context manager.

    answers: what is said to a command whose beginning matches the key (a regular expression, longest first); TAG stands
    for its tag. A function is asked with the command. b"" ends the connection. What follows an answer that begins with
    "+ " is a command of the same tag, "+ " before it. The rest is said as a plain server would, of a folder with one
    message.
    """

    def __init__(
        self, answers: dict[str, bytes | Callable[[str], bytes]] | None = None, *, greeting: bytes = b"* OK hello\r\n"
    ) -> None:
        given = sorted((answers or {}).items(), key=lambda item: -len(item[0]))
        self._answers = [*given, *_USUAL.items()]
        self._greeting = greeting
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.commands: list[str] = []
        self._threads: list[threading.Thread] = []
        self._clients: list[socket.socket] = []

    @property
    def url(self) -> str:
        """The configuration's URL."""
        return f"imap://a@localhost:{self.port}/INBOX"

    def __enter__(self) -> Self:
        self._run(self._accept)
        return self

    def __exit__(self, *exc: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for client in self._clients:
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        for client in self._clients:
            client.close()

    def _run(self, what, *arguments: object) -> None:
        thread = threading.Thread(target=what, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self._clients.append(client)
                self._run(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError), client.makefile("rb") as lines:
            client.sendall(self._greeting)
            waiting = b""
            for line in lines:
                said = line.rstrip(b"\r\n")
                tag, _, command = (waiting + b" + " + said if waiting else said).partition(b" ")
                self.commands.append(command.decode("latin-1"))
                answer = self._answer(self.commands[-1])
                waiting = tag if answer.startswith(b"+ ") else b""
                client.sendall(answer.replace(b"TAG", tag))
                if not answer or command == b"LOGOUT":
                    break
        with contextlib.suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)

    def _answer(self, command: str) -> bytes:
        found = next((answer for pattern, answer in self._answers if re.match(pattern, command)), b"TAG BAD what?\r\n")
        return found(command) if callable(found) else found
