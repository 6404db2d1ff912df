"""Whose word on senders a mailbox's mail bears, beside whose word the configuration trusts (RFC 8601)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from parsers.mail.headers.authentication import authserv_ids

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.mailbox import Mailbox
    from parsers.values.headers import Headers

LATEST = 20
"""So many of a mailbox's newest mails are looked at."""


def vouched(mailbox: Mailbox, trusted: str | None) -> tuple[str, bool]:
    """What to say of a connected mailbox's newest mails, and whether it is as it should be."""
    uids = sorted(mailbox.search())[-LATEST:]
    return told([sighting.headers for sighting in mailbox.look(uids)], trusted)


def told(mails: Iterable[Headers], trusted: str | None) -> tuple[str, bool]:
    """A sentence on the servers whose results these mails bear on top, and whether the trusted one is among them."""
    seen = [ids[:1] for ids in map(authserv_ids, mails)]
    counts = Counter(server for ids in seen for server in ids)
    named = ", ".join(f'"{server}" on {number} of {len(seen)}' for server, number in counts.most_common(3))
    if trusted is None:
        found = (
            f"Authentication-Results of {named}: set authserv_id in [[mailboxes]]"
            if named
            else "no Authentication-Results there"
        )
        return f"no mail proves its sender; {found}", False
    if not seen:
        return f'senders are proven by Authentication-Results of "{trusted}"; no mail yet to check that with', True
    if trusted.lower() in counts:
        number = f"{counts[trusted.lower()]} of {len(seen)} mails"
        return f'senders are proven by Authentication-Results of "{trusted}", on {number}', True
    return f'authserv_id is "{trusted}", but the newest mails bear {named or "no Authentication-Results"}', False
