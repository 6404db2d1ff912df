"""Outlook's .msg files: an OLE compound file whose streams are MAPI properties ([MS-OXMSG])."""

from __future__ import annotations

import io
import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import olefile

from parsers.documents.container.members import Member, OpenedContainer, is_document
from parsers.documents.text.html import read_html
from parsers.documents.text.plain import decode
from parsers.errors import Unreadable
from parsers.values.problems import Problem, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.documents.limits import Limits

SUBJECT, BODY, HTML, RTF, TRANSPORT_HEADERS = "0037", "1000", "1013", "1009", "007D"
SENDER_NAME, SENDER_ADDRESS, TO = "0C1A", "5D01", "0E04"
LONG_NAME, SHORT_NAME, DISPLAY_NAME, DATA = "3707", "3704", "3001", "3701"
UNICODE, STRING8, BINARY, OBJECT = "001F", "001E", "0102", "000D"
DEPTH = 4
MESSAGE_CODE_PAGE, INTERNET_CODE_PAGE = 0x3FFD, 0x3FDE
_FAULTS = (OSError, ValueError, IndexError, TypeError, KeyError, AttributeError, RecursionError)


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


def open_msg(data: bytes, *, limits: Limits) -> OpenedContainer:
    """The files of an Outlook message and of the messages within it.

    Raises:
        Unreadable: corrupt.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            members, body = list(_members(_Storage(ole))), _body(_Storage(ole))
    except _FAULTS as exc:
        raise Unreadable(Reason.CORRUPT, "it is no Outlook message, or a damaged one") from exc
    kept = tuple(members[: limits.members])
    sentence = f"Only the first {limits.members} of {len(members)} files were opened."
    problems = (Problem(code="members_left_out", place="", sentence=sentence),) if len(members) > len(kept) else ()
    itself = is_document(body, files=bool(kept))
    return OpenedContainer(members=kept, problems=problems, also_document=itself)


def _members(message: _Storage, depth: int = 0) -> Iterator[Member]:
    for attachment in message.below("__attach"):
        content = attachment.stream(DATA, BINARY)
        inner = _Storage(attachment.ole, (*attachment.path, f"__substg1.0_{DATA}{OBJECT}"))
        name = attachment.text(LONG_NAME) or attachment.text(SHORT_NAME) or attachment.text(DISPLAY_NAME)
        if content is not None:
            if not _is_decorative(attachment, content):
                yield Member(name=name or None, content=content, container="msg")
        elif depth < DEPTH and attachment.ole.exists(list(inner.path)):
            yield from _members(inner, depth + 1)


def _is_decorative(attachment: _Storage, content: bytes) -> bool:
    """A small picture that the HTML body shows in place: a signature's logo."""
    shown_in_place = bool(attachment.text("3712"))
    return (
        shown_in_place and len(content) < 60_000 and content.startswith((b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"BM"))
    )


def msg_text(data: bytes) -> str:
    """Headers and body of an Outlook message.

    Raises:
        Unreadable: corrupt.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            message = _Storage(ole)
            head = [message.text(name) for name in (SUBJECT, SENDER_NAME, SENDER_ADDRESS, TO, TRANSPORT_HEADERS)]
            return "\n".join([*(text for text in head if text), "", _body(message)])
    except _FAULTS as exc:
        raise Unreadable(Reason.CORRUPT, "it is no Outlook message, or a damaged one") from exc


def msg_as_mail(data: bytes) -> bytes:
    """An Outlook message as the mail it was: the headers that it came with, or its sender and subject, and its text.

    Raises:
        Unreadable: corrupt.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            message = _Storage(ole)
            sender = f"From: {message.text(SENDER_NAME)} <{message.text(SENDER_ADDRESS)}>"
            head = message.text(TRANSPORT_HEADERS).strip() or f"{sender}\nSubject: {message.text(SUBJECT)}"
            lines = re.sub(
                r"(?im)^(?:microsoft mail internet headers|content-|mime-version).*(?:\n[ \t].*)*\n?",
                "",
                head.replace("\r", "") + "\n",
            )
            kind = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit"
            return f"{lines.strip()}\n{kind}\n\n{_body(message)}".encode("utf-8", "replace")
    except _FAULTS as exc:
        raise Unreadable(Reason.CORRUPT, "it is no Outlook message, or a damaged one") from exc


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
