"""What every answer carries and every request must show: headers, origin, size."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from desk.web.services import SiteSettings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline, nothing from elsewhere (CSP level 3)."""

DOWNLOAD_POLICY = "default-src 'none'; sandbox"
"""For what candidates sent: should a browser show it after all, nothing in it runs."""

STANDING = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "no-store",
}
HSTS = "max-age=31536000"
TOO_LARGE = PlainTextResponse("Too large", 413)
TOO_SLOW = PlainTextResponse("Too slow", 408, headers={"connection": "close"})
BODY_SECONDS = 30.0
"""A form must be here by then."""
COMPRESSION = 4
"""Of zlib's levels: a higher one takes longer for a page and saves little more."""
AS_THEY_ARE = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/*")
"""Files that are taken away: nearly all are compressed already."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class TooLarge(Exception):  # noqa: N818 - reads as what happened
    """A request's body is larger than any of our forms; raised before any answer has begun."""


class TooSlow(Exception):  # noqa: N818 - reads as what happened
    """A request's body does not come; raised before any answer has begun."""


class Protection:
    """ASGI middleware: refuses foreign and oversized requests, and seals every answer.

    An answer is compressed only where the browser says that our own page, or its user, asked for it: another site could
    tell from the length of a compressed one what stands in it beside the words that it asked with (BREACH).
    """

    def __init__(self, app: ASGIApp, settings: SiteSettings) -> None:
        self._app = app
        self._compressed = GZipMiddleware(app, compresslevel=COMPRESSION, exclude_content_types=AS_THEY_ARE)
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._seal(MutableHeaders(scope=message))
            await send(message)

        is_asked_by_us = Headers(scope=scope).get("sec-fetch-site") in {"same-origin", "none"}
        app = self._refusal(scope) or (self._compressed if is_asked_by_us else self._app)
        try:
            await app(scope, self._limited(receive), sealed)
        except TooLarge:
            await TOO_LARGE(scope, receive, sealed)
        except TooSlow:
            await TOO_SLOW(scope, receive, sealed)

    def _seal(self, headers: MutableHeaders) -> None:
        for name, value in STANDING.items():
            headers.setdefault(name, value)
        if self._settings.secure:
            headers.setdefault("strict-transport-security", HSTS)
        if "server" in headers:
            del headers["server"]

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        if _host(headers.get("host", "")) not in self._settings.hosts:
            return PlainTextResponse("Unknown host", 421)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._settings.form_bytes:
            return TOO_LARGE
        if scope["method"] not in SAFE and not is_own(headers):
            return PlainTextResponse("Sent from another site", 403)
        return None

    def _limited(self, receive: Receive) -> Receive:
        """A body that says no length is measured while it comes, and comes in time."""
        read, whole = 0, False
        patience = asyncio.get_running_loop().time() + BODY_SECONDS

        async def limited() -> Message:
            nonlocal read, whole
            try:
                async with asyncio.timeout_at(None if whole else patience):
                    message = await receive()
            except TimeoutError:
                raise TooSlow from None
            whole = whole or not message.get("more_body", False)
            read += len(message.get("body", b""))
            if read > self._settings.form_bytes:
                raise TooLarge
            return message

        return limited


def _host(given: str) -> str:
    """The host without its port."""
    name, colon, port = given.rpartition(":")
    return name.lower() if colon and port.isdecimal() else given.lower()


def is_own(headers: Headers) -> bool:
    """Whether a request that changes something comes from our own pages, or from no browser at all.

    Browsers say where a form was sent from: Sec-Fetch-Site (Fetch Metadata), Origin (RFC 6454).
    """
    site = headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
