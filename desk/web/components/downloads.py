"""Files to be saved, never shown: whatever a candidate sent, nothing of it runs in a recruiter's browser."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile

from starlette.responses import Response

from desk.web.protection import DOWNLOAD_POLICY

if TYPE_CHECKING:
    from store.views.values import DocumentView

DANGERS = frozenset({"program", "active_content"})
"""Problems of a file that does something when it is opened."""

UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069/\\:*?"<>|;%]')
"""What no file name should hold: control characters, direction marks that disguise an ending, paths."""

LONGEST_NAME = 120


def attachment(content: bytes, filename: str | None, media_type: str = "application/octet-stream") -> Response:
    """An answer that a browser saves (RFC 6266), under its name in both spellings."""
    name = safe_name(filename)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or "document"
    return Response(
        content,
        media_type=media_type,
        headers={
            "content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
            "content-security-policy": DOWNLOAD_POLICY,
        },
    )


def wrapped(content: bytes, number: int, explained: str) -> Response:
    """A file that does something when it is opened, so that no double click does: in a ZIP, without its own ending.

    `explained` stands beside it in the ZIP: what it is called, and that it is to be left alone.
    """
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", explained.encode("utf-8", "replace"))
        archive.writestr(f"{number}.bin", content)
    return attachment(out.getvalue(), f"{number}.zip")


def is_dangerous(document: DocumentView) -> bool:
    """Whether a file does something when it is opened."""
    return any(problem.code in DANGERS for problem in document.problems)


def safe_name(filename: str | None) -> str:
    """A candidate's file name without what could mislead; its ending is kept."""
    name = UNSAFE.sub("_", unicodedata.normalize("NFC", filename or "")).encode("utf-8", "replace").decode().strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST_NAME] or "document"
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
