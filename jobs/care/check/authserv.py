"""Whose word on senders a mailbox's mail bears, beside whose word the configuration trusts (RFC 8601)."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from parsers.mail.headers.authentication import authserv_ids, border_server, speaks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.mailbox import Mailbox
    from parsers.values.headers import Headers

LATEST = 20
"""So many of a mailbox's newest mails are looked at."""
UNPROVEN = "no mail proves its sender, so later mails wait for a person"
BENEATH = "beneath its own Received, where a sender can write them too: have the filter put them on top (RFC 8601, 4)"
NONE = "its border server adds no Authentication-Results: have it add them (rspamd, or OpenDKIM with OpenDMARC)"


def vouched(mailbox: Mailbox, trusted: str | None) -> tuple[str, bool]:
    """What to say of a connected mailbox's newest mails, and whether it is as it should be."""
    uids = sorted(mailbox.search())[-LATEST:]
    return told([sighting.headers for sighting in mailbox.look(uids)], trusted)


def told(mails: Iterable[Headers], trusted: str | None) -> tuple[str, bool]:
    """A sentence on the servers whose results stand on top of these mails, and whether the trusted one is among them.

    Only what stands above the boundary of trust is proposed: else whoever writes to us could name our server.
    """
    looked_at = list(mails)
    if trusted is None:
        return f"{UNPROVEN}; {_proposal(looked_at)}", False
    if not looked_at:
        return f'senders are proven by Authentication-Results of "{trusted}"; no mail yet to check that with', True
    if number := sum(speaks(mail, trusted) for mail in looked_at):
        sentence = f'senders are proven by Authentication-Results of "{trusted}", on {number} of {len(looked_at)} mails'
        return sentence, True
    return f'authserv_id is "{trusted}", whose results stand on none of the newest mails; {_proposal(looked_at)}', False


def _proposal(mails: Sequence[Headers]) -> str:
    """The line to copy into the mailbox's table, or why there is none."""
    if not mails:
        return "no mail yet to learn authserv_id from"
    on_top = Counter(server for server in map(border_server, mails) if server is not None).most_common(1)
    if on_top:
        ((server, number),) = on_top
        line = f"authserv_id = {json.dumps(server)}"
        return f"Authentication-Results stand on {number} of {len(mails)} mails; copy into its [[mailboxes]]: {line}"
    beneath = Counter(server for ids in map(authserv_ids, mails) for server in ids[:1]).most_common(1)
    if beneath:
        ((server, number),) = beneath
        return f'Authentication-Results of "{server}" stand on {number} of {len(mails)} mails, but {BENEATH}'
    return NONE
