"""A message's structure from its bytes, until parsers have their own reading of it."""

from __future__ import annotations

from email import policy
from email.message import Message
from email.parser import BytesParser

from parsers.values import Outline


def read_outline(original: bytes) -> Outline:
    """The structure of a message."""
    return _outline(BytesParser(policy=policy.compat32).parsebytes(original))


def _outline(part: Message) -> Outline:
    payload = part.get_payload()
    return Outline(
        media_type=part.get_content_type(),
        filename=part.get_filename(),
        disposition=part.get_content_disposition(),
        size=len(payload) if isinstance(payload, str) else 0,
        parts=tuple(_outline(each) for each in payload if isinstance(each, Message)) if part.is_multipart() else (),
    )
