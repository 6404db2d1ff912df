"""DOCX to text: a walk of the document's XML that meets what paragraph lists leave out.

Text boxes, headers and footers, content controls, foot and end notes, insertions and embedded HTML are read; deletions,
comments and field codes are not. A page break of the file parts the sheets.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from parsers.documents.extracted_text import ExtractedText
from parsers.documents.office.asides import asides
from parsers.documents.office.packages import Package, attribute, child, children, local, parse_xml
from parsers.documents.text.html import read_html
from parsers.documents.word.docx.story import Context, Story
from parsers.documents.word.docx.styles import read_styles
from parsers.documents.word.numbering import read_numbering
from parsers.documents.word.pages import PAGE_BREAK, sheets_of
from parsers.errors import Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.documents.limits import Limits
    from parsers.documents.office.packages import Element


def read_docx(data: bytes, *, limits: Limits) -> ExtractedText:
    """The text of a Word document as a reader meets it: headers, body, notes, footers.

    Raises:
        Unreadable: no Word document, corrupt, or larger than `limits` when unpacked.
    """
    package = Package(data, limits)
    main = _main_part(package)
    root = package.xml(main)
    if root is None:
        raise Unreadable(Reason.CORRUPT, "the package has no document part")
    return _Reader(package, main).read(root)


def read_flat_docx(data: bytes, *, limits: Limits) -> ExtractedText:
    """A Word document saved as one XML file (`pkg:package`)."""
    root = parse_xml(data[: limits.part_bytes])
    if root is None:
        raise Unreadable(Reason.CORRUPT, "not well-formed XML")
    return _Reader(_FlatPackage(root), "word/document.xml").read_flat()


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

    def __init__(self, package: Package | _FlatPackage, main: str) -> None:
        self._package = package
        self._folder = posixpath.dirname(main)
        self._relations = dict(_relations(package, main))
        self._story = Story(
            styles=read_styles(self._part("styles")),
            numbering=read_numbering(self._part("numbering")),
            chunks={
                key: _chunk_text(package.read(target) or b"")
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
                texts.extend(_graphic_texts(root))
        return texts


class _FlatPackage:
    """The parts of a `pkg:package` under the names they would have in a zip."""

    def __init__(self, root: Element) -> None:
        self._parts = {attribute(part, "name").lstrip("/"): part for part in children(root, "part")}

    @property
    def names(self) -> tuple[str, ...]:
        """The parts that the file holds."""
        return tuple(self._parts)

    def xml(self, name: str) -> Element | None:
        """The root of a part; None where there is no such part, or it is no XML."""
        data = child(self._parts.get(name), "xmlData")
        return None if data is None or not len(data) else data[0]

    def read(self, name: str) -> bytes | None:
        """Nothing: binary parts of flat files are not read."""
        del name
        return None


def _main_part(package: Package) -> str:
    """The name of the part that holds the body."""
    for kind, target in dict(_relations(package, "")).values():
        if kind == "officeDocument":
            return target
    return next((name for name in package.names if name.lower() == "word/document.xml"), "word/document.xml")


def _relations(package: Package | _FlatPackage, part: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Relation id -> (the last word of its type, the part it leads to), external targets left out."""
    folder, name = posixpath.split(part)
    for relation in children(package.xml(posixpath.join(folder, "_rels", f"{name}.rels")), "Relationship"):
        target = attribute(relation, "Target")
        if attribute(relation, "TargetMode") != "External" and target:
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            yield attribute(relation, "Id"), (attribute(relation, "Type").rpartition("/")[2], path)


def _chunk_text(data: bytes) -> str:
    """The text of an embedded file in another format: HTML, or a web archive."""
    if b"multipart/related" in data[:2000].lower():
        return _mht_text(data)
    return read_html(data)[0] if b"<" in data[:500] else ""


def _mht_text(data: bytes) -> str:
    from email import message_from_bytes, policy  # noqa: PLC0415 - for a rare part only

    for part in message_from_bytes(data, policy=policy.compat32).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return read_html(payload, declared=part.get_content_charset())[0] if isinstance(payload, bytes) else ""
    return ""


def _graphic_texts(root: Element) -> Iterator[str]:
    """The words of a diagram (SmartArt) or a chart."""
    for item in root.iter():
        if local(item) == "p":
            text = "".join(piece.text or "" for piece in item.iter() if local(piece) == "t")
            if text.strip():
                yield text
        elif local(item) in {"strCache", "strLit"}:
            yield "\t".join(value.text or "" for value in item.iter() if local(value) == "v")
