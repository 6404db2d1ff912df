"""Scans pasted into a Word or OpenDocument file that says hardly anything itself: the pictures are the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.documents.office.packages import Package
from parsers.mail.mime.pictures import picture_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.documents.extracted_text import ExtractedText
    from parsers.documents.limits import Limits

WORDS_OF_ITS_OWN = 40
"""A file with more words than these is read for its words: its pictures are portraits and logos."""
SHORT_SIDE = 500
"""Pixels: no pasted page is readable with a shorter side below this."""
LONGEST = 2.2
"""Long side over short side: banners are wider."""
_PICTURES = re.compile(r"(?:word/media|Pictures)/[^/]+\Z")
_NUMBER = re.compile(r"\d+")


def is_bare(extract: ExtractedText) -> bool:
    """Whether the file holds so few words that its pictures may be what was meant."""
    return sum(len(line.text.split()) for sheet in extract.sheets for line in sheet.lines) <= WORDS_OF_ITS_OWN


def pasted_pages(data: bytes, *, limits: Limits) -> Iterator[bytes]:
    """The pictures of page size in the package, in the order in which they were pasted.

    Raises:
        Unreadable: corrupt, or too large when unpacked.
    """
    package = Package(data, limits)
    for name in sorted(filter(_PICTURES.match, package.names), key=_pasted_order)[: limits.ocr_pages]:
        content = package.read(name) or b""
        size = picture_size(content)
        if size and min(size) >= SHORT_SIDE and max(size) <= LONGEST * min(size):
            yield content


def _pasted_order(name: str) -> tuple[int, str]:
    """Word numbers its pictures: image2 stands before image10."""
    numbers = _NUMBER.findall(name)
    return (int(numbers[-1][:9]) if numbers else 0, name)
