"""Repairs what typesetting does to words: ligatures, soft hyphens, words cut at line ends, letter-spaced headings."""

from __future__ import annotations

import re
import unicodedata

_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "
)
_GONE = dict.fromkeys(
    [
        *range(9),
        11,
        *range(14, 32),
        *range(127, 160),
        0x200B,
        0x200E,
        0x200F,
        0x2060,
        0xFEFF,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
_BULLETS = dict.fromkeys([0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0FC, 0xF0A8, 0xF02D], "•")
_TABLE = {**_SPACES, **_GONE, **_BULLETS, ord("\u2011"): "-", 12: "\n", 0x2028: "\n", 0x2029: "\n"}
_LIGATURES = re.compile("[\ufb00-\ufb06\u0132\u0133\ufb1d-\ufdfb\ufe70-\ufefc]")
"""Of Latin letters; and the shapes that Hebrew and Arabic letters take, which are the letters."""
_LETTER_SPACED = re.compile(r"(?:[^\W_][ ]){3,}[^\W_](?![^\W_])|(?:[^\W_]{1,2}[ ]){4,}[^\W_](?![^\W_])")
_COMPOUND = re.compile(r"[^\W\d_]{1,4}-[^\W\d_]")
"""What goes on with a hyphen of its own was cut at one: "Habay-" + "la-Neuve"."""
_SUSPENDED = re.compile(r"(?:und|oder|bzw|en|of|et|ou|and|or)\b")


def clean(text: str) -> str:
    """`text` with plain spaces, without control and formatting characters, ligatures spelt out, accents composed.

    Soft hyphens stay: whether they join two lines is known only where the lines are known (`Joint`).
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text.translate(_TABLE))
    return unicodedata.normalize("NFC", text)


def despaced(line: str) -> str:
    """A line whose headings are spaced out by letters ("F O R M A T I O N  E T") with whole words again."""
    if "  " not in line and not _LETTER_SPACED.fullmatch(line.strip(" :")):
        return line
    words = re.split(r" {2,}", line)
    if not any(_LETTER_SPACED.fullmatch(word.strip(" :")) for word in words):
        return line
    return " ".join(word.replace(" ", "") if _is_spaced(word) else word for word in words)


def _is_spaced(word: str) -> bool:
    tokens = word.split(" ")
    return len(tokens) > 1 and all(len(token) <= 1 for token in tokens)


def joint(line: str, following: str) -> tuple[str, str]:
    """What is left of `line` and the separator before `following` when both are put together.

    A word cut at the line's end is whole again ("forma-" + "tion"); a name's own hyphen stays ("Saint-" + "Joseph"),
    and so does a suspended one ("Lehr-" + "und Lernmittel").
    """
    line, following = line.rstrip(), following.lstrip()
    if line.endswith("\u00ad"):
        return line[:-1], ""
    if not (line.endswith(("-", "\u2010")) and len(line) > 1 and line[-2].isalnum() and following[:1].isalnum()):
        return line, "\n"
    if not (following[0].islower() and line[-2].islower()) or _COMPOUND.match(following):
        return line, ""
    return (line, " ") if _SUSPENDED.match(following) else (line[:-1], "")
