"""A browser whose requests are answered in the test's own thread.

Starlette's test client leads each through an event loop in one thread and the page's own code in another: with threads
that wait for one another, a small page costs several times as much. Real servers, with all their threads, are in the
integration tests.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import unquote

import anyio.to_thread
import httpx2


class InPlace(httpx2.BaseTransport):
    """Hands requests to an ASGI application, and gives its answers (https://asgi.readthedocs.io/en/latest/specs/www.html)."""

    def __init__(self, app):
        self._app = app

    def handle_request(self, request):
        asked, told = iter([{"type": "http.request", "body": request.read()}]), []

        async def receive():
            return next(asked, {"type": "http.disconnect"})

        async def send(message):
            told.append(message)

        threads, anyio.to_thread.run_sync = anyio.to_thread.run_sync, _at_once
        try:
            _completed(self._app(_scope(request), receive, send))
        finally:
            anyio.to_thread.run_sync = threads
        begun, *parts = told
        body = b"".join(part.get("body", b"") for part in parts)
        return httpx2.Response(begun["status"], headers=begun["headers"], content=body)


def _completed(answer):
    """Beside a browser's tests a loop of theirs is running in this thread: then another one waits for the answer."""
    if asyncio._get_running_loop() is None:
        asyncio.run(answer)
    else:
        with ThreadPoolExecutor(1) as beside:
            beside.submit(asyncio.run, answer).result()


async def _at_once(function, *given, **_options):
    return function(*given)


def _scope(request):
    url = request.url
    return {
        "type": "http",
        "http_version": "1.1",
        "method": request.method,
        "scheme": url.scheme,
        "path": unquote(url.path),
        "raw_path": url.raw_path.partition(b"?")[0],
        "root_path": "",
        "query_string": url.query,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "client": ("testclient", 50_000),
        "server": (url.host, url.port or 80),
        "state": {},
    }


def browsing(site):
    """A browser that nobody has logged in with, at this application; it follows where it is led."""
    return httpx2.Client(transport=InPlace(site), base_url="http://127.0.0.1", follow_redirects=True)
