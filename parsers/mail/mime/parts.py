"""A message taken apart (RFC 2045 to 2049): its parts, numbered as IMAP numbers them, bytes after transfer decoding.

The tree is the standard library's; mail-parser, which wraps it, tells its defects. An attached message stays one
part: opened in place it would mix its words and files with those of the mail that carries it.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message as StdlibMessage
from email.policy import compat32
from itertools import islice
from typing import TYPE_CHECKING, Any

import mailparser

from parsers.errors import NestedTooDeeply
from parsers.mail.headers.headers import unfolded
from parsers.mail.mime.charsets import decode
from parsers.mail.mime.filenames import file_name, parameters
from parsers.values.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 150
_MOST_PARTS = 2_000
_MOST_DEFECTS = 20
_MOST_CHECKED = 500
_MOST_HEADERS = 200_000
"""Parts, and characters of their headers."""
_TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+-]{1,100}/[A-Za-z0-9!#$&^_.+-]{1,100}")
_LOST_BOUNDARY = re.compile(rb"^--(\S[^\r\n]{0,70}?)[ \t]*\r?\nContent-[A-Za-z-]{2,30}:", re.MULTILINE | re.IGNORECASE)

# mail-parser logs what it cannot decode, with the words of the mail: those belong in no log.
logging.getLogger("mailparser").addHandler(logging.NullHandler())
logging.getLogger("mailparser").propagate = False


@dataclass(frozen=True, kw_only=True, slots=True)
class MimePart:
    """One part of a message. A leaf has `content`, a multipart has `parts`."""

    place: str
    media_type: str
    """As declared, in lower case."""
    parameters: dict[str, str]
    disposition: str | None
    filename: str | None
    content_id: str | None
    content: bytes = field(default=b"", repr=False)
    encoded_size: int = 0
    parts: tuple[MimePart, ...] = ()

    @property
    def is_multipart(self) -> bool:
        """Whether it was taken apart; a multipart without boundaries is not."""
        return bool(self.parts)

    def walk(self) -> Iterator[MimePart]:
        """This part and all below it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


class _Tree(StdlibMessage):
    """The standard library's message, that leaves attached messages unopened: their bytes stay as they were sent."""

    def get_content_type(self) -> str:
        declared = super().get_content_type()
        return "application/octet-stream" if declared.startswith("message/") else declared

    def declared_type(self) -> str:
        """The media type, in lower case; an invalid one is the default of its place (RFC 2045, 5.2)."""
        found = _TYPE.match(str(self.get("content-type", "")).strip())
        return found[0].lower() if found else super().get_content_type()


def read_parts(original: bytes) -> tuple[MimePart, tuple[Problem, ...]]:
    """The parts of a message, and the defects of its structure.

    Raises:
        NestedTooDeeply: the multiparts are nested more deeply than any mail program nests them.
    """
    tree = _tree(original)
    root = _part(tree, "", 0)
    return root, tuple(_defects(tree) if _is_checkable(tree) else _too_big())


def body_of(original: bytes) -> MimePart:
    """Everything after the headers as one text part: for a message that cannot be taken apart."""
    content = re.split(rb"\r?\n\r?\n", original, maxsplit=1)[-1]
    return MimePart(
        place="1",
        media_type="text/plain",
        parameters={},
        disposition=None,
        filename=None,
        content_id=None,
        content=content,
        encoded_size=len(content),
    )


def _tree(original: bytes) -> StdlibMessage:
    try:
        tree = message_from_bytes(original, _class=_Tree, policy=compat32)
        if lost := _lost_boundary(tree):
            tree.replace_header("Content-Type", str(tree["Content-Type"]))  # 8-bit, it is no text to the library
            tree.set_param("boundary", lost)
            tree = message_from_bytes(_as_bytes(tree, original), _class=_Tree, policy=compat32)
    except RecursionError as exc:
        raise NestedTooDeeply("the parts of the message are nested too deeply") from exc
    return tree


