"""Which parts of a mail are its text and which are files, and what the text says."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from parsers.documents.text.html import read_mail_html
from parsers.mail.mime.charsets import decode
from parsers.mail.mime.filenames import last_component

if TYPE_CHECKING:
    from parsers.mail.mime.parts import MimePart

_TEXTS = frozenset(
    {"text/plain", "text/html", "text/enriched", "text/richtext", "text/x-amp-html", "text/x-watch-html"}
)
_RENDITIONS = frozenset({"text/x-amp-html", "text/x-watch-html"})
_SIGNATURES = frozenset(
    {
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/applefile",
    }
)
_REPORTS = frozenset(
    {
        "message/delivery-status",
        "message/global-delivery-status",
        "message/disposition-notification",
        "message/global-disposition-notification",
        "message/feedback-report",
        "text/rfc822-headers",
        "message/global-headers",
    }
)
_ENRICHED = re.compile(r"<(?:param>.{0,200}?</param|/?[A-Za-z-]{1,60})>", re.IGNORECASE | re.DOTALL)
_WORDS = re.compile(r"\w+")
_QUOTE = re.compile(r">*")
_BEGIN = re.compile(r"begin [0-7]{3,4} (\S.{0,254})\Z")
_END = re.compile(r"end[ \t]*\Z")
_LONGEST_LINE = 120
_MOST_FILES = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyText:
    """The text of a mail, whatever form it was sent in."""

    text: str = ""
    hidden: str = ""
    targets: tuple[str, ...] = ()
    pictures: frozenset[str] = frozenset()
    embedded: tuple[tuple[str, Embedded], ...] = ()
    """Files written into the text, with the place of the part they stood in."""

    @property
    def weight(self) -> int:
        """How many words a reader sees."""
        return len(_WORDS.findall(self.text))


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """A mail's text and its files, each file with whether it only dresses the text (`related`)."""

    text: BodyText = BodyText()
    files: tuple[tuple[MimePart, bool], ...] = ()


def split(part: MimePart) -> Split:
    """Tell a mail's text from its files, in the order of the parts."""
    kind = part.media_type
    if not part.is_multipart:
        return _leaf(part)
    if kind == "multipart/alternative":
        return _best([split(below) for below in part.parts])
    if kind == "multipart/related":
        return _related(part)
    if kind == "multipart/report":
        return _together([split(below) for below in part.parts if not _is_for_machines(below)])
    return _together([split(below) for below in part.parts])


def is_signature(part: MimePart) -> bool:
    """A cryptographic signature or the resource half of a Macintosh file: no document."""
    return part.media_type in _SIGNATURES


def _is_for_machines(part: MimePart) -> bool:
    """The part of a report that mail programs read and do not show (RFC 6522)."""
    return part.media_type in _REPORTS and not part.filename


def _leaf(part: MimePart) -> Split:
    if part.media_type in _RENDITIONS and not part.filename:
        return Split()
    return Split(files=((part, False),)) if is_file(part) else Split(text=_read(part))


def is_file(part: MimePart) -> bool:
    """Whether a part is a file by its own word: a leaf that is none of the mail's texts."""
    broken_multipart = part.media_type.startswith("multipart/")
    nameless = not part.filename and part.disposition != "attachment"
    return not part.is_multipart and not broken_multipart and not (part.media_type in _TEXTS and nameless)


def _best(renditions: list[Split]) -> Split:
    """Of the renditions of one text the plain one, unless it says much less than a richer one."""
    texts = [rendition.text for rendition in renditions if rendition.text.weight]
    chosen = texts[0] if texts else BodyText()
    for text in texts[1:]:
        if text.weight > 2 * chosen.weight + 15:
            chosen = text
    shown = frozenset().union(*(rendition.text.pictures for rendition in renditions)) if renditions else frozenset()
    targets = tuple(dict.fromkeys(target for rendition in renditions for target in rendition.text.targets))
    hidden = next((rendition.text.hidden for rendition in renditions if rendition.text.hidden), "")
    files = tuple(file for rendition in renditions for file in rendition.files)
    return Split(text=replace(chosen, pictures=shown, targets=targets, hidden=hidden), files=files)


