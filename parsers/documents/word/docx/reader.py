"""DOCX to text: a walk of the document's XML that meets what paragraph lists leave out.

Text boxes, headers and footers, content controls, foot and end notes, insertions and embedded HTML are read; deletions,
comments and field codes are not. A page break of the file parts the sheets.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from parsers.documents.extracted_text import ExtractedText
from parsers.documents.office.asides import asides
from parsers.documents.office.packages import Package, parse_xml
from parsers.documents.office.xml import child
from parsers.documents.word.docx.parts import FlatPackage, chunk_text, graphic_texts, main_part, relations
from parsers.documents.word.docx.story import Context, Story
from parsers.documents.word.docx.styles import read_styles
from parsers.documents.word.numbering import read_numbering
from parsers.documents.word.pages import PAGE_BREAK, sheets_of
from parsers.errors import Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from parsers.documents.limits import Limits
    from parsers.documents.office.packages import Element


def read_docx(data: bytes, *, limits: Limits) -> ExtractedText:
    """The text of a Word document as a reader meets it: headers, body, notes, footers.

    Raises:
        Unreadable: no Word document, corrupt, or larger than `limits` when unpacked.
    """
    package = Package(data, limits)
    main = main_part(package)
    root = package.xml(main)
    if root is None:
        raise Unreadable(Reason.CORRUPT, "the package has no document part")
    return _Reader(package, main).read(root)


def read_flat_docx(data: bytes, *, limits: Limits) -> ExtractedText:
    """A Word document saved as one XML file (`pkg:package`)."""
    root = parse_xml(data[: limits.part_bytes])
    if root is None:
        raise Unreadable(Reason.CORRUPT, "not well-formed XML")
    return _Reader(FlatPackage(root), "word/document.xml").read_flat()


def read_word_xml(data: bytes, *, limits: Limits) -> ExtractedText:
    """A Word 2003 document saved as XML (WordprocessingML 2003): other names for styles and lists, the same text."""
    root = parse_xml(data[: limits.part_bytes])
    if root is None:
        raise Unreadable(Reason.CORRUPT, "not well-formed XML")
    story = Story(read_styles(child(root, "styles")), read_numbering(None), {})
    body = child(root, "body")
    blocks = list(story.blocks(root if body is None else body, Context()))
    return ExtractedText(sheets=sheets_of(blocks), hidden=tuple(story.hidden))


class _Reader:
    """Reads the stories of one package in the order of the page: top, middle, notes, bottom."""

    def __init__(self, package: Package | FlatPackage, main: str) -> None:
        self._package = package
        self._folder = posixpath.dirname(main)
        self._relations = dict(relations(package, main))
        self._story = Story(
            styles=read_styles(self._part("styles")),
            numbering=read_numbering(self._part("numbering")),
            chunks={
                key: chunk_text(package.read(target) or b"")
                for key, (kind, target) in self._relations.items()
                if kind == "aFChunk"
            },
        )

    def read_flat(self) -> ExtractedText:
        root = self._package.xml("word/document.xml")
        if root is None:
            raise Unreadable(Reason.CORRUPT, "the file has no document part")
        return self.read(root)

    def read(self, root: Element) -> ExtractedText:
        body = child(root, "body")
        blocks = list(self._story.blocks(root if body is None else body, Context()))
        heads, feet = self._margins("header"), self._margins("footer")
        notes = [*self._notes("footnotes"), *self._notes("endnotes"), *self._graphics()]
        sheets = sheets_of([*heads, *blocks, "", *notes, "", *feet])
        kept = asides(self._package) if isinstance(self._package, Package) else ()
        return ExtractedText(sheets=sheets, hidden=tuple(self._story.hidden), asides=kept)

    def _part(self, kind: str) -> Element | None:
        target = next(
            (target for known, target in self._relations.values() if known == kind), f"{self._folder}/{kind}.xml"
        )
        return self._package.xml(target)

    def _margins(self, kind: str) -> list[str]:
        """Each different header or footer once."""
        found: dict[str, list[str]] = {}
        for known, target in self._relations.values():
            root = self._package.xml(target) if known == kind else None
            if root is not None:
                blocks = [
                    block.replace(PAGE_BREAK, "") for block in self._story.blocks(root, Context()) if block.strip()
                ]
                found.setdefault("\n".join(blocks), blocks)
        return [block for blocks in found.values() for block in blocks]

    def _notes(self, kind: str) -> list[str]:
        root = self._part(kind)
        return (
            []
            if root is None
            else [block.replace(PAGE_BREAK, "") for block in self._story.blocks(root, Context()) if block.strip()]
        )

    def _graphics(self) -> list[str]:
        """Words in diagrams (SmartArt) and charts."""
        texts: list[str] = []
        for kind, target in self._relations.values():
            root = self._package.xml(target) if kind in {"diagramData", "chart"} else None
            if root is not None:
                texts.extend(graphic_texts(root))
        return texts
