"""The parameters of Content-Type and Content-Disposition, and the name of a file, as programs really write them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from parsers.mail.headers.encoded_words import decode_words
from parsers.mail.mime.charsets import decode

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIMIT = 16_000
_PARAMETER = re.compile(
    r"""[;\s]\s*(?P<name>[A-Za-z0-9_.-]{1,60})(?:\*(?P<section>\d{1,4}))?(?P<extended>\*)?\s*=\s*
        (?:"(?P<quoted>(?:[^"\\]|\\.){0,4000})(?:"|\Z)|(?P<bare>[^;"]{0,4000}))""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r'\\(["\\])')
_EXTENDED = re.compile(r"([A-Za-z0-9_.:-]{0,40})'[^']{0,20}'(.*)\Z", re.DOTALL)
_UNSEEN = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LONGEST = 255


def parameters(raw: str) -> dict[str, str]:
    """The parameters of a structured header, decoded, names in lower case (RFC 2045, RFC 2231).

    A section of RFC 2231 wins over the plain parameter beside it; of a name given twice the first counts.
    """
    plain: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[bool, str]]] = {}
    for match in _PARAMETER.finditer(f";{raw.partition(';')[2][:_LIMIT]}"):
        name, value = match["name"].lower(), _value(match)
        if match["section"] is None and not match["extended"]:
            plain.setdefault(name, _decoded(value))
        else:
            place = int(match["section"] or 0)
            sections.setdefault(name, {}).setdefault(place, (bool(match["extended"]), value))
    return plain | {name: _joined(found) for name, found in sections.items()}


def file_name(disposition: Mapping[str, str], content_type: Mapping[str, str]) -> str | None:
    """The name a sender gave to a part, or None: of a path the last component, NFC, without unseen characters."""
    for given in (disposition.get("filename"), content_type.get("name"), disposition.get("name")):
        if given and (name := last_component(given)):
            return name
    return None


def last_component(path: str) -> str | None:
    r"""`../../etc/passwd` and `C:\\Users\\x\\CV.pdf` without their folders; None where nothing is left."""
    name = _UNSEEN.sub("", unicodedata.normalize("NFC", re.sub(r"[\r\n\t]+", " ", path)))
    name = re.split(r"[/\\]", name)[-1].strip().strip('"')
    return _shortened(name) if name.strip(". ") else None


def _shortened(name: str) -> str:
    if len(name) <= _LONGEST:
        return name
    stem, dot, extension = name.rpartition(".")
    return (
        name[:_LONGEST] if not dot or len(extension) > 10 else stem[: _LONGEST - len(extension) - 1] + dot + extension
    )


def _value(match: re.Match[str]) -> str:
    if match["quoted"] is not None:
        return _ESCAPED.sub(r"\1", match["quoted"])
    return match["bare"].strip()


def _decoded(value: str) -> str:
    """Encoded words have no place in a parameter (RFC 2047, 5), where most programs write them; raw bytes neither."""
    if "''" in value and (extended := _EXTENDED.match(value)) and extended[1]:
        return decode(_octets(extended[2], extended=True), extended[1])
    return decode_words(value)


def _joined(found: dict[int, tuple[bool, str]]) -> str:
    """The sections of RFC 2231 put together: the first names the charset, only those marked are percent-encoded."""
    first = found[min(found)][1]
    charset, pieces = None, [found[place] for place in sorted(found)]
    if pieces[0][0] and (match := _EXTENDED.match(first)):
        charset, pieces[0] = match[1], (True, match[2])
    if not any(extended for extended, _ in pieces):
        return decode_words("".join(piece for _, piece in pieces))
    return decode(b"".join(_octets(piece, extended=extended) for extended, piece in pieces), charset)


def _octets(piece: str, *, extended: bool) -> bytes:
    data = piece.encode("utf-8", "surrogateescape")
    return unquote_to_bytes(data) if extended else data
