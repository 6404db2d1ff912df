"""The closing reports that lie in `report.folder`: a name that was erased is struck out of them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.errors import UnreachableError

if TYPE_CHECKING:
    from jobs.config.settings import Settings
    from store.erasing.names import Names


def strike(settings: Settings, names: Names) -> int:
    """In how many files.

    Raises:
        UnreachableError: one can't be written.
    """
    folder, struck = settings.path(settings.report.folder), 0
    try:
        for path in sorted(folder.glob("*-????-??-??.*")):
            before = path.read_text("utf-8")
            after = names.struck(before)
            if after != before:
                _write(path, after)
                struck += 1
    except OSError as exc:
        raise UnreachableError(f"report.folder: {folder} can't be written: {exc.strerror}") from exc
    return struck


def _write(path: Path, content: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".report-")  # mode 0600
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
