"""The shape of a message without its bytes, as BODYSTRUCTURE tells it (RFC 3501, 7.4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.errors import NestedTooDeeply
from parsers.mail.headers.headers import mended
from parsers.mail.mime.parts import MimePart, body_of, read_parts
from parsers.values.sightings import Outline

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_outline(original: bytes) -> Outline:
    """The outline of a message whose bytes are at hand (a mailbox that is a folder has no BODYSTRUCTURE)."""
    whole = mended(original)
    try:
        root, _ = read_parts(whole)
    except NestedTooDeeply:
        root = body_of(whole)
    return outline_of(root)


def outline_of(part: MimePart) -> Outline:
    """The outline of a part that was read."""
    return Outline(
        media_type=part.media_type,
        filename=part.filename,
        disposition=part.disposition,
        size=part.encoded_size,
        parameters=tuple(sorted(part.parameters.items())),
        parts=tuple(outline_of(below) for below in part.parts),
    )


def leaves(outline: Outline) -> Iterator[Outline]:
    """Every part that holds no others; the parts of an attached message are not the mail's own."""
    if not outline.parts or outline.media_type.startswith("message/"):
        yield outline
        return
    for part in outline.parts:
        yield from leaves(part)


def brings_files(outline: Outline | None) -> bool:
    """Whether a mail has parts other than texts, pictures and other mails."""
    kinds = {part.media_type.partition("/")[0] for part in leaves(outline)} if outline else set()
    return not kinds <= {"text", "image", "message"}
