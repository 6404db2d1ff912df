"""DOC to text: Word 97 and later directly, older files by catdoc.

Stories come in the order of the page, with fields' results, lists' labels and tables' rows.

LibreOffice reads them as well, in a second and two hundred megabytes, but it insists on a socket in /tmp, where a
worker may not write.
"""

from __future__ import annotations

import struct
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.documents.external.tools import run
from parsers.documents.extracted_text import ExtractedText, plain_text
from parsers.documents.word.doc.file import FAULTS, HEADERS, DocFile, Piece, list_of, read_lists, read_styles
from parsers.documents.word.pages import PAGE_BREAK, row_blocks, sheets_of
from parsers.errors import Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.documents.external.tools import Tools
    from parsers.documents.limits import Limits


IN_TABLE, ROW_END, BREAK_BEFORE = 0x2416, 0x2417, 0x2407
VANISHED, DELETED, SIZE = 0x083C, 0x0800, 0x4A43
TINY = 4
"""Half-points."""
FIELD_BEGIN, FIELD_SEPARATOR, FIELD_END = "\x13", "\x14", "\x15"
CELL, PARAGRAPH, PAGE = "\x07", "\r", "\x0c"
_SIGNS = str.maketrans(
    {
        "\x0b": "\n",
        "\x0e": "\n",
        "\x1e": "-",
        "\x1f": "\u00ad",
        **dict.fromkeys("\x01\x02\x03\x04\x05\x06\x08\x10\x11\x12\x19", ""),
    }
)
SEPARATORS = 6
"""The first header stories are the lines above foot notes; then come six a section (2.3.5)."""


@dataclass(slots=True)
class _Text:
    """All characters in order with their file positions."""

    file: DocFile
    pieces: list[Piece]
    characters: str
    hidden: list[str] = field(default_factory=list)

    def position(self, index: int) -> int:
        """Where character `index` stands in the main stream."""
        for piece in self.pieces:
            if piece.start <= index < piece.end:
                return piece.offset + (index - piece.start) * piece.width
        return -1


def _read_doc_text(data: bytes) -> ExtractedText:
    """The text of a Word 97 to 2003 file.

    Raises:
        Unreadable: corrupt, encrypted, or older than Word 97.
    """
    file = DocFile(data)
    try:
        return _Reader(file).read()
    except FAULTS as exc:
        raise Unreadable(Reason.CORRUPT, "it is no Word file, or a damaged one") from exc


