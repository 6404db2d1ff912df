"""Letters that the program itself sends on their way, where the configuration says so.

Nobody need approve a receipt to an address that proves to have applied. Of any other application it is a draft: a
forged From would have the office write to whomever it names, under a subject of the forger's.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from desk.interviews.inviting import REMINDER, draft_reminders
from desk.letters.writing import write
from jobs.outgoing.letters.office import office_of
from jobs.runtime import logs
from parsers.values.headers import Proof
from store.values import PROGRAM

if TYPE_CHECKING:
    from datetime import datetime

    from desk.letters.office import Office
    from jobs.config.settings import Settings
    from jobs.runtime.workplace import Workplace
    from store.transaction import Transaction
    from store.values import Notice
    from store.views.values import ApplicationDetail

log = logs.get()
RECEIPT = "acknowledgement"
FRESH = timedelta(days=2)
"""An application that came earlier is acknowledged by a person only: a store that was built anew knows no letters."""


def acknowledge(place: Workplace, now: datetime) -> int:
    """Draft the receipts that are due, and approve what goes to a proven address. How many were drafted."""
    office, made = _office(place.settings, RECEIPT), 0
    if office is None:
        return 0
    for notice in place.in_force:
        with place.store.peek() as transaction:
            due = transaction.letters.without(notice.slug, RECEIPT, since=now - FRESH)
        for application_id in due:
            with place.store.begin() as transaction:
                if application_id in transaction.letters.without(notice.slug, RECEIPT, since=now - FRESH):
                    made += _acknowledged(transaction, application_id, notice, office)
    return made


def remind(place: Workplace, now: datetime) -> int:
    """Draft and approve the reminders of interviews that are due. How many there were."""
    office, made = _office(place.settings, REMINDER), 0
    if office is None:
        return 0
    for notice in place.in_force:
        with place.store.begin() as transaction:
            for letter in draft_reminders(transaction, office, notice, PROGRAM, now):
                transaction.letters.approve(letter.id, PROGRAM, revision=letter.revision)
                made += 1
    return made


def _office(settings: Settings, kind: str) -> Office | None:
    """Who writes; None where a person sees to letters of the kind."""
    own = settings.letters
    return office_of(settings) if own is not None and kind in own.automatic else None


def _acknowledged(transaction: Transaction, application_id: int, notice: Notice, office: Office) -> bool:
    """Whether one was drafted."""
    worded = office.with_kept(transaction.templates.in_force())
    detail = transaction.views.application(application_id, with_text=True)
    proven = _is_proven(detail)
    written = write(detail, notice, worded, RECEIPT, given=None if proven else {"subject": ""})
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
