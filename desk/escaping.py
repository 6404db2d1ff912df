"""Strangers' texts made harmless where they are shown: a spreadsheet runs no formula, a terminal obeys no escape."""

from __future__ import annotations

import re
import unicodedata

FORMULA = frozenset("=+-@\t\r|%")
"""What a spreadsheet may take for the beginning of a formula."""

HARMLESS = re.compile(r"[+-]?\d[\d ./]*")
"""A phone or another number: it begins like a formula but is none."""

MOST_IN_A_CELL = 32_767
"""Units of UTF-16 that Excel holds in a cell: most characters are one, some two."""

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Control characters, those that turn the direction of what follows, and those that nobody sees."""


def plain(text: str) -> str:
    """A text without control characters; tabs and line ends stay."""
    if text.isascii() and text.isprintable():  # as most of what a page shows
        return text
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def cell(text: str) -> str:
    """A text for a spreadsheet's cell: one that could be taken for a formula begins with an apostrophe."""
    kept = plain(text)
    first = unicodedata.normalize("NFKC", kept.lstrip()[:1])[:1]
    formula = first in FORMULA or kept[:1] in FORMULA
    return _fitting(f"'{kept}" if kept and formula and not HARMLESS.fullmatch(kept) else kept)


def _fitting(text: str) -> str:
    """As much of it as Excel holds in a cell."""
    if len(text) <= MOST_IN_A_CELL // 2:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * MOST_IN_A_CELL].decode("utf-16-le", "ignore")


def line(text: str) -> str:
    """A text for one line of a terminal."""
    return " ".join(plain(text).split())


def lines(text: str) -> str:
    """A text of several lines for a terminal."""
    return plain(text).expandtabs(4)
