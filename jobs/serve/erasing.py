"""Erasing a person because a recruiter asks for it on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.errors import ErasingRefused
from jobs.errors import BusyError
from jobs.people import erasing
from jobs.runtime.lock import at_once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobs.runtime.workplace import Workplace
    from store.erasing.persons import DataSubject, InMailbox

TRIES = 50
"""A moment apart: so long a poll is waited for."""


class LockedErasing:
    """Implements `desk.web.services.PersonErasing`: never beside a poll."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def preview(self, application_id: int) -> DataSubject:
        """All that would go."""
        return erasing.preview(self._place, application_id)

    def erase(self, application_id: int, author: str) -> Sequence[InMailbox]:
        """Erases it."""
        if not self._place.archive.tombstones.can_write:
            raise ErasingRefused("no_key")
        try:
            with at_once(self._place.lock_file, tries=TRIES):
                person = erasing.preview(self._place, application_id)
                return erasing.erase(self._place, person, author=author).in_mailboxes
        except BusyError as exc:
            raise ErasingRefused("busy") from exc
