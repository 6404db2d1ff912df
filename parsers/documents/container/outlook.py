"""Outlook's own files: .msg, an OLE compound file whose streams are MAPI properties ([MS-OXMSG]), and winmail.dat.

The latter is what Outlook sends when it takes the other side for Outlook ([MS-OXTNEF]).
"""

from __future__ import annotations

import io
import logging
import re
import struct
import warnings
from dataclasses import dataclass
from email.encoders import encode_base64
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from typing import TYPE_CHECKING

import olefile
from tnefparse import TNEF

from parsers.documents.container.members import Member, OpenedContainer
from parsers.documents.text.html import read_html
from parsers.documents.text.plain import decode
from parsers.errors import BROKEN, Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.documents.limits import Limits

SUBJECT, BODY, HTML, RTF, TRANSPORT_HEADERS = "0037", "1000", "1013", "1009", "007D"
SENDER_NAME, SENDER_ADDRESS = "0C1A", "5D01"
LONG_NAME, SHORT_NAME, DISPLAY_NAME, DATA = "3707", "3704", "3001", "3701"
UNICODE, STRING8, BINARY, OBJECT = "001F", "001E", "0102", "000D"
DEPTH = 4
MESSAGE_CODE_PAGE, INTERNET_CODE_PAGE = 0x3FFD, 0x3FDE
_BOUNDARY = "=_outlook"
"""In no part: all of them are in base64."""
_PARTS_HEADERS = re.compile(
    r"^(?:microsoft mail internet headers|content-|mime-version).*(?:\n[ \t].*)*\n?", re.IGNORECASE | re.MULTILINE
)
_FAULTS = (OSError, *BROKEN)

logging.getLogger("tnef-decode").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class _Storage:
    """One message or attachment within the file: a folder of property streams."""

    ole: olefile.OleFileIO
    path: tuple[str, ...] = ()

    def stream(self, identifier: str, kind: str) -> bytes | None:
        name = [*self.path, f"__substg1.0_{identifier}{kind}"]
        return self.ole.openstream(name).read() if self.ole.exists(name) else None

    def text(self, identifier: str) -> str:
        wide = self.stream(identifier, UNICODE)
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.stream(identifier, STRING8)
        return self._decoded(narrow).rstrip("\0") if narrow else ""

    def _decoded(self, narrow: bytes) -> str:
        for identifier in (MESSAGE_CODE_PAGE, INTERNET_CODE_PAGE):
            page = self.number(identifier)
            try:
                return narrow.decode("utf-8" if page == 65001 else f"cp{page}")
            except (LookupError, UnicodeDecodeError):
                continue
        return decode(narrow)

    def number(self, identifier: int) -> int | None:
        """An integer property of the message itself, which stands in its list of properties."""
        name = [*self.path[: -1 if self.path and "attach" in self.path[-1] else None], "__properties_version1.0"]
        data = self.ole.openstream(name).read() if self.ole.exists(name) else b""
        header = 32 if len(name) == 1 else 24
        for position in range(header, len(data) - 15, 16):
            kind, key, _, value = struct.unpack_from("<HHIi", data, position)
            if kind == 3 and key == identifier:
                return int(value)
        return None

    def below(self, prefix: str) -> Iterator[_Storage]:
        depth = len(self.path)
        names = {
            entry[depth]
            for entry in self.ole.listdir(streams=False, storages=True)
            if len(entry) > depth and tuple(entry[:depth]) == self.path and entry[depth].startswith(prefix)
        }
        return (_Storage(self.ole, (*self.path, name)) for name in sorted(names))


