"""uvicorn, run on a socket of ours: the port is known before the first request, and signals end it."""

from __future__ import annotations

import socket
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, cast

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from desk.web.network import network_of
from jobs.errors import UsageError
from jobs.runtime.memory import settle
from jobs.serve.slots import ConnectionSlots

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from fastapi import FastAPI

    from jobs.serve.serving import ListenAddress

GRACE = 10
"""Seconds that requests under way are given at the end."""


HEAD_SECONDS = 10.0
"""A request's head must be here by then; a connection that sends half of one and waits is closed."""


class PatientProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, with an end to its patience: it knows no limit for a head that never ends, and answers 503 to
    whoever comes when idle connections hold all places.
    """

    _deadline: asyncio.TimerHandle | None = None
    network: str | None = None

    def __init__(self, *, slots: ConnectionSlots, trusted: Callable[[str], bool], **given: Any) -> None:  # noqa: ANN401 - uvicorn's
        super().__init__(**given)
        self._slots = slots
        self._trusted = trusted

    @property
    def is_known(self) -> bool:
        """As the application found at the last request (`desk.web.precedence`)."""
        return self.scope is not None and bool(self.scope["state"].get("is_known"))

    @property
    def is_busy(self) -> bool:
        """A request is being answered, or its answer is not all sent."""
        return not self._between_requests() or self.transport.get_write_buffer_size() > 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Somebody connects: the first head is awaited."""
        super().connection_made(transport)
        host = self.client[0] if self.client else "?"
        self.network = None if self._trusted(host) else network_of(host)
        self._await_head()
        goes = self._slots.take(self)
        if isinstance(goes, PatientProtocol):
            goes.transport.abort()

    def data_received(self, data: bytes) -> None:
        """Something comes: once the head is complete, the application sees to the rest."""
        waited = self._between_requests()
        if waited:
            self._await_head()
        super().data_received(data)
        if not self._between_requests():
            self._stop_waiting()
            if waited:
                self._slots.renew(self)

    def on_response_complete(self) -> None:
        """An answer is handed over: the next head is awaited for as long as uvicorn keeps a connection."""
        self._slots.renew(self)
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """They are gone."""
        self._stop_waiting()
        self._slots.leave(self)
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


def protocol(address: ListenAddress, slots: ConnectionSlots | None = None) -> type[asyncio.Protocol]:
    """What uvicorn makes a connection's protocol with: all of one server share its slots."""
    trusted = lru_cache(maxsize=1024)(address.trusts)
    made = partial(PatientProtocol, slots=slots or ConnectionSlots(), trusted=trusted)
    return cast("type[asyncio.Protocol]", made)  # uvicorn calls it, and asks nothing else of it


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
            http=protocol(address),
            proxy_headers=bool(address.believed),
            forwarded_allow_ips=list(address.believed),
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
