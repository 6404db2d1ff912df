"""Receipts acknowledged by the program itself, where the configuration says so.

Nobody need approve one to an address that proves to have applied. Of any other application it is a draft: a forged From
would have the office write to whomever it names, under a subject of the forger's.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from desk.letters.writing import write
from jobs.outgoing.letters.office import office_of
from jobs.runtime import logs
from parsers.values.headers import Proof
from store.values import PROGRAM

if TYPE_CHECKING:
    from datetime import datetime

    from desk.letters.office import Office
    from jobs.runtime.workplace import Workplace
    from store.transaction import Transaction
    from store.values import Notice
    from store.views.values import ApplicationDetail

log = logs.get()
KIND = "acknowledgement"
FRESH = timedelta(days=2)
"""An application that came earlier is acknowledged by a person only: a store that was built anew knows no letters."""


def acknowledge(place: Workplace, now: datetime) -> int:
    """Draft what is due, and approve what goes to a proven address. How many were drafted."""
    office = office_of(place.settings)
    if office is None or place.settings.letters is None or KIND not in place.settings.letters.automatic:
        return 0
    made = 0
    for notice in place.in_force:
        with place.store.peek() as transaction:
            due = transaction.letters.without(notice.slug, KIND, since=now - FRESH)
        for application_id in due:
            with place.store.begin() as transaction:
                if application_id in transaction.letters.without(notice.slug, KIND, since=now - FRESH):
                    made += _acknowledged(transaction, application_id, notice, office)
    return made


def _acknowledged(transaction: Transaction, application_id: int, notice: Notice, office: Office) -> bool:
    """Whether one was drafted."""
    worded = office.with_kept(transaction.templates.in_force())
    detail = transaction.views.application(application_id, with_text=True)
    proven = _is_proven(detail)
    written = write(detail, notice, worded, KIND, given=None if proven else {"subject": ""})
    if written.faults:
        told = ", ".join(str(fault) for fault in written.faults)
        log.warning("no acknowledgement can be made", application=application_id, why=told)
        return False
    letter = transaction.letters.draft(written.draft, PROGRAM)
    if proven:
        transaction.letters.approve(letter.id, PROGRAM, revision=letter.revision)
    else:
        log.info("an acknowledgement waits for approval", application=application_id)
    return True


def _is_proven(detail: ApplicationDetail) -> bool:
    """Whether a mail of the application proves to come from the address to which its letters go."""
    proven = {body.message_id for body in detail.bodies if body.authentication.get("proof") == Proof.PROVEN}
    counting = (mail for mail in detail.messages if mail.id in proven and mail.waits is None)
    return any(mail.sender_email and mail.sender_email == detail.row.email for mail in counting)
