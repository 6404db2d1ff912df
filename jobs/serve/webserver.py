"""uvicorn, run on a socket of ours: the port is known before the first request, and signals end it."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from jobs.errors import UsageError
from jobs.runtime.memory import settle

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from fastapi import FastAPI

    from jobs.serve.serving import ListenAddress

GRACE = 10
"""Seconds that requests under way are given at the end."""


HEAD_SECONDS = 10.0
"""A request's head must be here by then; a connection that sends half of one and waits is closed."""
CONNECTIONS = 500
"""More at once are told to come back (503)."""


class PatientProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, with an end to its patience: it knows no limit for a head that never ends."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Somebody connects: the first head is awaited."""
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Something comes: once the head is complete, the application sees to the rest."""
        if self._between_requests():
            self._await_head()
        super().data_received(data)
        if not self._between_requests():
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """They are gone."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _between_requests(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _await_head(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def run(app: FastAPI, address: ListenAddress, *, started: Callable[[ListenAddress], None]) -> None:
    """Serves until SIGINT or SIGTERM. `started` is told the address with the port that was taken.

    Raises:
        UsageError: the address can't be listened on.
    """
    with _listen(address) as listener:
        reached = replace(address, port=listener.getsockname()[1])
        started(reached)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            http=PatientProtocol,
            proxy_headers=address.public is not None or bool(address.proxies),
            forwarded_allow_ips=list(address.proxies) or "127.0.0.1",
            limit_concurrency=CONNECTIONS,
            timeout_graceful_shutdown=GRACE,
        )
        settle()
        uvicorn.Server(config).run(sockets=[listener])


def _listen(address: ListenAddress) -> socket.socket:
    host = address.host.strip("[]")
    try:
        return socket.create_server(
            (host, address.port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, reuse_port=False
        )
    except OSError as exc:
        raise UsageError(f"{address.host}:{address.port}: can't be listened on: {exc.strerror or exc}") from exc
