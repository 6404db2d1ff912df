"""Style, script and icon: few files, named with their content's digest so that browsers may keep them."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files

from starlette.responses import PlainTextResponse, Response

MEDIA_TYPES = {"desk.css": "text/css", "desk.js": "text/javascript", "icon.svg": "image/svg+xml"}
KEPT = "public, max-age=31536000, immutable"


@lru_cache(maxsize=len(MEDIA_TYPES))
def content(name: str) -> bytes:
    """One of the files."""
    return files("desk.web").joinpath("static", name).read_bytes()


@lru_cache(maxsize=len(MEDIA_TYPES))
def url(name: str) -> str:
    """Where the page finds it; another content has another address."""
    return f"/static/{hashlib.sha256(content(name)).hexdigest()[:12]}/{name}"


def serve(digest: str, name: str) -> Response:
    """The file, to be kept by the browser."""
    if name not in MEDIA_TYPES or url(name) != f"/static/{digest}/{name}":
        return PlainTextResponse("Not found", 404)
    return Response(content(name), media_type=MEDIA_TYPES[name], headers={"cache-control": KEPT})
