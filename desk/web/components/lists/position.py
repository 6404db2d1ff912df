"""Where in a list of applications somebody is: it goes along with every link and form, whatever the detour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

from desk.web.components.lists.state import criteria_keys, listing_of_query
from desk.web.ids import number
from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk.web.components.lists.state import Listing
    from store.views.values import ApplicationRow
    from store.views.views import Views

LONGEST = 4000
LAST = 9_999_999
"""No list has more places."""
WINDOW = 25
"""So far from where it was an application is looked for in a list that has changed."""
KEPT_ALONG = ("/applications/", "/documents/", "/mails/")


@dataclass(frozen=True, kw_only=True, slots=True)
class ListPosition:
    """A place in a list: the list's query, and how many applications stand before."""

    query: str
    at: int

    @property
    def text(self) -> str:
        """As addresses and forms carry it."""
        return f"{self.at}.{self.query}"


def position_of(given: Mapping[str, str]) -> ListPosition | None:
    """What an address or a form tells: `way`, or `list` and `at` where the list itself links."""
    at, dot, query = given.get("way", "")[:LONGEST].partition(".")
    if not dot:
        at, query = given.get("at", ""), given.get("list", "")[:LONGEST]
    place = number(at, LAST)
    return ListPosition(query=query, at=place) if place is not None else None


def along(path: str, position: ListPosition | None) -> str:
    """The path with the position in it, if it is one of a page about a single application, document or mail."""
    if position is None or not path.startswith(KEPT_ALONG):
        return path
    parts = urlsplit(path)
    query = "&".join(filter(None, (parts.query, urlencode({"way": position.text}))))
    return urlunsplit(parts._replace(query=query))


@dataclass(frozen=True, kw_only=True, slots=True)
class Neighbours:
    """The applications around one in its list."""

    query: str
    """Of the page of the list on which one stands."""
    position: int | None
    """None where it stands in the list no more."""
    row: int | None
    """The application whose row it is on that page; of one that left the list, who closed up to its place."""
    total: int
    before: tuple[ApplicationRow, str] | None
    """With its own position, as addresses carry it."""
    after: tuple[ApplicationRow, str] | None
    here: ListPosition

    @property
    def list_anchor(self) -> str:
        """The page of the list, at the row where one stands."""
        return f"/?{self.query}#row-{self.row}" if self.row else f"/?{self.query}"


def neighbours(views: Views, position: ListPosition | None, application_id: int, reader: str) -> Neighbours | None:
    """Who stands before and after; of an application that left the list, who closed up to its place.

    Whoever came from no list stands in that of all; what is not in it has no neighbours.
    """
    position = position or places(views, "", reader).get(application_id)
    if position is None:
        return None
    listing = listing_of_query(position.query, criteria_keys(views.notices()), reader)
    start = max(0, position.at - WINDOW)
    ids, total = views.listed(_window(listing, start))
    found = start + ids.index(application_id) if application_id in ids else None
    before, after = (found - 1, found + 1) if found is not None else (position.at - 1, position.at)
    here = found if found is not None else min(position.at, max(0, total - 1))
    around = {at: ids[at - start] for at in (before, after) if start <= at < start + len(ids)}
    rows = {row.id: row for row in views.applications(ApplicationFilter(ids=tuple(around.values()))).rows}

    def at(place: int) -> tuple[ApplicationRow, str] | None:
        row = rows.get(around.get(place, -1))
        return (row, ListPosition(query=listing.query, at=place).text) if row else None

    return Neighbours(
        query=listing.changed(page=here // listing.size + 1),
        position=found,
        row=application_id if found is not None else around.get(position.at, around.get(position.at - 1)),
        total=total,
        before=at(before),
        after=at(after),
        here=ListPosition(query=listing.query, at=here),
    )


def places(views: Views, query: str, reader: str) -> dict[int, ListPosition]:
    """Where each application stands in a list."""
    listing = listing_of_query(query, criteria_keys(views.notices()), reader)
    ids, _ = views.listed(listing.all)
    return {one: ListPosition(query=listing.query, at=at) for at, one in enumerate(ids)}


def _window(listing: Listing, start: int) -> ApplicationFilter:
    return listing.part(start, 2 * WINDOW + 1)
