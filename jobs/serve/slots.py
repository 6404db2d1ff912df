"""The server's slots for connections, and who gives theirs up when they get scarce. Knows no sockets and no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 500
"""Connections at once: with what else is open, well under the 1,024 files that systemd gives a service."""
OF_NETWORK = 64
"""Connections of one network at once: ten browsers of an office with six each. Of a trusted proxy's there is no limit
but `MOST`: how much of one visitor it leads on is for `desk.web.precedence`."""


class SlotHolder(Protocol):
    """Who holds a slot, as far as it matters here."""

    @property
    def network(self) -> str | None:
        """Where it comes from (`desk.web.network`); None: through a trusted proxy, from anywhere."""

    @property
    def is_known(self) -> bool:
        """Its last request was of somebody who is logged in or brought a known device."""

    @property
    def is_busy(self) -> bool:
        """It waits for an answer, or has not taken all of it."""


class ConnectionSlots:
    """By how long it is since something was begun or finished on the connection: the longest is the first."""

    def __init__(self, *, most: int = MOST, of_network: int = OF_NETWORK) -> None:
        self._most = most
        self._of_network = of_network
        self._held: dict[SlotHolder, None] = {}

    def take(self, newcomer: SlotHolder) -> SlotHolder | None:
        """Give a newcomer a slot. Returns the connection to close for it: another one, the newcomer, or None."""
        self._held[newcomer] = None
        goes = self._surplus(newcomer)
        if goes is not None:
            self.leave(goes)
        return goes

    def renew(self, connection: SlotHolder) -> None:
        """A whole request has come, or was answered. Single bytes renew nothing: a slow writer grows old."""
        if connection in self._held:
            del self._held[connection]
            self._held[connection] = None

    def leave(self, connection: SlotHolder) -> None:
        """The slot is free."""
        self._held.pop(connection, None)

    def _surplus(self, newcomer: SlotHolder) -> SlotHolder | None:
        if newcomer.network is not None:
            own = [one for one in self._held if one.network == newcomer.network]
            if len(own) > self._of_network:
                return _last_in_rank(own, newcomer)
        return _last_in_rank(self._held, newcomer) if len(self._held) > self._most else None


def _last_in_rank(held: Iterable[SlotHolder], newcomer: SlotHolder) -> SlotHolder:
    """The oldest stranger, be it idle or slow; else the oldest known that is idle; else the newcomer."""
    may_go = [one for one in held if one is not newcomer and not (one.is_known and one.is_busy)]
    return min(may_go, key=lambda one: one.is_known, default=newcomer)
