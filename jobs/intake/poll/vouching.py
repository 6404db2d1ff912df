"""Whether a mail's sender is proven by its headers alone, before anybody reads it: for the order of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.mail.headers.authentication import authentication_of
from parsers.values.headers import Proof

if TYPE_CHECKING:
    from jobs.runtime.workplace import Workplace
    from parsers.values.sightings import Sighting


def is_proven(place: Workplace, sighting: Sighting) -> bool:
    """Whether the server of the mailbox that shows a mail vouches for its sender; never where none is configured."""
    servers = place.authserv_ids_of({sighting.mailbox})
    return authentication_of(sighting.headers, servers).proof is Proof.PROVEN
