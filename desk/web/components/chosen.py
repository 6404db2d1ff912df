"""Applications that somebody ticked in the list, and the way back to that list."""

from __future__ import annotations

from desk.web.components.list_state import listing_of_query

MOST_AT_ONCE = 1000
"""More applications than these are decided on in several goes."""


def chosen(query: str) -> str:
    """The address of the list with this query."""
    listing = listing_of_query(query, _keys(query))
    return f"/?{listing.query}" if listing.query else "/"


def _keys(query: str) -> list[str]:
    """The criteria that a query names: those that no notice has find nothing in the list itself."""
    names = (pair.split("=", 1)[0] for pair in query.split("&"))
    return [name[2:] for name in names if name.startswith("c.")]
