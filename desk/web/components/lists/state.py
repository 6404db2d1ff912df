"""The list's state: all of it stands in the address, so that it can be bookmarked, saved, sent and taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from desk.i18n import code_labels
from desk.web.ids import number
from parsers.values.profiles import LEVELS
from store.views.values import NO_LEVEL, ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.values.evidence import JSON
    from store.values import Notice

SIZES = (25, 50, 100, 200)
DEFAULT_SIZE = 50
DEFAULT_ORDER = "arrival"
ORDERS = ("arrival", "last", "name", "city", "decision", "missing")
SHOWN_AT_FIRST = 5
"""How many of the notice's criteria have a column unless others are chosen: those of eligibility stand first."""
FOLDED = ("standing", "years", "load", "language", "level", "town", "tag", "assignee", "seen", "applied")
"""Filters that stand in a panel of their own."""
FIELDS = ("notice", "q", "name", "time", "missing", "decision", "awaits", *FOLDED)
TYPED = ("notice", "q", "name", "town", "tag", "assignee")
"""Fields that may hold any words."""
TIMES = {"yes": True, "no": False}
SEEN = {"new": True, "opened": False}
CHOICES = {
    "time": tuple(TIMES),
    "missing": ("any", "cv", "letter", "none"),
    "decision": ("none", *code_labels.DECISIONS),
    "awaits": ("any", *code_labels.AWAITS),
    "standing": tuple(code_labels.STANDINGS),
    "seen": tuple(SEEN),
    "applied": ("any", "merged"),
    "level": (*LEVELS, NO_LEVEL),
}
LANGUAGE = re.compile(r"[a-z]{2}")
AMOUNT = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%?")
LONGEST = 300
LAST_PAGE = 100_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """Filters, order, columns and page of the list. What is empty does not limit."""

    notice: str = ""
    q: str = ""
    name: str = ""
    time: str = ""
    missing: str = ""
    decision: str = ""
    awaits: str = ""
    standing: str = ""
    years: str = ""
    """Years of service at least."""
    load: str = ""
    """Load at least, in hundredths of a full time."""
    language: str = ""
    level: str = ""
    """How well that language is spoken, at least; none: without a level that can be compared."""
    town: str = ""
    tag: str = ""
    assignee: str = ""
    seen: str = ""
    """new or opened, to the reader."""
    applied: str = ""
    """any or merged: who applied more than once."""
    reader: str = ""
    """Whose list it is; it stands in no address."""
    states: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    order: str = DEFAULT_ORDER
    size: int = DEFAULT_SIZE
    page: int = 1

    @property
    def filter(self) -> ApplicationFilter:
        """What the store is asked for: one page."""
        return replace(self.all, limit=self.size, offset=(self.page - 1) * self.size)

    @property
    def all(self) -> ApplicationFilter:
        """The same without pages."""
        same = ("notice", "name", "missing", "decision", "awaits", "standing", "language", "level", "town", "tag")
        given: dict[str, Any] = {name: getattr(self, name) or None for name in (*same, "assignee", "applied")}
        return ApplicationFilter(
            **given,
            text=self.q or None,
            on_time=TIMES.get(self.time),
            at_least=tuple(self._at_least()),
            new_to=(self.reader, SEEN[self.seen]) if self.reader and self.seen else None,
            states=self.states,
            order=self.order,
        )

    @property
    def is_limited(self) -> bool:
        """Whether anything is filtered."""
        return any(getattr(self, name) for name in FIELDS if name != "notice") or bool(self.states)

    @property
    def within(self) -> int:
        """How many filters stand in the panel that is closed."""
        return sum(bool(getattr(self, name)) for name in FOLDED) + len(self.states)

    @property
    def query(self) -> str:
        """The address's query: what is not as at first."""
        return urlencode(list(self._pairs()))

    def changed(self, **changes: JSON) -> str:
        """The query with something changed; unless the page is changed, from its first page on."""
        fields: dict[str, JSON] = {"page": 1, **changes}
        return replace(self, **fields).query

    def turned(self, key: str) -> str:
        """The query ordered by `key`, or the other way round where it is already."""
        return self.changed(order=f"-{key}" if self.order == key else key)

    def direction(self, key: str) -> str:
        """For `aria-sort`."""
        return {key: "ascending", f"-{key}": "descending"}.get(self.order, "none")

    def part(self, offset: int, limit: int) -> ApplicationFilter:
        """So many applications of the whole list, from a place on."""
        return replace(self.all, limit=limit, offset=offset)

    def _at_least(self) -> Iterable[tuple[str, float]]:
        if self.years:
            yield "experience_years", float(self.years)
        if self.load:
            yield "workload", float(self.load) / 100

    def _pairs(self) -> Iterable[tuple[str, str]]:
        for field in FIELDS:
            if getattr(self, field):
                yield field, getattr(self, field)
        for key, state in self.states:
            yield f"c.{key}", state
        for column in self.columns:
            yield "col", column
        if self.order != DEFAULT_ORDER:
            yield "order", self.order
        if self.size != DEFAULT_SIZE:
            yield "size", str(self.size)
        if self.page != 1:
            yield "page", str(self.page)


def criteria_keys(notices: Iterable[Notice]) -> list[str]:
    """The criteria that a list is limited and ordered by: those of all notices, each once."""
    return list(dict.fromkeys(criterion.key for notice in notices for criterion in notice.criteria))


def listing_of(pairs: Iterable[tuple[str, str]], criteria: Iterable[str], reader: str = "") -> Listing:
    """The state that an address tells to `reader`; what it can't mean is left out."""
    keys = list(criteria)
    given = cleaned(pairs)
    last = dict(given)
    states = {name[2:]: value for name, value in given if name[:2] == "c." and name[2:] in keys}
    columns = tuple(key for key in keys if ("col", key) in given)
    if not last.get("language"):
        last.pop("level", None)  # of which language, nobody said
    return Listing(
        **{field: last.get(field, "") for field in TYPED},
        **{field: last[field] for field, choices in CHOICES.items() if last.get(field) in choices},
        years=_amount(last.get("years", "")),
        load=_amount(last.get("load", "")),
        language=last["language"] if LANGUAGE.fullmatch(last.get("language", "")) else "",
        reader=reader,
        states=tuple((key, state) for key, state in states.items() if state in code_labels.STATES),
        columns=columns,
        order=_order(last.get("order", ""), keys),
        size=_among(last.get("size", ""), SIZES, DEFAULT_SIZE),
        page=page_number(last.get("page", "")),
    )


def listing_of_query(query: str, criteria: Iterable[str], reader: str = "") -> Listing:
    """The same, of a query string."""
    return listing_of(parse_qsl(query[:4000]), criteria, reader)


def _order(given: str, keys: list[str]) -> str:
    return given if given.removeprefix("-") in {*ORDERS, *keys} else DEFAULT_ORDER


def _amount(given: str) -> str:
    """A number as it is typed, with a decimal point."""
    read = AMOUNT.fullmatch(given)
    return ".".join(filter(None, read.groups())) if read else ""


def _among(given: str, allowed: tuple[int, ...], default: int) -> int:
    return int(given) if given in {str(choice) for choice in allowed} else default


def cleaned(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What an address tells, each value as far as anybody would type it."""
    return [(name, typed(value)) for name, value in pairs]


def typed(value: str) -> str:
    """A value of an address, as far as anybody would type it."""
    return value.replace("\0", "")[:LONGEST].strip()


def page_number(given: str) -> int:
    """The page that an address tells; the first where it tells none."""
    return min(max(1, number(given) or 1), LAST_PAGE)
