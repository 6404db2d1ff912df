"""uvicorn, run on a socket of ours: the port is known before the first request, and signals end it."""

from __future__ import annotations

import gc
import socket
from dataclasses import replace
from typing import TYPE_CHECKING

import uvicorn

from jobs.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from jobs.serving import Address

GRACE = 10
"""Seconds that requests under way are given at the end."""


def run(app: FastAPI, address: Address, *, started: Callable[[Address], None]) -> None:
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
            proxy_headers=address.public is not None,
            forwarded_allow_ips="127.0.0.1",
            timeout_graceful_shutdown=GRACE,
        )
        settle()
        uvicorn.Server(config).run(sockets=[listener])


def settle() -> None:
    """Takes what is loaded by now out of the collector's rounds: a full one would hold a request up by 0.1 s."""
    gc.collect()
    gc.freeze()


def _listen(address: Address) -> socket.socket:
    host = address.host.strip("[]")
    try:
        return socket.create_server(
            (host, address.port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, reuse_port=False
        )
    except OSError as exc:
        raise UsageError(f"{address.host}:{address.port}: can't be listened on: {exc.strerror or exc}") from exc
