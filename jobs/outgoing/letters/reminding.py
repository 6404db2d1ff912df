"""Reminders of interviews by the program itself, where the configuration says so; else they are drafts for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.interviews.inviting import REMINDER, draft_reminders
from jobs.outgoing.letters.office import office_of
from store.values import PROGRAM

if TYPE_CHECKING:
    from datetime import datetime

    from jobs.runtime.workplace import Workplace


def remind(place: Workplace, now: datetime) -> int:
    """Draft and approve the reminders that are due. How many there were."""
    office = office_of(place.settings)
    if office is None or place.settings.letters is None or REMINDER not in place.settings.letters.automatic:
        return 0
    made = 0
    for notice in place.in_force:
        with place.store.begin() as transaction:
            for letter in draft_reminders(transaction, office, notice, PROGRAM, now):
                transaction.letters.approve(letter.id, PROGRAM, revision=letter.revision)
                made += 1
    return made
