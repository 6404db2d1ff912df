"""The closing reports as files in `report.folder`: written whole, and a name that was erased is struck out of them."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from ingest.archive.staging import StagedFiles
from jobs.errors import UnreachableError

if TYPE_CHECKING:
    from pathlib import Path

    from jobs.config.settings import Settings
    from store.erasing.names import Names


HALF_WRITTEN = ".report-"
"""How the name of a report begins until it is whole."""
_TAGS = re.compile(r"(<[^>]*>)")


def strike(settings: Settings, names: Names) -> None:
    """Strike a person's names out of all of them. Raises UnreachableError: one can't be written."""
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
    with StagedFiles(path.parent, prefix=HALF_WRITTEN) as staged:
        staged.add(content.encode(), path)
        staged.name()
