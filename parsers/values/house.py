"""By which names our own house is known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class House:
    """The names under which our own people and servers write."""

    domains: frozenset[str] = frozenset()
    """Of the people's addresses."""
    servers: frozenset[str] = frozenset()
    """The authserv-ids (RFC 8601) of the servers whose results count, in lower case."""
