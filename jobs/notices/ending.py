"""The end of a notice: a person closes it, once every letter has gone out and everybody has an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.errors import UsageError
from jobs.notices.lifecycle import over_at
from store.letters.states import LetterState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from store.transaction import Transaction

UNDER_WAY = {
    LetterState.DRAFT: "drafts of letters",
    LetterState.APPROVED: "letters that are approved and have not gone out",
    LetterState.SENDING: "letters that are being handed over",
    LetterState.DOUBTFUL: "letters that may have gone out or not",
    LetterState.FAILED: "letters that did not arrive",
}


def left_to_do(transaction: Transaction, slug: str) -> Iterator[str]:
    """What is not done yet of a notice, with how many there are."""
    if waiting := transaction.ledger.waiting():
        yield f"{waiting} messages that wait to be read"
    end = over_at(transaction.notices.get(slug))
    for mailbox in transaction.health.all():
        if mailbox.last_success_at is None or mailbox.last_success_at < end:
            yield f"mailbox {mailbox.name} not polled since the cutoff"
    counts = transaction.letters.counts(slug)
    for state, words in UNDER_WAY.items():
        if counts.get(state):
            yield f"{counts[state]} {words}"
    mine = {letter_id for letter_id, letter in transaction.answers.sent().letters.items() if letter.notice == slug}
    if reports := sum(answer.letter_id in mine for answer in transaction.answers.waiting()):
        yield f"{reports} reports on letters that wait for a person"
    if unanswered := transaction.letters.unanswered(slug):
        yield f"{unanswered} candidates without an answer"


def close(transaction: Transaction, slug: str, author: str, at: datetime, *, anyway: bool = False) -> tuple[str, ...]:
    """Take no more mail in for it; what it has stays. What is left undone, where that was meant.

    Raises:
        NotInStore: there is no such notice.
        UsageError: it is closed already, or something is left to do and nobody said that it may be.
    """
    if transaction.notices.get(slug).closed_at is not None:
        raise UsageError(f"{slug} is closed already")
    left = tuple(left_to_do(transaction, slug))
    if left and not anyway:
        raise UsageError(f"{slug} is not closed: {', '.join(left)}. If it is meant: candidatures close {slug} --anyway")
    transaction.notices.close(slug, at, author)
    transaction.reviews.note_history(author, "notice_close", detail={"notice": slug, "left": list(left)})
    return left


def reopen(transaction: Transaction, slug: str, author: str) -> None:
    """Take mail in for it again. Raises NotInStore: there is no such notice; UsageError: it is not closed."""
    if transaction.notices.get(slug).closed_at is None:
        raise UsageError(f"{slug} is not closed")
    transaction.notices.reopen(slug)
    transaction.reviews.note_history(author, "notice_reopen", detail={"notice": slug})
