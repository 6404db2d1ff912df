"""Whether derived rows are what their sources give: assembled again in a transaction of which nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jobs.workplace import Workplace
    from store.transaction import Transaction
    from store.views.values import ApplicationDetail


def underived(place: Workplace, beat: Callable[[], None]) -> Iterator[tuple[str, str]]:
    """Messages and applications whose derived rows are missing or differ: (place, sentence).

    One short transaction an application: who works on the page is not held up.
    """
    with place.store.peek() as transaction:
        yield from _messages(transaction)
        ids = transaction.applications.ids()
    for application_id in ids:
        beat()
        with place.store.rehearse() as transaction:
            before = _detail(transaction, application_id)
            transaction.applications.recompute(application_id)
            if _detail(transaction, application_id) != before:
                yield f"application {application_id}", "is not what its messages give: reingest --application"


def _messages(transaction: Transaction) -> Iterator[tuple[str, str]]:
    for message in transaction.views.messages():
        wants_application = message.applies and message.state in {"parsed", "failed"}
        if wants_application and message.application_id is None:
            yield f"message {message.id}", "belongs to no application: reingest --message"
        if message.state == "parsed" and transaction.views.body(message.id) is None:
            yield f"message {message.id}", "is told to be read, but nothing of it is there: reingest --message"


def _detail(transaction: Transaction, application_id: int) -> list[ApplicationDetail]:
    return list(transaction.views.details(ApplicationFilter(ids=(application_id,))))
