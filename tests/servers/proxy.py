"""A TCP proxy in front of a server: it writes down what the client says, and injects the faults of a real wire."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Self

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What happens to the server's words once `after` of their bytes have passed.

    fin, rst: the connection ends, cleanly or not. stall: nothing more comes. drip: a byte every 50 ms.
    """

    kind: Literal["fin", "rst", "stall", "drip"]
    after: int = 0
    connections: int | None = None
    """How many connections have it, the first ones; None: all."""


class Proxy:
    """Listens on a port of its own; use as a context manager.

    target: the server's port on this machine, or its Unix socket.
    rewrite: changes what the server says, a chunk at a time (of whole lines, mostly, on loopback).
    """

    def __init__(
        self, target: int | str, *, fault: Fault | None = None, rewrite: Callable[[bytes], bytes] | None = None
    ) -> None:
        self.fault = fault
        self.rewrite = rewrite
        self.said = bytearray()
        """All that clients said."""
        self.heard = 0
        """How many bytes the servers said in all."""
        self.connections = 0
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._ending = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._run(self._accept)
        return self

    def __exit__(self, *exc: object) -> None:
        self._ending.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()
        for thread in self._threads:
            thread.join(5)

    @property
    def commands(self) -> list[str]:
        """The commands that clients gave, without tags and arguments: ["CAPABILITY", "LOGIN", "UID SEARCH", …]."""
        lines = [line.split()[1:] for line in bytes(self.said).decode("latin-1").splitlines()]
        return [" ".join(words[: 2 if words[0].upper() == "UID" else 1]).upper() for words in lines if words]

    def cut(self) -> None:
        """End all connections, now."""
        for each in list(self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _run(self, what: Callable[..., None], *arguments: object) -> threading.Thread:
        thread = threading.Thread(target=what, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = self._reached()
            except OSError:
                client.close()
                continue
            self._open |= {client, server}
            self.connections += 1
            limited = self.fault is None or self.fault.connections is None or self.connections <= self.fault.connections
            self._run(self._carry, client, server, self.fault if limited else None)

    def _reached(self) -> socket.socket:
        if isinstance(self._target, int):
            server = socket.create_connection(("127.0.0.1", self._target), 5)
            server.settimeout(None)
        else:
            server = socket.socket(socket.AF_UNIX)
            server.connect(self._target)
        return server

    def _carry(self, client: socket.socket, server: socket.socket, fault: Fault | None) -> None:
        """Both ways, until either side has ended."""
        asking = self._run(self._to_server, client, server)
        self._to_client(server, client, fault)
        asking.join()
        for each in (client, server):
            each.close()
            self._open.discard(each)

    def _to_server(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := client.recv(65536):
                self.said += data
                server.sendall(data)
        _end(server)

    def _to_client(self, server: socket.socket, client: socket.socket, fault: Fault | None) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while data := server.recv(65536):
                if self.rewrite:
                    data = self.rewrite(data)
                self.heard += len(data)
                if fault is not None and passed + len(data) >= fault.after:
                    left = max(0, fault.after - passed)
                    client.sendall(data[:left])
                    self._inject(fault, data[left:], server, client)
                    return
                client.sendall(data)
                passed += len(data)
        _end(client)

    def _inject(self, fault: Fault, rest: bytes, server: socket.socket, client: socket.socket) -> None:
        if fault.kind == "fin":
            _end(client)
        elif fault.kind == "rst":
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            _close_now(client)
        elif fault.kind == "drip":
            self._drip(rest, server, client)
        self._ending.wait()

    def _drip(self, rest: bytes, server: socket.socket, client: socket.socket) -> None:
        while rest and not self._ending.is_set():
            for each in rest:
                client.sendall(bytes([each]))
                if self._ending.wait(0.05):
                    return
            rest = server.recv(65536)


def _end(to: socket.socket) -> None:
    with contextlib.suppress(OSError):
        to.shutdown(socket.SHUT_WR)


def _close_now(client: socket.socket) -> None:
    """Close the descriptor under a thread that still reads from it: only so does SO_LINGER 0 send the RST at once."""
    with contextlib.suppress(OSError):
        client.shutdown(socket.SHUT_RD)
    client.close()