def _related(part: MimePart) -> Split:
    """The root is the text; the others dress it, where it shows them or they have a Content-ID (RFC 2387)."""
    start = part.parameters.get("start", "").strip("<>")
    root = next((below for below in part.parts if start and below.content_id == start), part.parts[0])
    main = split(root)
    others = [_dressing(below) if below is not root else main for below in part.parts]
    return _together(others)


def _dressing(part: MimePart) -> Split:
    if part.media_type in _TEXTS and part.content_id and not part.is_multipart:
        return Split(files=((part, True),))
    found = split(part)
    return replace(found, files=tuple((file, True) for file, _ in found.files))


def _together(splits: list[Split]) -> Split:
    texts = [found.text for found in splits]
    return Split(
        text=BodyText(
            text="\n\n".join(text.text.strip("\n") for text in texts if text.text.strip()),
            hidden="\n".join(text.hidden for text in texts if text.hidden),
            targets=tuple(target for text in texts for target in text.targets),
            pictures=frozenset().union(*(text.pictures for text in texts)) if texts else frozenset(),
            embedded=tuple(file for text in texts for file in text.embedded),
        ),
        files=tuple(file for found in splits for file in found.files),
    )


def _read(part: MimePart) -> BodyText:
    text = decode(part.content, _charset(part), guess=True).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if part.media_type == "text/html":
        shown = read_mail_html(text)
        return BodyText(text=shown.text, hidden=" ".join(shown.hidden), targets=shown.targets, pictures=shown.pictures)
    if part.media_type in {"text/enriched", "text/richtext"}:
        return BodyText(text=_ENRICHED.sub("", text))
    if part.parameters.get("format", "").lower() == "flowed":
        text = unflow(text, delsp=part.parameters.get("delsp", "").lower() == "yes")
    text, embedded = take_out(text)
    return BodyText(text=text.strip("\n"), embedded=tuple((part.place, file) for file in embedded))


def _charset(part: MimePart) -> str | None:
    """The declared charset; HTML may say its own, which counts where the part says none."""
    declared = part.parameters.get("charset")
    if declared or part.media_type != "text/html":
        return declared
    found = re.search(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,40})", part.content[:2048])
    return found[1].decode() if found else None


def unflow(text: str, *, delsp: bool = False) -> str:
    """The paragraphs of a flowed text; the signature's `-- ` stays a line of its own.

    Args:
        text: the text as decoded from its charset, lines ended by LF.
        delsp: the space at a soft break is none (RFC 3676, 4.2).
    """
    out: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        depth = len(_QUOTE.match(line)[0])  # type: ignore[index]
        content = line[depth:].removeprefix(" ")
        signature = content == "-- "
        if open_depth == depth and not signature:
            out[-1] += content
        else:
            out.append(f"{'>' * depth} {content}" if depth else content)
        flowing = content.endswith(" ") and not signature
        open_depth = depth if flowing else None
        if flowing and delsp:
            out[-1] = out[-1][:-1]
    return "\n".join(line if line.endswith("-- ") else line.rstrip(" ") for line in out)


@dataclass(frozen=True, kw_only=True, slots=True)
class Embedded:
    """A file found in a text."""

    filename: str | None
    content: bytes = field(repr=False)


def take_out(text: str) -> tuple[str, tuple[Embedded, ...]]:
    """The text without its uuencoded files, and those files; what does not decode stays in the text."""
    if "\nend" not in text or "begin " not in text:
        return text, ()
    kept: list[str] = []
    found: list[Embedded] = []
    began: int | None = None
    for line in text.split("\n"):
        kept.append(line)
        if _BEGIN.match(line):
            began = len(kept) - 1
        elif began is not None and _END.match(line):
            if len(found) < _MOST_FILES and (content := _decoded(kept[began + 1 : -1])):
                found.append(Embedded(filename=last_component(kept[began][10:].strip()), content=content))
                del kept[began:]
            began = None
    return "\n".join(kept), tuple(found)


def _decoded(lines: list[str]) -> bytes | None:
    if any(len(line) > _LONGEST_LINE for line in lines):
        return None
    try:
        return b"".join(_line(line) for line in lines if line.strip())
    except (binascii.Error, ValueError):
        return None


def _line(line: str) -> bytes:
    """One line; its length counts, whatever stray characters follow (some programs pad, some trim spaces)."""
    data = line.encode("ascii")
    length = (((data[0] - 32) & 63) * 4 + 5) // 3
    return binascii.a2b_uu(data[:length].ljust(length))
