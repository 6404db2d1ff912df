"""Pictures that dress a signature or an HTML body, told from scans and photographs of documents."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.mail.mime.parts import MimePart

_SMALL_BYTES = 40_000
_TINY_BYTES = 6_000
_SHORT_SIDE = 400
"""Pixels: no page is readable with a shorter side below this."""
_WIDEST = 1.9
"""Long side over short side: banners are wider, pages and photographs are not."""
_GENERATED = re.compile(
    r"(?:image\d{3,}|outlook-?[\w-]*|signature[\w -]*|logo[\w -]*|icone?[\w -]*|banner[\w -]*|"
    r"banniere[\w -]*|facebook|linkedin|twitter|instagram|x|youtube|"
    r"fb|pastedgraphic-?\d*|unnamed|spacer|pixel|email[\w-]*|emoji[\w_-]*|[\w -]*logo|mailsignature[\w-]*|"
    r"att\d{5,})\.\w{3,4}\Z",
    re.IGNORECASE,
)
_JPEG_SIZES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})


def is_decorative(part: MimePart, *, shown: bool) -> bool:
    """Whether a picture only dresses the mail.

    Args:
        part: the part that holds it.
        shown: the HTML body shows it, or it stands in the same multipart/related.
    """
    if not part.media_type.startswith("image/"):
        return False
    generated = bool(_GENERATED.match(part.filename or ""))
    tied = shown or (part.disposition == "inline" and generated) or (not part.filename and bool(part.content_id))
    if not tied and not (generated and len(part.content) < _SMALL_BYTES):
        return False
    return not _is_page(part.content)


def _is_page(content: bytes) -> bool:
    """Big enough and of a shape to be a document that a person reads."""
    size = picture_size(content)
    if size is None:
        return len(content) >= 2 * _SMALL_BYTES
    short, long = sorted(size)
    return (
        short >= _SHORT_SIDE
        and long <= _WIDEST * short
        and len(content) >= _TINY_BYTES
        and (len(content) >= _SMALL_BYTES or len(content) * 25 >= (short * long))
    )


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels from the first bytes of a PNG, GIF, BMP or JPEG, or None."""
    if content.startswith(b"\x89PNG") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
    elif content.startswith(b"GIF8") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
    elif content.startswith(b"BM") and len(content) >= 26:
        width, height = struct.unpack("<ii", content[18:26])
    elif content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    else:
        return None
    return abs(width), abs(height)


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker in _JPEG_SIZES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + (0 if marker == 0xFF or 0xD0 <= marker <= 0xD8 else int.from_bytes(content[at + 2 : at + 4]))
        at -= marker == 0xFF
    return None
