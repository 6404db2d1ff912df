"""In which order what waits is read: senders take turns, so that nobody's many mails hold up everybody's one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def in_turns(waiting: Iterable[tuple[int, str]]) -> tuple[int, ...]:
    """Messages in the order of reading, of their ids and senders in ledger order.

    Each sender's oldest comes first, then each one's second; within a round, who has fewer waiting comes before who has
    more. Whoever writes under many addresses is many senders: that a mail's cost is bounded is the reading's matter.
    """
    told = list(waiting)
    waits = Counter(sender for _, sender in told)
    before: Counter[str] = Counter()
    places: list[tuple[int, int, int]] = []
    for message_id, sender in told:
        places.append((before[sender], waits[sender], message_id))
        before[sender] += 1
    return tuple(message_id for *_, message_id in sorted(places))
