"""What comes too slowly is closed, and holds nobody else up: on a real socket of this machine."""

from __future__ import annotations

import asyncio
import logging

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from desk.web import protection
from desk.web.protection import Protection
from desk.web.services import SiteSettings
from jobs.serve import webserver
from jobs.serve.serving import ListenAddress

HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
HERE = ListenAddress(host="127.0.0.1", port=0)
POST = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n"


async def echo(scope, receive, send):
    body, more = b"nothing", scope["method"] == "POST"
    while more:
        message = await receive()
        body, more = message["body"], message.get("more_body", False)
    await PlainTextResponse(body)(scope, receive, send)


async def spoken(port, *pieces):
    """What the server answers until it closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
    answer = await reader.read()
    writer.close()
    return answer


def served(work, *, app=echo, slots=None, address=HERE):
    async def serve():
        config = uvicorn.Config(
            Protection(app, SiteSettings()),
            port=0,
            log_level="warning",
            http=webserver.protocol(address, slots),
            lifespan="off",
        )
        server = uvicorn.Server(config)
        listener = webserver._listen(address)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            return await work(listener.getsockname()[1])
        finally:
            server.should_exit = True
            await task
            listener.close()

    return asyncio.run(serve())


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(webserver, "HEAD_SECONDS", 0.2)
    monkeypatch.setattr(protection, "BODY_SECONDS", 0.2)


def test_a_head_that_never_ends_is_closed_while_others_are_answered(impatient, caplog):
    async def work(port):
        half = [asyncio.create_task(spoken(port, HEAD)) for _ in range(50)]
        silent = asyncio.create_task(spoken(port))
        whole = await spoken(port, HEAD + b"Connection: close\r\n\r\n")
        return whole, await silent, await asyncio.gather(*half)

    with caplog.at_level(logging.WARNING):
        whole, silent, halves = served(work)
    assert whole.endswith(b"nothing")
    assert silent == b""
    assert set(halves) == {b""}
    assert "Traceback" not in caplog.text


def test_a_body_that_never_comes_is_told_so(impatient, caplog):
    with caplog.at_level(logging.WARNING):
        answer = served(lambda port: spoken(port, POST, b"half"))
    assert answer.startswith(b"HTTP/1.1 408")
    assert "Traceback" not in caplog.text


def test_a_kept_connection_has_the_same_patience_for_its_second_request(impatient):
    async def work(port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(HEAD + b"\r\n")
        first = await reader.readuntil(b"nothing")
        writer.write(HEAD)
        rest = await reader.read()
        writer.close()
        return first, rest

    first, rest = served(work)
    assert first.startswith(b"HTTP/1.1 200")
    assert rest == b""
