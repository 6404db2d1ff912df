"""The closing reports as files in `report.folder`: written whole, and a name that was erased is struck out of them."""

from __future__ import annotations

import os
import re
import tempfile
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.errors import UnreachableError

if TYPE_CHECKING:
    from jobs.config.settings import Settings
    from store.erasing.names import Names


_TAGS = re.compile(r"(<[^>]*>)")


def strike(settings: Settings, names: Names) -> None:
    """Strike a person's names out of all of them.

    Raises:
        UnreachableError: one can't be written.
    """
    folder = settings.path(settings.report.folder)
    try:
        for path in sorted(folder.glob("*-????-??-??.*")):
            before = path.read_text("utf-8")
            after = _struck_page(before, names) if path.suffix == ".html" else names.struck(before)
            if after != before:
                write(path, after)
    except OSError as exc:
        raise UnreachableError(f"report.folder: {folder} can't be written: {exc.strerror}") from exc


def _struck_page(page: str, names: Names) -> str:
    """A page without the names: in its text, where an apostrophe stands as a character reference."""
    pieces = _TAGS.split(page)
    return "".join(piece if _TAGS.match(piece) else escape(names.struck(unescape(piece))) for piece in pieces)


def write(path: Path, content: str) -> None:
    """Whole or not at all; only its owner may read it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".report-")  # mode 0600
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
