"""Whether a file can be put where it will be: into a folder that is there, or that is to be made."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

from jobs.care.status.status import existing

if TYPE_CHECKING:
    from pathlib import Path


def why_not(folder: Path) -> str | None:
    """Why nothing can be put into a folder, or into the nearest one above it that is there; None where it can."""
    try:
        with tempfile.TemporaryFile(dir=existing(folder)):
            return None
    except OSError as exc:
        return exc.strerror or os.strerror(exc.errno or 0)
