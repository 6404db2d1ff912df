"""Bytes to text when the declared charset may be missing, unknown or wrong."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

import charset_normalizer

# Python knows these names, but they are no charsets of mail: some execute escapes, some refuse everything.
_REFUSED = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "palmos"})

_ALIASES = {
    "x-unknown": "",
    "unknown": "",
    "unknown-8bit": "",
    "default": "",
    "8bit": "",
    "binary": "",
    "ansi": "cp1252",
    "x-ansi": "cp1252",
    "unicode": "utf-8",
    "utf8mb4": "utf-8",
    "x-utf-8": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "iso-8859-8-i": "iso-8859-8",
    "x-mac-roman": "mac-roman",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}

# The WHATWG's Encoding standard reads these labels as windows-1252, as every mail program does.
_LATIN = frozenset({"ascii", "iso8859-1", "cp1252"})
_MULTIBYTE_UTF8 = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]")
_MANY = 64
"""Fewer high bytes than this are too few to guess a charset from."""


def decode(data: bytes, declared: str | None = None, *, guess: bool = False) -> str:
    """The text of `data`, never failing: as declared, else UTF-8, else guessed (`guess`), else windows-1252.

    A Latin label on bytes that are valid UTF-8 with multi-byte sequences is wrong: such text is UTF-8.
    """
    codec = known(declared)
    if codec in _LATIN or codec is None:
        return _latin_or_utf8(data, guess=guess)
    try:
        return data.decode(codec).removeprefix("\ufeff")
    except UnicodeError:
        return _latin_or_utf8(data, guess=guess)


@lru_cache(maxsize=256)
def known(declared: str | None) -> str | None:
    """Python's name of a charset that mail may declare, or None."""
    name = re.sub(r"[^a-z0-9_.:+-]", "", (declared or "").lower().split("*")[0])[:40]
    name = _ALIASES.get(name, name)
    if not name:
        return None
    try:
        info = codecs.lookup(name)
    except (LookupError, UnicodeError, ValueError):
        return known(_repaired(name)) if _repaired(name) != name else None
    return info.name if info._is_text_encoding and info.name.replace("-", "_") not in _REFUSED else None  # noqa: SLF001 - there is no public way to ask


def _repaired(name: str) -> str:
    """`windows1252`, `cp-850`, `iso8859_15x`: names as careless programs write them."""
    if found := re.search(r"(?:windows|win|cp)[-_]?(\d{3,4})", name):
        return f"cp{found[1]}"
    if found := re.search(r"8859[-_]?(\d{1,2})", name):
        return f"iso8859-{found[1]}"
    return "utf-8" if re.search(r"utf[-_]?8", name) else name


def _latin_or_utf8(data: bytes, *, guess: bool) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and len(data) % 2 == 0:
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        pass
    if guess and len(_HIGH.findall(data[:65536])) >= _MANY and (best := _guessed(data)):
        return best
    if len(_MULTIBYTE_UTF8.findall(data)) > len(_HIGH.findall(data)) / 3:
        return data.decode("utf-8", "replace")  # UTF-8 with a few broken characters
    return data.decode("cp1252", "replace")


def _guessed(data: bytes) -> str | None:
    """The last resort for a long text: its charset by frequency."""
    best = charset_normalizer.from_bytes(data[:65536]).best()
    codec = known(best.encoding) if best else None
    if codec is None or codec in _LATIN:
        return None
    try:
        return data.decode(codec)
    except UnicodeError:
        return None
