"""What is new in a folder: pure arithmetic on UIDs (RFC 3501, 2.3.1.1)."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import islice
from operator import lt
from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from parsers.values.sightings import Recorded

WINDOW = 50_000
"""How many UIDs one SEARCH may bring: servers and clients refuse lines of a megabyte."""

LARGEST_NUMBER = 2**32 - 1
"""UIDs, UIDVALIDITY and counts have 32 bits (RFC 3501, 2.3.1.1 and 9)."""
MOST_WINDOWS = 1_000
"""Searches that one look at a folder may cost: fifty million messages are in no mailbox."""


_Item = TypeVar("_Item")
UidList: TypeAlias = "array[int]"
"""Four bytes a UID: of a million messages, 4 MB."""


def uid_list(uids: Iterable[int] = ()) -> UidList:
    """UIDs in the order given. Raises OverflowError: one has more than 32 bits, or is below 0."""
    return array("I", uids)


@dataclass(frozen=True, kw_only=True, slots=True)
class FolderStatus:
    """What EXAMINE says of a folder. A server that gives no UIDVALIDITY gets 0, as some servers write themselves."""

    uidvalidity: int
    uidnext: int | None
    """None where the server does not say."""
    exists: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Unrecorded:
    """Which UIDs of a folder the ledger does not have: those from `start` on that are not `recorded`."""

    start: int
    recorded: frozenset[int]

    def among(self, uids: Iterable[int]) -> UidList:
        """The new ones, ascending. `UID n:*` brings the last message even where its UID is below n: not new."""
        start, recorded = self.start, self.recorded
        new = uid_list(uid for uid in uids if uid >= start and uid not in recorded)
        ascending = all(map(lt, new, islice(new, 1, None)))  # as servers give them: a set would hold sixteen times that
        return new if ascending else uid_list(sorted(set(new)))


def unrecorded(recorded: Recorded, uidvalidity: int) -> Unrecorded:
    """Where to go on; everything is new when the folder's UIDVALIDITY is another than the recorded one."""
    if recorded.uidvalidity != uidvalidity:
        return Unrecorded(start=1, recorded=frozenset())
    return Unrecorded(start=recorded.cursor + 1, recorded=recorded.above)


def windows(start: int, status: FolderStatus, *, size: int = WINDOW) -> Iterator[tuple[int, int | None]]:
    """UID ranges that cover everything from `start` on, each with about `size` messages at most.

    The last range is open (None): it brings what arrived after EXAMINE as well. Counts that no folder has are not
    believed: then one range covers all.
    """
    ahead = (status.uidnext or 0) - start
    if ahead > size and size < status.exists <= size * MOST_WINDOWS:
        width = max(size, -(-size * ahead // status.exists))  # UIDs have gaps: `size` messages on average, rounded up
        while start + width < (status.uidnext or 0):
            yield start, start + width - 1
            start += width
    yield start, None


def batches(uids: Iterable[int], sizes: dict[int, int], *, count: int, octets: int) -> Iterator[list[int]]:
    """The UIDs in their order, in groups of at most `count` messages and `octets` bytes; a larger one goes alone."""
    return grouped(uids, lambda uid: sizes.get(uid, 0), count=count, octets=octets)


def grouped(items: Iterable[_Item], size: Callable[[_Item], int], *, count: int, octets: int) -> Iterator[list[_Item]]:
    """The same of anything that has a size in bytes. A group that is full does not wait for what comes behind it."""
    group: list[_Item] = []
    weight = 0
    for item in items:
        if group and weight + size(item) > octets:
            yield group
            group, weight = [], 0
        group.append(item)
        weight += size(item)
        if len(group) == count:
            yield group
            group, weight = [], 0
    if group:
        yield group