class _Reader:
    def __init__(self, file: DocFile) -> None:
        self._file = file
        pieces = list(file.pieces())
        self._text = _Text(file, pieces, "".join(file.text(piece).ljust(piece.end - piece.start) for piece in pieces))
        self._paragraphs = file.paragraph_runs()
        self._seen = self._without_hidden()
        self._styles = read_styles(file)
        self._numbering = read_lists(file)

    def read(self) -> ExtractedText:
        """Headers, body, text boxes, notes, footers."""
        lengths = self._file.lengths
        starts = [sum(lengths[:index]) for index in range(len(lengths))]
        stories = [list(self._blocks(start, start + length)) for start, length in zip(starts, lengths, strict=True)]
        top, bottom = self._margins(starts[2])
        blocks = [*top, *stories[0], "", *stories[6], *stories[7], "", *stories[1], *stories[5], "", *bottom]
        comments = tuple(" ".join(block.split()) for block in stories[4] if block.strip())
        return ExtractedText(sheets=sheets_of(blocks), hidden=tuple(self._text.hidden), asides=comments)

    def _margins(self, start: int) -> tuple[list[str], list[str]]:
        """Each different header and footer once."""
        plc = self._file.structure(HEADERS)
        bounds = [bound for (bound,) in struct.iter_unpack("<I", plc[: len(plc) // 4 * 4])]
        tops: dict[str, None] = {}
        bottoms: dict[str, None] = {}
        for index in range(SEPARATORS, len(bounds) - 2):
            blocks = self._blocks(start + bounds[index], start + bounds[index + 1])
            text = "\n".join(block for block in blocks if block.strip()).replace(PAGE_BREAK, "")
            if text:
                (tops if (index - SEPARATORS) % 6 in {0, 1, 4} else bottoms)[text] = None
        return list(tops), list(bottoms)

    def _without_hidden(self) -> str:
        """The characters, hidden ones blanked by NUL, so that positions stay."""
        runs = [one for one in self._file.character_runs().items if _is_hidden(one.properties)]
        characters = self._text.characters
        for marked in runs:
            for piece in self._text.pieces:
                first = max(0, (marked.start - piece.offset) // piece.width)
                last = min(piece.end - piece.start, -((piece.offset - marked.end) // piece.width))
                if first < last:
                    characters = self._blanked(characters, piece.start + first, piece.start + last)
        return characters

    def _blanked(self, characters: str, start: int, end: int) -> str:
        text = characters[start:end]
        if words := text.translate(_SIGNS).strip(" \r\x07\0\x13\x14\x15\x0c"):
            self._text.hidden.append(words)
        kept = "".join(
            sign if sign in f"{PARAGRAPH}{CELL}{PAGE}{FIELD_BEGIN}{FIELD_SEPARATOR}{FIELD_END}" else "\0"
            for sign in text
        )
        return characters[:start] + kept + characters[end:]

    def _blocks(self, start: int, end: int) -> Iterator[str]:
        """Paragraphs and table rows of a story."""
        cells: list[list[str]] = []
        cell: list[str] = []
        for text, mark, index in self._marked(start, end):
            run = self._paragraphs.at(self._text.position(index))
            properties = run.properties if run else {}
            block = self._labelled(text, run.style if run else 0, properties)
            if mark == CELL and properties.get(ROW_END, b"\0") != b"\0":
                yield from row_blocks(cells)
                yield ""
                cells, cell = [], []
            elif properties.get(IN_TABLE, b"\0") != b"\0" or mark == CELL:
                cell.extend([block] if block.strip() else [])
                if mark == CELL:
                    cells.append(cell)
                    cell = []
            else:
                before = PAGE_BREAK if properties.get(BREAK_BEFORE, b"\0") != b"\0" else ""
                yield before + block + (PAGE_BREAK if mark == PAGE else "")
        yield from row_blocks([*cells, cell])

    def _marked(self, start: int, end: int) -> Iterator[tuple[str, str, int]]:
        """Each paragraph's visible text, the mark that ends it, and the mark's position."""
        pieces: list[str] = []
        fields: list[bool] = []
        for index in range(start, min(end, len(self._seen))):
            sign = self._seen[index]
            if sign == FIELD_BEGIN:
                fields.append(False)
            elif sign == FIELD_SEPARATOR and fields:
                fields[-1] = True
            elif sign == FIELD_END and fields:
                fields.pop()
            elif sign in {PARAGRAPH, CELL, PAGE}:
                yield _repaired("".join(pieces)), sign, index
                pieces = []
            elif sign != "\0" and all(fields):
                pieces.append(sign)
        if "".join(pieces).strip():
            yield _repaired("".join(pieces)), PARAGRAPH, min(end, len(self._seen)) - 1

    def _labelled(self, text: str, style: int, properties: dict[int, bytes]) -> str:
        number, level = list_of(style, properties, self._styles)
        label = self._numbering.label(str(number), level) if number and text.strip() else ""
        return f"{label} {text}" if label else text


def _repaired(text: str) -> str:
    """Signs for what they stand for, surrogate halves joined."""
    text = text.translate(_SIGNS)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_hidden(properties: dict[int, bytes]) -> bool:
    size = int.from_bytes(properties.get(SIZE, b""), "little")
    return any(properties.get(code) == b"\1" for code in (VANISHED, DELETED)) or 0 < size <= TINY


def read_doc(data: bytes, *, limits: Limits, tools: Tools) -> ExtractedText:
    """The text of an old Word file.

    Raises:
        Unreadable: encrypted, corrupt, or older than Word 97 where catdoc is not installed.
    """
    try:
        return _read_doc_text(data)
    except Unreadable as refusal:
        if refusal.reason is Reason.ENCRYPTED:
            raise
        if tools.catdoc:
            return plain_text(_catdoc(data, tools, limits))
        if refusal.reason is Reason.UNSUPPORTED:
            raise Unreadable(
                Reason.CONVERTER_UNAVAILABLE, "it is older than Word 97, and catdoc is missing"
            ) from refusal
        raise


def _catdoc(data: bytes, tools: Tools, limits: Limits) -> str:
    tools.alive()
    with tempfile.TemporaryDirectory(dir=tools.folder) as name:
        source = Path(name) / "in.doc"
        source.write_bytes(data)
        argv = [tools.catdoc or "catdoc", "-d", "utf-8", "-w", str(source)]
        text = run(argv, folder=Path(name), cpu_seconds=limits.external_cpu_seconds, seconds=limits.external_seconds)
    return text.decode("utf-8", "replace")
