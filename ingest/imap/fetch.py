"""A FETCH answer as a `Sighting`."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from ingest.imap.unread import UnreadHeaders, UnreadOutline
from parsers.mail.headers.headers import read_headers
from parsers.values.sightings import Sighting

if TYPE_CHECKING:
    from parsers.values.headers import Headers

ITEMS = ["INTERNALDATE", "RFC822.SIZE", "BODYSTRUCTURE", "BODY.PEEK[HEADER]"]
"""What a scan asks for; PEEK leaves \\Seen alone."""
BODY = b"BODY[]"
SIZE = b"RFC822.SIZE"
LARGEST_SIZE = 2**63 - 1
"""Sizes have 63 bits (RFC 9051, 4.2)."""
_HEADER = b"BODY[HEADER]"


def sighting(  # noqa: PLR0913 - where it is, and what the server says of it
    mailbox: str, folder: str, uidvalidity: int, uid: int, answer: dict[bytes, Any], *, bare: bool = False
) -> Sighting | None:
    """The message of this UID, or None where the server answered nothing of use.

    With `bare` it need have no headers: that it arrived at some instant is something.
    """
    block = answer.get(_HEADER, b"" if bare and answer.get(b"INTERNALDATE") else None)
    if not isinstance(block, bytes):
        return None
    headers = UnreadHeaders(block)
    size = answer.get(SIZE)
    structure = answer.get(b"BODYSTRUCTURE")
    return Sighting(
        mailbox=mailbox,
        folder=folder,
        uidvalidity=uidvalidity,
        uid=uid,
        received_at=_instant(answer.get(b"INTERNALDATE")) or arrival(headers),
        size=size if isinstance(size, int) and 0 <= size <= LARGEST_SIZE else 0,
        headers=headers,
        outline=UnreadOutline(structure) if structure is not None else None,
    )


def headerless(mailbox: str, folder: str, uidvalidity: int, uid: int, original: bytes) -> Sighting:
    """The message of a UID whose headers the server does not give, by the original that it gives all the same."""
    headers = read_headers(original)
    return Sighting(
        mailbox=mailbox,
        folder=folder,
        uidvalidity=uidvalidity,
        uid=uid,
        received_at=arrival(headers),
        size=len(original),
        headers=headers,
    )


def arrival(headers: Headers) -> datetime:
    """When a message arrived whose mailbox does not say: its topmost Received field, else now, as it is there now."""
    for field in headers.all("received"):
        try:
            found = _instant(parsedate_to_datetime(field.rpartition(";")[2].strip()))
        except (ValueError, TypeError, IndexError):
            continue
        if found:
            return found
    return datetime.now(UTC).replace(microsecond=0)


def _instant(value: Any) -> datetime | None:  # noqa: ANN401 - whatever the server sent
    """UTC; None for what is no date, or has a zone that cannot be."""
    if not isinstance(value, datetime):
        return None
    try:
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
