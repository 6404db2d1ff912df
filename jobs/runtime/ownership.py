"""Whose the state is: what root writes into the folders of the service's user, that user could not read."""

from __future__ import annotations

import os
import pwd
from typing import TYPE_CHECKING

from jobs.errors import UsageError

if TYPE_CHECKING:
    from jobs.config.settings import Settings


def refuse_root(settings: Settings) -> None:
    """Let nobody but root's own state be written by root.

    Raises UsageError: this is root, and archive or store belong to somebody else.
    """
    if os.geteuid() != 0:
        return  # whoever else may not write there is told so by the system
    for place in (settings.archive, settings.database_file):
        owner = place.stat().st_uid if place is not None and place.exists() else 0
        if owner != 0:
            raise UsageError(
                f"{place} belongs to {_name(owner)}, who could not read what root writes there: run this as that user; "
                "for the service: candidatures-as-daemon COMMAND"
            )


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"the user {user}"
