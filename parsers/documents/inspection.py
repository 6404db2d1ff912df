"""What `inspect` says of a mail (contract, `inspect`): plain JSON values, in the contract's words."""

from __future__ import annotations

import hashlib
from email import message_from_bytes
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.values import JSON, Address, Attachment, Message


def inspection(message: Message) -> dict[str, JSON]:
    """The mail's part of an `inspect` line: all but `file` and `documents`."""
    headers = message.headers
    return {
        "subject": headers.subject,
        "from_email": headers.sender.email,
        "from_name": headers.sender.name,
        "date": headers.date.isoformat() if headers.date else None,
        "body": message.body.text,
        "attachments": [_attachment(attachment) for attachment in message.attachments],
        "forwarded_from": _address(message.forwarded_from),
        "problems": [problem.sentence for problem in message.problems],
    }


def _attachment(attachment: Attachment) -> dict[str, JSON]:
    content = _written_out(attachment.content) if attachment.media_type == "message/rfc822" else attachment.content
    return {
        "filename": attachment.filename,
        "media_type": attachment.media_type,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _written_out(message: bytes) -> bytes:
    """An attached message as Python's email package writes it: other tools' digests of it can be compared with ours.

    Headers may be folded anew there; what is kept, read and archived are the bytes as they were sent.
    """
    try:
        return message_from_bytes(message).as_bytes()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):  # each seen on a malformed message
        return message


def _address(address: Address | None) -> dict[str, JSON] | None:
    return None if address is None else {"email": address.email, "name": address.name}
