"""RFC 2047 encoded words, as senders really write them."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.mail.mime.charsets import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?((?:[^?]|\?(?!=)){0,4000})\?=")
_QUOTED = re.compile(rb"=([0-9A-Fa-f]{2})")
_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
_GARBLED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")
_SPACE = re.compile(r"[ \t\r\n]*\Z")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Run:
    """Adjacent encoded words of one charset: a character may be split between two of them."""

    charset: str
    encoding: str
    words: tuple[str, ...]

    def text(self) -> str:
        joined = decode(b"".join(_bytes(self.encoding, self.words)), self.charset)
        if self.encoding == "q" or not _GARBLED.search(joined):
            return joined
        alone = decode(b"".join(map(_base64, self.words)), self.charset)  # whole words without their padding
        return joined if _GARBLED.search(alone) else alone


def decode_words(raw: str) -> str:
    """The text of a header value: encoded words decoded, raw 8-bit bytes too (they come as surrogates).

    White space between two encoded words is none (RFC 2047, 6.2); what cannot be decoded stays as it was written.
    """
    return "".join(piece.text() if isinstance(piece, _Run) else decode_bytes(piece) for piece in _pieces(raw))


def _pieces(raw: str) -> Iterator[str | _Run]:
    """Literal text and runs of encoded words, in order."""
    run, end = None, 0
    for match in _WORD.finditer(raw):
        between = raw[end : match.start()]
        charset, encoding = match[1].lower(), match[2].lower()
        if run and _SPACE.match(between):
            if (charset, encoding) == (run.charset, run.encoding):
                run = _Run(charset=charset, encoding=encoding, words=(*run.words, match[3]))
            else:
                yield run
                run = _Run(charset=charset, encoding=encoding, words=(match[3],))
        else:
            yield from (run, between) if run else (between,)
            run = _Run(charset=charset, encoding=encoding, words=(match[3],))
        end = match.end()
    yield from (run, raw[end:]) if run else (raw[end:],)


def decode_bytes(text: str) -> str:
    """The text where 8-bit bytes came as surrogates."""
    if text.isascii():
        return text
    return decode(text.encode("utf-8", "surrogateescape"))


def _bytes(encoding: str, words: tuple[str, ...]) -> Iterator[bytes]:
    if encoding == "q":
        for word in words:
            data = word.replace("_", " ").encode("utf-8", "surrogateescape")
            yield _QUOTED.sub(lambda m: bytes([int(m[1], 16)]), data)
        return
    # Some programs cut base64 anywhere: words without padding belong to the next one.
    pending = ""
    for word in words:
        pending += word.rstrip()
        if len(pending) % 4 == 0:
            yield _base64(pending)
            pending = ""
    yield _base64(pending)


def _base64(text: str) -> bytes:
    clean = _BASE64.sub("", text)
    clean = clean[:-1] if len(clean) % 4 == 1 else clean
    try:
        return base64.b64decode(clean + "=" * (-len(clean) % 4))
    except binascii.Error:  # pragma: no cover - the alphabet and the length are right by now
        return text.encode()
