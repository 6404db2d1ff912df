"""What workers tell of who a mail is: they load this module for each task, so it brings nothing but the answers' types.

By what a mail is known is decided in `parsers/mail/content_key.py`; whether it is the mail, in
`parsers/mail/stand_in.py`. The key comes before the content, at the price of a second parse: whatever a mail does to
its reader, it is recorded, and recognised in the other mailbox.
"""

from __future__ import annotations

from dataclasses import dataclass

from jobs.sandbox.answers import Digest
from parsers.values.headers import Headers, House
from parsers.values.sightings import Outline, StandIn


@dataclass(frozen=True, kw_only=True, slots=True)
class ContentIdentity:
    """What the bytes of an original say of themselves."""

    content_key: Digest
    """The same in both mailboxes."""
    stand_in: StandIn | None = None
    """What they are instead of the mail, where they are not the mail."""


def identities_task(
    originals: tuple[tuple[bytes, Headers | None, int], ...], house: House
) -> tuple[ContentIdentity, ...]:
    """Who each original is, beside what the server of this house announced of it and the size that it told."""
    from parsers.mail.message import identity_of  # noqa: PLC0415 - loaded by the zygote, not by the daemon
    from parsers.mail.stand_in import stand_in  # noqa: PLC0415 - as above

    return tuple(
        ContentIdentity(
            content_key=identity_of(original), stand_in=stand_in(original, announced=announced, size=size, house=house)
        )
        for original, announced, size in originals
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Envelope:
    """What an original says of itself that no mailbox announces any more."""

    identity: ContentIdentity
    headers: Headers
    outline: Outline


def envelope_task(original: bytes, house: House) -> Envelope:
    """Who an original is, with its headers and structure: its parts are taken apart once for all three."""
    from parsers.mail.message import read_envelope  # noqa: PLC0415 - as above
    from parsers.mail.stand_in import stand_in  # noqa: PLC0415 - as above

    headers, outline, content_key = read_envelope(original)
    return Envelope(
        identity=ContentIdentity(content_key=content_key, stand_in=stand_in(original, house=house)),
        headers=headers,
        outline=outline,
    )
