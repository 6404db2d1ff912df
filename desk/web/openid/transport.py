"""Asking the provider: over TLS (or on this machine), within bounds of time and size, never led elsewhere."""

from __future__ import annotations

import ipaddress
import time
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 10.0
"""For one answer as a whole, and for each wait within it."""
MOST = 1 << 20
"""Bytes of one answer."""

Session = TypeVar("Session", bound=requests.Session)


def is_safe(url: str) -> bool:
    """Whether the connection is protected: by TLS, or because the address is on this machine."""
    parts = urlsplit(url)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts.hostname)))


def _is_here(host: str | None) -> bool:
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"


class Bounded(HTTPAdapter):
    """Reads an answer to its end itself: requests has no limit on size, and its time-outs begin anew with each byte."""

    def send(  # noqa: PLR0913, PLR0917 - as requests has it
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: FBT001, FBT002 - the same
        timeout: float | tuple[float | None, float | None] | None = None,
        verify: bool | str = True,  # noqa: FBT001, FBT002 - the same
        cert: str | tuple[str, str] | None = None,
        proxies: dict[str, str] | None = None,
    ) -> requests.Response:
        """One request, one answer. Raises requests.RequestException."""
        del stream, timeout  # ours
        if not is_safe(request.url or ""):
            raise requests.exceptions.InvalidURL(f"{request.url}: neither https:// nor this machine")
        deadline = time.monotonic() + SECONDS
        answer = super().send(request, stream=True, timeout=SECONDS, verify=verify, cert=cert, proxies=proxies)
        try:
            answer._content = _read(answer.raw, deadline)  # noqa: SLF001 - where requests looks for it
        except HTTPError as exc:
            raise requests.exceptions.ConnectionError(str(exc)) from exc
        finally:
            answer.close()
        answer._content_consumed = True  # noqa: SLF001 - as above
        return answer


def _read(raw: Any, deadline: float) -> bytes:  # noqa: ANN401 - urllib3's response
    body = bytearray()
    while piece := raw.read1(1 << 16, decode_content=True):
        body += piece
        if len(body) > MOST or time.monotonic() > deadline:
            raise HTTPError("the answer is too long or too slow")
    return bytes(body)


def bound(session: Session, ca_file: Path | None) -> Session:
    """The session with those bounds; it trusts `ca_file`'s authorities in place of the usual ones."""
    session.mount("https://", Bounded())
    session.mount("http://", Bounded())
    session.max_redirects = 0
    if ca_file is not None:
        session.verify = str(ca_file)
    return session
