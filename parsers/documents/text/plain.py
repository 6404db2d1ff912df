"""Plain text in whatever encoding it was saved."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WESTERN = 0.3
"""Above this share of bytes beyond ASCII the text is hardly western: the statistics of charset-normalizer decide."""
_DOS_ONLY = frozenset(b"\x81\x8d\x8f\x90\x9d")
"""Bytes that windows-1252 leaves undefined and DOS used: ü is 0x81 in code page 850."""
_DOS_LETTERS = frozenset(b"\x82\x85\x87\x88\x8a\x8b\x8c\x93\x96\x97")
"""é à ç ê è ï î ô û ù in code page 850: in windows-1252 quotes and dashes, which never stand within a word."""


def decode(data: bytes, *, declared: str | None = None) -> str:
    """`data` as text: by its byte order mark, as UTF-8, as UTF-16 without mark, as declared, else by what fits best.

    Never fails: a byte that fits nowhere becomes U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for attempt in (_utf8, _utf16):
        if (text := attempt(data)) is not None:
            return text
    if declared and (text := _declared(data, declared)) is not None:
        return text
    return _guessed(data)


def _utf8(data: bytes) -> str | None:
    if b"\0" in data[:2000]:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as exc:
        # A file cut within its last letter is still UTF-8.
        return data[: exc.start].decode("utf-8") if exc.start >= len(data) - 3 and exc.start > 0 else None


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows in the zeros of every second byte."""
    sample = data[:4000]
    if b"\0" not in sample:
        return None
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if max(odd, even) < len(sample) // 6:
        return data.replace(b"\0", b"").decode("utf-8", "replace")
    return data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")


def _declared(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(
            "windows-1252" if charset.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii"} else charset
        )
    except (LookupError, UnicodeError, ValueError):
        return None


def _guessed(data: bytes) -> str:
    beyond = [byte for byte in data[:20_000] if byte >= 0x80]
    if len(beyond) > WESTERN * min(len(data), 20_000):
        from charset_normalizer import from_bytes  # noqa: PLC0415 - 40 ms, for the rare text that is not western

        best = from_bytes(data[:50_000]).best()
        if best is not None:
            return data.decode(best.encoding, "replace")
    if _is_dos(data[:20_000]):
        return data.decode("cp850")
    return data.decode("windows-1252", "replace") if not _is_mac(beyond) else data.decode("mac-roman")


def _is_dos(sample: bytes) -> bool:
    """Within words code page 850 has its accented letters where windows-1252 has quotes and dashes."""
    inside = [
        byte
        for before, byte, after in zip(sample, sample[1:], sample[2:], strict=False)
        if byte >= 0x80 and chr(before).isalpha() and before < 0x80 and after < 0x80 and chr(after).isalpha()
    ]
    marks = sum(byte in _DOS_LETTERS or byte in _DOS_ONLY for byte in inside)
    return bool(inside) and marks > len(inside) / 2 and not _is_mac(inside)


def _is_mac(beyond: list[int]) -> bool:
    """é is 0x8E and è 0x8F in Mac OS Roman: the commonest accents of French, unused or rare elsewhere."""
    return beyond.count(0x8E) + beyond.count(0x8F) > len(beyond) / 3
