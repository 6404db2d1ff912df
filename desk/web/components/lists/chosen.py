"""Applications that somebody ticked in the list, and the way back to that list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.web.components.lists.state import criteria_keys, listing_of_query
from desk.web.ids import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store import Store

MOST_AT_ONCE = 1000
"""More applications than these are decided on in several goes."""


def ids_of(given: str) -> tuple[int, ...]:
    """The applications that a form names, each once."""
    return tuple(dict.fromkeys(known for one in given.split(",")[:MOST_AT_ONCE] if (known := number(one)) is not None))


def chosen(store: Store, query: str) -> str:
    """The address of the list with this query."""
    with store.read() as views:
        listing = listing_of_query(query, criteria_keys(views.notices()))
    return f"/?{listing.query}" if listing.query else "/"


def done_with(store: Store, query: str, words: Sequence[int]) -> str:
    """The same just after these words were noted in one go: it tells how many, and between which they are undone."""
    back = chosen(store, query)
    told = f"first={words[0]}&last={words[-1]}&count={len(words)}" if words else "count=0"
    return f"{back}{'&' if '?' in back else '?'}{told}"
