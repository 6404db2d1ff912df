"""Whether derived rows are what their sources give: assembled again in a copy of the store, and compared.

The copy is of one moment, and nobody is held up: not the poll, nor who works on the page. Its cost grows with the
number of applications, whatever hangs together with what.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from store.views import ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from store.store import Store
    from store.transaction import Transaction
    from store.views import Views


def underived(store: Store, beat: Callable[[], None]) -> Iterator[tuple[str, str]]:
    """Messages and applications whose derived rows are missing or differ: (place, sentence)."""
    with store.copied() as copy, copy.rehearse() as transaction:
        yield from _messages(transaction)
        before = _prints(transaction.views)
        transaction.applications.recompute(*before, beat=beat)
        after = _prints(transaction.views)
    for application_id, known in before.items():
        if after.get(application_id) != known:
            yield f"application {application_id}", "is not what its messages give: reingest --application"


def _messages(transaction: Transaction) -> Iterator[tuple[str, str]]:
    for message in transaction.views.messages():
        wants_application = message.applies and message.state in {"parsed", "failed"}
        if wants_application and message.application_id is None:
            yield f"message {message.id}", "belongs to no application: reingest --message"
        if message.state == "parsed" and not transaction.views.is_read(message.id):
            yield f"message {message.id}", "is recorded as read, but nothing of it is stored: reingest --message"


def _prints(views: Views) -> dict[int, bytes]:
    """By application, a hash of all that is shown of it: thousands are compared, and none held."""
    return {
        detail.row.id: hashlib.sha256(repr(detail).encode("utf-8", "replace")).digest()
        for detail in views.details(ApplicationFilter(order="id", standing="any"))
    }
