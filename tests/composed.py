"""Mail written down byte by byte: the same under every version of Python, so that answers recorded for it hold."""

from __future__ import annotations

import base64
import quopri
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENCODERS = {
    "8bit": lambda data: data,
    "base64": base64.encodebytes,
    "quoted-printable": quopri.encodestring,
}


def composed(
    fields: Mapping[str, str],
    text: str,
    *,
    subtype: str = "plain",
    cte: str = "8bit",
    file: tuple[str, bytes] | None = None,
) -> bytes:
    """A mail with these fields, its text in UTF-8 and, where there is one, a text file with its name."""
    told = "".join(f"{name}: {_encoded(value)}\n" for name, value in fields.items()) + "MIME-Version: 1.0\n"
    part = _part(f"text/{subtype}; charset=utf-8", cte, text.encode())
    if file is not None:
        name, content = file
        attached = _part("text/plain", "base64", content, f'Content-Disposition: attachment; filename="{name}"\n')
        part = b"Content-Type: multipart/mixed; boundary=b1\n\n--b1\n" + part + b"\n--b1\n" + attached + b"\n--b1--\n"
    return (told.encode() + part).replace(b"\n", b"\r\n")


def _part(media_type: str, cte: str, data: bytes, more: str = "") -> bytes:
    return f"Content-Type: {media_type}\nContent-Transfer-Encoding: {cte}\n{more}\n".encode() + _ENCODERS[cte](data)


def _encoded(value: str) -> str:
    """An encoded word (RFC 2047) where a field is not plain."""
    return value if value.isascii() else f"=?utf-8?b?{base64.b64encode(value.encode()).decode()}?="
