"""Copies of one mail that were recorded apart, as a worker was killed before it could tell whose they are: joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.runtime import logs

if TYPE_CHECKING:
    from jobs.runtime.workplace import Workplace
    from store.transaction import Transaction

log = logs.get()


def join(place: Workplace) -> None:
    """Join what reading has shown to be one mail since. A kill on the way leaves all of it to the next pass."""
    with place.store.peek() as transaction:
        if not transaction.ledger.untold():
            return
    with place.store.begin() as transaction:
        joined = [
            copy
            for message, content_key in transaction.ledger.untold().items()
            if (copy := transaction.ledger.tell(message, content_key)) is not None
        ]
        _take_out(transaction, joined)
    if joined:
        log.info("copies joined", messages=joined)


def _take_out(transaction: Transaction, copies: list[int]) -> None:
    if copies:
        transaction.applications.refresh(*copies)
    for copy in copies:
        transaction.ledger.drop(copy)
