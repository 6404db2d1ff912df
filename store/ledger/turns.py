"""In which order what waits is read: senders take turns, so that nobody's many mails hold up everybody's one.

Anybody can write in a name. So a proven sender is another than whoever writes in that name without proof: however many
such mails come first, they wait for each other alone.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Sender: TypeAlias = tuple[str, bool]
"""The address that a mail names, and whether it is proven."""


def in_turns(waiting: Iterable[tuple[int, Sender]]) -> tuple[int, ...]:
    """Messages in the order of reading, of their ids and senders in ledger order.

    Each sender's oldest comes first, then each one's second; within a round, who has fewer waiting comes before who has
    more. Whoever writes under many addresses is many senders: that a mail's cost is bounded is the reading's matter.
    """
    told = list(waiting)
    waits = Counter(sender for _, sender in told)
    before: Counter[Sender] = Counter()
    places: list[tuple[int, int, int]] = []
    for message_id, sender in told:
        places.append((before[sender], waits[sender], message_id))
        before[sender] += 1
    return tuple(message_id for *_, message_id in sorted(places))
