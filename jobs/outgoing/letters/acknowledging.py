"""Receipts acknowledged by the program itself, where the configuration says so: nobody need approve them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from desk.letters.writing import write
from jobs.outgoing.letters.office import office_of
from jobs.runtime import logs
from store.values import PROGRAM

if TYPE_CHECKING:
    from datetime import datetime

    from jobs.runtime.workplace import Workplace

log = logs.get()
KIND = "acknowledgement"
FRESH = timedelta(days=2)
"""An application that came earlier is acknowledged by a person only: a store that was built anew knows no letters."""


def acknowledge(place: Workplace, now: datetime) -> int:
    """Draft and approve what is due. How many there were."""
    office = office_of(place.settings)
    if office is None or place.settings.letters is None or KIND not in place.settings.letters.automatic:
        return 0
    made = 0
    for notice in place.in_force:
        with place.store.peek() as transaction:
            due = transaction.letters.without(notice.slug, KIND, since=now - FRESH)
        for application_id in due:
            with place.store.begin() as transaction:
                if application_id not in transaction.letters.without(notice.slug, KIND, since=now - FRESH):
                    continue
                worded = office.with_kept(transaction.templates.in_force())
                detail = transaction.views.application(application_id, with_text=True)
                written = write(detail, notice, worded, KIND)
                if written.faults:
                    told = ", ".join(str(fault) for fault in written.faults)
                    log.warning("no acknowledgement can be made", application=application_id, why=told)
                    continue
                letter = transaction.letters.draft(written.draft, PROGRAM)
                transaction.letters.approve(letter.id, PROGRAM, revision=letter.revision)
                made += 1
    return made
