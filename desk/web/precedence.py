"""Who is answered first: whoever is logged in or brings a known device; then strangers, a few at a time.

A stranger's request is read whole before it has its turn, and its answer is made whole before the next has its own:
neither a slow writer nor a slow reader holds a turn. Strangers wait in the order of how often their network failed to
log in or was turned away lately, so that a flood stands behind whoever is new.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from desk.i18n.speech import speech
from desk.web.lanes import Full, Lane
from desk.web.login.sessions import WAIT
from desk.web.login.throttle import network_of
from desk.web.protection import TooLarge
from desk.web.request import language_of, recognise
from store.errors import StoreError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from desk.web.login.throttle import Throttle

OF_NETWORK = 32
"""Requests of strangers from one network that are under way at once."""
STRANGERS_BYTES = 32 << 10
"""Of a stranger's form, which holds names and passwords: to take a larger one apart holds everybody up."""
RETRY_SECONDS = 5
"""What is told to whoever is turned away (Retry-After, RFC 9110, 10.2.3)."""


class Gone(Exception):  # noqa: N818 - reads as what happened
    """Whoever asked has hung up."""


class Precedence:
    """ASGI middleware: leads known visitors on at once, and strangers in turn."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._pages = Lane(at_once=2, waiting=100)
        self._forms = Lane(at_once=1, waiting=30)  # one password is weighed at a time, which takes all processors
        self._programs = Lane(at_once=1, waiting=30)  # bring a password, and may ask for much
        self._provider = Lane(at_once=8, waiting=20)  # waits for another machine
        self._under_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if await _is_known(request):
            request.state.is_known = True
            await self._app(scope, receive, send)
            return
        try:
            answer = await self._of_stranger(request, receive)
        except Gone:
            return
        except Full:
            _throttle(request).turned_away(_network(request))
            await _turned_away(request)(scope, receive, send)
            return
        for message in answer:
            await send(message)

    async def _of_stranger(self, request: Request, receive: Receive) -> list[Message]:
        """What is answered, whole. Raises Full, Gone."""
        network = _network(request)
        if self._under_way[network] >= OF_NETWORK:
            raise Full
        throttle = _throttle(request)
        self._under_way[network] += 1
        try:
            body = await _whole(receive)
            async with self._lane(request).turn(lambda: throttle.rank(network) + self._under_way[network]):
                return await _collected(self._app, request.scope, body, receive)
        finally:
            self._under_way[network] -= 1
            if not self._under_way[network]:
                del self._under_way[network]

    def _lane(self, request: Request) -> Lane:
        if request.url.path.startswith("/login/openid"):
            return self._provider
        if "authorization" in request.headers:
            return self._programs
        return self._forms if request.method == "POST" else self._pages


async def _is_known(request: Request) -> bool:
    if not request.cookies:
        return False
    try:
        return await run_in_threadpool(recognise, request)
    except StoreError:  # the page says so
        return False


def _network(request: Request) -> str:
    return network_of(request.client.host if request.client else "?")


def _throttle(request: Request) -> Throttle:
    throttle: Throttle = request.app.state.throttle
    return throttle


async def _whole(receive: Receive) -> bytes:
    """A request's body. Raises Gone, TooLarge."""
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        body += message.get("body", b"")
        if len(body) > STRANGERS_BYTES:
            raise TooLarge
        more = message.get("more_body", False)
    return bytes(body)


async def _collected(app: ASGIApp, scope: Scope, body: bytes, after: Receive) -> list[Message]:
    """All that the application answers to a body; `after` has what comes behind that."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
    told: list[Message] = []

    async def receive() -> Message:
        return waiting.pop() if waiting else await after()

    async def send(message: Message) -> None:
        told.append(message)

    await app(scope, receive, send)
    return told


def _turned_away(request: Request) -> Response:
    headers = {"retry-after": str(RETRY_SECONDS), "connection": "close"}
    text = speech(language_of(request)).text(WAIT)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": text}, 429, headers=headers)
    return PlainTextResponse(text, 429, headers=headers)
