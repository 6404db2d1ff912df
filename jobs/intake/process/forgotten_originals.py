"""Originals that the store has forgotten leave the archive, also when the program dies between the two."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ingest.archive import removal
from ingest.archive.removal import Cause
from ingest.errors import OriginalKept
from jobs.runtime import logs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobs.runtime.workplace import Workplace
    from store.transaction import Transaction

log = logs.get()
KEY = "leaving"
"""Under this name the store keeps which are to leave."""


def note(transaction: Transaction, digests: Iterable[str]) -> None:
    """They are to leave: kept by the transaction that forgets their message."""
    leaving = {*_noted(transaction), *digests}
    if leaving:
        transaction.health.put(KEY, json.dumps(sorted(leaving)))


def are_noted(place: Workplace) -> bool:
    """Whether there is anything for `carry_out`."""
    with place.store.peek() as transaction:
        return transaction.health.get(KEY) is not None


def carry_out(place: Workplace) -> None:
    """Take them away, but for those that a message names again; meanwhile nobody takes mail in.

    What was noted of their mails while they waited leaves the store's log, too.
    """
    with place.store.peek() as transaction:
        noted = _noted(transaction)
        leaving = [digest for digest in noted if not transaction.ledger.names(digest)]
    if not noted:
        return
    for digest in leaving:
        try:
            removal.remove(place.archive, digest, Cause.UNRELATED)
        except OriginalKept as exc:
            log.error("an original stays", why=str(exc))
    with place.store.begin() as transaction:
        rest = sorted({*_noted(transaction)} - {*noted})
        transaction.health.put(KEY, json.dumps(rest) if rest else None)
    place.store.empty_log()


def _noted(transaction: Transaction) -> list[str]:
    kept: list[str] = json.loads(transaction.health.get(KEY) or "[]")
    return kept
