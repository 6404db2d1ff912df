"""What came of handing a letter over. In doubt it is doubtful: only a server's clear word is anything else."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import timedelta


class Ending(StrEnum):
    """How an attempt ended."""

    SENT = "sent"
    REFUSED = "refused"
    """For good: it did not go out."""
    PUT_OFF = "put_off"
    """Not now: it did not go out."""
    DOUBTFUL = "doubtful"
    """Nobody knows whether it went out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What came of one attempt, and what the server said."""

    ending: Ending
    answer: str = field(default="", repr=False)
    wait: timedelta | None = None
    """Of one that was put off: so long the server wants to be left alone, by every letter. It is no failed attempt."""


class Delivery(Protocol):
    """An open connection by which letters leave."""

    def deliver(self, mail: bytes, *, sender: str, recipient: str) -> Outcome:
        """Hand one mail over, once."""


class Way(Protocol):
    """How letters leave: by mail submission, by Microsoft Graph, or into a Drafts folder."""

    @property
    def name(self) -> str:
        """What the store calls it."""

    def opened(self) -> AbstractContextManager[Delivery]:
        """Connected and logged in, before any letter's attempt begins.

        Raises:
            UndeliverableError: the server can't be reached, or refuses us: no letter was touched.
            ConfigurationError: there is no password for it.
        """
