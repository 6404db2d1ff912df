"""A notice that is being made, in the shape that the configuration has it in: begun, and given names."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.values.criteria import Criterion
    from store.values import Notice

Told = dict[str, Any]
"""A notice, or a criterion: by key of `[[notices]]` what is told of it."""
ZONE = "Europe/Brussels"
_SLUG, _KEY = 60, 32
"""Letters of a name that is proposed."""


def empty(notices: Sequence[Notice]) -> Told:
    """Nothing but the zone of the notices that are there."""
    return {"timezone": next((notice.timezone for notice in notices), ZONE), "criteria": []}


def modelled_on(notice: Notice) -> Told:
    """Another notice like one that is there: its name and its day are new."""
    told = {
        "title": notice.title,
        "subject": notice.subject,
        "timezone": notice.timezone,
        "internal_domains": list(notice.internal_domains),
    }
    return filled(told) | {"criteria": [_row(criterion) for criterion in notice.criteria]}


def _row(criterion: Criterion) -> Told:
    told: Told = {
        "key": criterion.key,
        "kind": criterion.kind,
        "labels": criterion.labels,
        "headings": criterion.headings,
        "language": criterion.language,
        "from_level": criterion.from_level,
        "sets": list(criterion.sets),
        "terms": list(criterion.terms),
        "more_than": criterion.more_than,
        "at_least": criterion.at_least,
        "examples": list(criterion.examples),
        "eliminates": criterion.eliminates,
    }
    return filled(told)


def with_names(told: Told, taken: Iterable[str]) -> Told:
    """The notice with a name wherever one is missing: from its title and year, a criterion's from its label."""
    rows: list[Told] = []
    for row in told["criteria"]:
        keys = {one["key"] for one in (*told["criteria"], *rows)}
        label = _plain(next(iter(row["labels"].values()), ""), "_")[:_KEY].strip("_")
        rows.append(row | {"key": row["key"] or _free(label or row["kind"], keys, "_")})
    slug = told.get("slug") or _free(_plain(_dated(told), "-") or "notice", set(taken), "-")
    return {"slug": slug} | told | {"criteria": rows}


def _dated(told: Told) -> str:
    """The title, with the year of the last day where it has none."""
    title, day = told.get("title", ""), told.get("closes_at")
    year = str(day.year) if title and isinstance(day, date) else ""
    return title if year in title else f"{title} {year}"


def _plain(text: str, joint: str) -> str:
    """A text in small letters and digits alone, as names in files have them."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return joint.join(re.findall(r"[a-z0-9]+", bare))[:_SLUG].strip(joint)


def _free(name: str, taken: set[str], joint: str) -> str:
    """That name, or with a number behind it."""
    names = (name, *(f"{name}{joint}{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)


def day_of(typed: str) -> date | str:
    """A day as ISO 8601 writes it; anything else stays as it was typed."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return typed


def filled(told: Told) -> Told:
    """What is told, without the keys of which nothing is."""
    return {key: value for key, value in told.items() if value not in ("", [], {}, False, None)}