def msg_as_mail(data: bytes) -> bytes:
    """An Outlook message as the mail it was, always to the same bytes: its headers, its text, its files and mails.

    Raises:
        Unreadable: corrupt.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _mail(_Storage(ole))
    except _FAULTS as exc:
        raise Unreadable(Reason.CORRUPT, "it is no Outlook message, or a damaged one") from exc


def _mail(message: _Storage, depth: int = 0) -> bytes:
    text = MIMEText(_body(message).encode("utf-8", "replace").decode(), "plain", "utf-8")
    files = list(_files(message, depth))
    content = MIMEMultipart(boundary=_BOUNDARY, _subparts=[text, *files]) if files else text
    return _head(message).encode("utf-8", "replace") + b"\n" + content.as_bytes()


def _head(message: _Storage) -> str:
    """The headers that it came with, or its sender and subject; without what tells its parts, which are ours."""
    name, address, subject = (" ".join(message.text(key).split()) for key in (SENDER_NAME, SENDER_ADDRESS, SUBJECT))
    head = message.text(TRANSPORT_HEADERS).strip() or f"From: {name} <{address}>\nSubject: {subject}"
    return _PARTS_HEADERS.sub("", head.replace("\r", "") + "\n").strip()


def _files(message: _Storage, depth: int) -> Iterator[MIMEBase]:
    for attachment in message.below("__attach"):
        content = attachment.stream(DATA, BINARY)
        inner = _Storage(attachment.ole, (*attachment.path, f"__substg1.0_{DATA}{OBJECT}"))
        name = attachment.text(LONG_NAME) or attachment.text(SHORT_NAME) or attachment.text(DISPLAY_NAME)
        if content is not None:
            if not _is_decorative(attachment, content):
                yield _file(MIMEBase("application", "octet-stream"), content, name)
        elif depth < DEPTH and attachment.ole.exists(list(inner.path)):
            yield _file(MIMEBase("message", "rfc822"), _mail(inner, depth + 1), f"{name}.eml" if name else "")


def _file(part: MIMEBase, content: bytes, name: str) -> MIMEBase:
    part.set_payload(content)
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", **({"filename": ("utf-8", "", name)} if name else {}))
    return part


def _is_decorative(attachment: _Storage, content: bytes) -> bool:
    """A small picture that the HTML body shows in place: a signature's logo."""
    shown_in_place = bool(attachment.text("3712"))
    return (
        shown_in_place and len(content) < 60_000 and content.startswith((b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"BM"))
    )


def _body(message: _Storage) -> str:
    if text := message.text(BODY).strip():
        return text
    html = message.stream(HTML, BINARY) or (message.text(HTML).encode("utf-8") or None)
    if html:
        return read_html(html)[0]
    compressed = message.stream(RTF, BINARY)
    return _rtf_text(compressed) if compressed else ""


def _rtf_text(compressed: bytes) -> str:
    from compressed_rtf import decompress  # noqa: PLC0415 - for messages that have nothing else

    from parsers.documents.office.rtf import read_rtf  # noqa: PLC0415 - as above

    sheets = read_rtf(decompress(compressed)).sheets
    return "\n".join(line.text for sheet in sheets for line in sheet.lines)


def open_tnef(data: bytes, *, limits: Limits) -> OpenedContainer:
    """The files in a winmail.dat.

    Raises:
        Unreadable: corrupt; a file cut short gives no attachment and no error of its own, so none at all is told so.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = TNEF(data, do_checksum=False).attachments
    except BROKEN as exc:
        raise Unreadable(Reason.CORRUPT, "it is no winmail.dat, or a damaged one") from exc
    members = [Member(name=_name(item), content=bytes(item.data or b""), container="winmail.dat") for item in found]
    kept = tuple(member for member in members[: limits.members] if member.content)
    return OpenedContainer(members=kept)


def _name(item: object) -> str | None:
    for attribute in ("long_filename", "name"):
        value = getattr(item, attribute, None)
        try:
            value = value() if callable(value) else value
        except BROKEN:
            continue
        if isinstance(value, bytes):
            value = value.decode("cp1252", "replace")
        if isinstance(value, str) and value.strip("\0 "):
            return value.strip("\0 ")
    return None
