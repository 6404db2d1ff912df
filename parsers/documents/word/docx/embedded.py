"""Files embedded in a Word document as objects: Office files as they are, others within an OLE wrapper."""

from __future__ import annotations

import io
import re
import struct
from typing import TYPE_CHECKING

import olefile

from parsers.documents.container.members import Member, OpenedContainer
from parsers.documents.office.packages import Package
from parsers.documents.sniffing import UNKNOWN, media_type_of
from parsers.errors import BROKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.documents.limits import Limits

_CONTENTS = ("CONTENTS", "Package", "EmbeddedOdf")
_FAULTS = (OSError, *BROKEN)


def open_office(data: bytes, *, limits: Limits) -> OpenedContainer | None:
    """The files embedded in an Office document; None where there are none.

    Raises:
        Unreadable: corrupt, or too large when unpacked.
    """
    if b"/embeddings/" not in data:
        return None
    package = Package(data, limits)
    names = [name for name in package.names if re.match(r"(?:word|xl|ppt)/embeddings/[^/]+$", name)]
    members = tuple(member for name in names[: limits.members] for member in _member(name, package.read(name) or b""))
    return OpenedContainer(members=members, also_document=True) if members else None


def _member(name: str, content: bytes) -> Iterator[Member]:
    if not olefile.isOleFile(content):
        yield Member(name=name, content=content, container="docx")
        return
    label, inner = unwrapped(content)
    if inner and media_type_of(inner) != UNKNOWN:
        yield Member(name=label or name, content=inner, container="docx")


def unwrapped(content: bytes) -> tuple[str | None, bytes]:
    """The file within an OLE object, and its name where the object tells it; empty where there is none."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            if ole.exists("\x01Ole10Native"):
                return _native(ole.openstream("\x01Ole10Native").read())
            for name in _CONTENTS:
                if ole.exists(name):
                    return None, ole.openstream(name).read()
            return None, content if ole.exists("WordDocument") else b""
    except _FAULTS:
        return None, b""


def _native(data: bytes) -> tuple[str | None, bytes]:
    """An Ole10Native stream: sizes, label, two paths of the packager's, then the file ([MS-OLEDS] 2.3.6)."""
    position = 6
    label, position = _string(data, position)
    _, position = _string(data, position)
    position += 4
    (length,) = struct.unpack_from("<I", data, position)
    position += 4 + length
    (size,) = struct.unpack_from("<I", data, position)
    return label or None, data[position + 4 : position + 4 + size]


def _string(data: bytes, start: int) -> tuple[str, int]:
    end = data.index(b"\0", start)
    return data[start:end].decode("cp1252", "replace"), end + 1
