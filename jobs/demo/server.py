"""An IMAP server inside this process, for the demo: in memory, on loopback, one account, no system package needed."""

from __future__ import annotations

import asyncio
import threading
from argparse import Namespace
from contextlib import contextmanager
from typing import TYPE_CHECKING

from imapclient import IMAPClient
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

HOST = "127.0.0.1"
USER = "demo"
PASSWORD = "demo"  # noqa: S105 - a server in memory, on loopback, that lives as long as the demo

ARGUMENTS = Namespace(
    demo_data=False, demo_user=USER, demo_password=PASSWORD, host=HOST, port=0, debug=False, cert=None, key=None,
    tls=False, passlib_cfg=None, proxy_protocol=None,
)  # fmt: skip


async def _serve(started: threading.Event, port: list[int], stop: asyncio.Event) -> None:
    backend, config = await DictBackend.init(ARGUMENTS, secure_auth=False, reject_dnsbl=False)
    config.apply_context()
    serve = ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(backend.login, config))
    server = await asyncio.start_server(serve, HOST, 0)
    port.append(server.sockets[0].getsockname()[1])
    started.set()
    async with server:
        await stop.wait()


@contextmanager
def mailbox(mails: Sequence[tuple[datetime, bytes]]) -> Iterator[int]:
    """A mailbox holding `mails` (arrival, original) in this order; yields the port it listens on."""
    loop, stop, started, port = asyncio.new_event_loop(), asyncio.Event(), threading.Event(), list[int]()
    thread = threading.Thread(target=loop.run_until_complete, args=(_serve(started, port, stop),), daemon=True)
    thread.start()
    if not started.wait(20):
        raise TimeoutError("the demo's mail server did not start")
    try:
        _deliver(port[0], mails)
        yield port[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(5)


def _deliver(port: int, mails: Sequence[tuple[datetime, bytes]]) -> None:
    with IMAPClient(HOST, port=port, ssl=False, timeout=20) as client:
        client.login(USER, PASSWORD)
        for arrival, original in mails:
            client.append("INBOX", original, msg_time=arrival)
