"""What killed processes left of passing files, taken away at the next start: they hold candidates' papers.

Workers' folders, copies of the store and of backups, half-written reports. The archive sees to its own
(`ingest.archive.staging.clean`), as does what keeps tokens.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.archive.staging import SPOOL, clean
from jobs.runtime.report_files import HALF_WRITTEN

if TYPE_CHECKING:
    from jobs.config.settings import Settings


def sweep(settings: Settings) -> None:
    """Take them away, wherever the program puts some; what is somebody else's or in use stays."""
    places = [(Path(tempfile.gettempdir()), SPOOL), (settings.path(settings.report.folder), HALF_WRITTEN)]
    if settings.database_file is not None:
        places.append((settings.database_file.absolute().parent, SPOOL))
    for folder, prefix in places:
        with suppress(OSError):  # a folder that is not there yet
            clean(folder, prefix=prefix)
