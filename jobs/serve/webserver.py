"""uvicorn, run on a socket of ours: the port is known before the first request, and signals end it."""

from __future__ import annotations

import socket
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Protocol, cast

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from desk.web.login.throttle import network_of
from jobs.errors import UsageError
from jobs.runtime.memory import settle

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterable

    from fastapi import FastAPI

    from jobs.serve.serving import ListenAddress

GRACE = 10
"""Seconds that requests under way are given at the end."""


HEAD_SECONDS = 10.0
"""A request's head must be here by then; a connection that sends half of one and waits is closed."""
MOST = 500
"""Connections at once: with what else is open, well under the 1,024 files that systemd gives a service."""
OF_NETWORK = 64
"""Connections of one network at once: ten browsers of an office with six each. Of a trusted proxy's there is no limit
but `MOST`: how much of one visitor it leads on is for `desk.web.precedence`."""


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

    Raises UsageError: the address can't be listened on.
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


class SlotHolder(Protocol):
    """Who holds a slot, as far as it matters here."""

    @property
    def network(self) -> str | None:
        """Where it comes from (`desk.web.login.throttle`); None: through a trusted proxy, from anywhere."""

    @property
    def is_known(self) -> bool:
        """Its last request was of somebody who is logged in or brought a known device."""

    @property
    def is_busy(self) -> bool:
        """It waits for an answer, or has not taken all of it."""


class ConnectionSlots:
    """By how long it is since something was begun or finished on the connection: the longest is the first."""

    def __init__(self, *, most: int = MOST, of_network: int = OF_NETWORK) -> None:
        self._most = most
        self._of_network = of_network
        self._held: dict[SlotHolder, None] = {}

    def take(self, newcomer: SlotHolder) -> SlotHolder | None:
        """Give a newcomer a slot. Returns the connection to close for it: another one, the newcomer, or None."""
        self._held[newcomer] = None
        goes = self._surplus(newcomer)
        if goes is not None:
            self.leave(goes)
        return goes

    def renew(self, connection: SlotHolder) -> None:
        """A whole request has come, or was answered. Single bytes renew nothing: a slow writer grows old."""
        if connection in self._held:
            del self._held[connection]
            self._held[connection] = None

    def leave(self, connection: SlotHolder) -> None:
        """The slot is free."""
        self._held.pop(connection, None)

    def _surplus(self, newcomer: SlotHolder) -> SlotHolder | None:
        if newcomer.network is not None:
            own = [one for one in self._held if one.network == newcomer.network]
            if len(own) > self._of_network:
                return _last_in_rank(own, newcomer)
        return _last_in_rank(self._held, newcomer) if len(self._held) > self._most else None


def _last_in_rank(held: Iterable[SlotHolder], newcomer: SlotHolder) -> SlotHolder:
    """The oldest stranger, be it idle or slow; else the oldest known that is idle; else the newcomer."""
    may_go = [one for one in held if one is not newcomer and not (one.is_known and one.is_busy)]
    return min(may_go, key=lambda one: one.is_known, default=newcomer)