def _as_bytes(tree: StdlibMessage, original: bytes) -> bytes:
    """The fields as they are now, and the body as it came, which the library's generator cannot write in 8 bits."""
    fields = "".join(f"{name}: {value}\n" for name, value in tree.raw_items())
    return fields.encode("utf-8", "surrogateescape") + b"\n" + re.split(rb"\r?\n\r?\n", original, maxsplit=1)[-1]


def _lost_boundary(tree: Any) -> str | None:  # noqa: ANN401 - the stub of `_class` knows only Message
    """The boundary that the body uses, where the header names a wrong one or none."""
    if tree.get_content_maintype() != "multipart" or tree.is_multipart():
        return None
    payload = str(tree.get_payload()).encode("utf-8", "surrogateescape")
    found = _LOST_BOUNDARY.search(payload)
    return found[1].decode("ascii", "replace") if found else None


def _part(tree: StdlibMessage, place: str, depth: int) -> MimePart:
    if depth > _DEEPEST:
        raise NestedTooDeeply("the parts of the message are nested too deeply")
    children: list[Any] = list(tree.get_payload()) if tree.is_multipart() else []
    content_type = parameters(_raw(tree, "content-type"))
    disposition = _raw(tree, "content-disposition")
    return MimePart(
        place=place or ("" if children else "1"),
        media_type=tree.declared_type() if isinstance(tree, _Tree) else tree.get_content_type(),
        parameters=content_type,
        disposition=_token(disposition),
        filename=file_name(parameters(disposition), content_type),
        content_id=_raw(tree, "content-id").strip().strip("<>") or None,
        content=b"" if children else _content(tree),
        encoded_size=0 if children else len(str(tree.get_payload())),
        parts=tuple(
            _part(child, f"{place}.{number}" if place else str(number), depth + 1)
            for number, child in enumerate(children[:_MOST_PARTS], 1)
        ),
    )


def _raw(tree: StdlibMessage, name: str) -> str:
    """The first value of a field as it was sent, unfolded, 8-bit bytes as surrogates."""
    return next((unfolded(str(value)) for key, value in tree.raw_items() if key.lower() == name), "")


def _token(disposition: str) -> str | None:
    """`inline` or `attachment`; any other word counts as attachment (RFC 2183, 2.8)."""
    word = disposition.partition(";")[0].strip().strip('"').lower()
    return word if word in {"inline", ""} and word else ("attachment" if word and "=" not in word else None)


def _content(tree: StdlibMessage) -> bytes:
    decoded = tree.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else str(tree.get_payload()).encode("utf-8", "surrogateescape")


def _is_checkable(tree: StdlibMessage) -> bool:
    """Whether mail-parser gets through it in time: it reads every parameter and address, however many there are."""
    parts = list(islice(tree.walk(), _MOST_CHECKED + 1))
    headers = sum(len(name) + len(str(value)) for part in parts for name, value in part.raw_items())
    return len(parts) <= _MOST_CHECKED and headers <= _MOST_HEADERS


def _too_big() -> Iterator[Problem]:
    sentence = f"The message has too many parts or headers: its first {_MOST_PARTS} parts were read, unchecked."
    yield Problem(code="too_many_parts", place="message", sentence=sentence)


def _defects(tree: StdlibMessage) -> Iterator[Problem]:
    """What mail-parser finds wrong with the structure; defects of header fields are no recruiter's business."""
    try:
        found = mailparser.MailParser(tree).defects
    except Exception as exc:  # noqa: BLE001 - a diagnosis must not cost the message; the library's errors are many
        found = [{"message": [f"{type(exc).__name__}: the message could not be checked"]}]
    sentences = (text for by_type in found for key, texts in by_type.items() if "headers" not in key for text in texts)
    for sentence in list(dict.fromkeys(sentences))[:_MOST_DEFECTS]:
        yield Problem(code="structure", place="message", sentence=decode(sentence.encode("utf-8", "replace"))[:300])
