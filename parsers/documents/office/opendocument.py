"""ODT to text: a walk of content.xml, with headers and footers from the page styles."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from parsers.documents.extracted_text import ExtractedText
from parsers.documents.office.asides import asides, flat_asides
from parsers.documents.office.packages import Package, attribute, child, local, parse_xml
from parsers.documents.word.docx.styles import is_white
from parsers.documents.word.pages import PAGE_BREAK, row_blocks, sheets_of
from parsers.errors import Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.documents.limits import Limits
    from parsers.documents.office.packages import Element

DEPTH = 120
SPACES = 200
"""More spaces than this in a row are no text."""
_SILENT = frozenset(
    [
        "tracked-changes",
        "annotation",
        "annotation-end",
        "sequence-decls",
        "forms",
        "variable-decls",
        "user-field-decls",
        "automatic-styles",
        "styles",
        "script",
        "event-listeners",
        "table-of-content-source",
        "table-column",
        "settings",
        "meta",
        "scripts",
        "font-face-decls",
        "binary-data",
        "ruby-text",
    ]
)
_PARAGRAPHS = frozenset({"p", "h"})


@dataclass(slots=True)
class _Walk:
    """Blocks of text in reading order. `unseen`: the names of styles whose text a reader does not see."""

    unseen: frozenset[str]
    breaking: frozenset[str]
    hidden: list[str] = field(default_factory=list)

    def blocks(self, element: Element, depth: int = 0) -> Iterator[str]:
        if depth > DEPTH:
            return
        for item in element:
            name = local(item)
            if name in _PARAGRAPHS:
                yield from self._paragraph(item, depth)
            elif name == "table-row":
                yield from self._row(item, depth)
            elif name == "soft-page-break":
                yield PAGE_BREAK
            elif name == "list-item":
                yield from self._item(item, depth)
            elif name not in _SILENT:
                yield from self.blocks(item, depth + 1)
                if name == "table":
                    yield ""

    def _item(self, item: Element, depth: int) -> Iterator[str]:
        label = "• "
        for block in self.blocks(item, depth + 1):
            yield label + block if block.strip() and not block.startswith("• ") else block
            label = ""

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[str]:
        boxes: list[Element] = []
        text = "".join(self._inline(paragraph, boxes, depth))
        style = attribute(paragraph, "style-name")
        if style in self.unseen and text.strip():
            self.hidden.append(text)
            text = ""
        yield (PAGE_BREAK if style in self.breaking else "") + text
        for box in boxes:
            yield from self.blocks(box, depth + 1)

    def _inline(self, element: Element, boxes: list[Element], depth: int) -> Iterator[str]:
        if depth > DEPTH:
            return
        yield element.text or ""
        for item in element:
            yield from self._piece(item, boxes, depth)
            yield item.tail or ""

    def _piece(self, item: Element, boxes: list[Element], depth: int) -> Iterator[str]:
        name = local(item)
        if name == "s":
            count = attribute(item, "c")
            yield " " * min(int(count) if count.isdigit() else 1, SPACES)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name in {"frame", "text-box", "custom-shape", "rect", "g", "note", "object"}:
            boxes.append(item)
        elif name in {"hidden-text", "hidden-paragraph"} or attribute(item, "style-name") in self.unseen:
            if text := "".join(item.itertext()).strip():
                self.hidden.append(text)
        elif name == "soft-page-break":
            yield PAGE_BREAK
        elif name not in _SILENT:
            yield from self._inline(item, boxes, depth + 1)

    def _row(self, row: Element, depth: int) -> Iterator[str]:
        cells = (
            [block for block in self.blocks(cell, depth + 1) if block.strip()]
            for cell in row
            if local(cell) == "table-cell"
        )
        yield from row_blocks([blocks for blocks in cells if blocks])


def read_odt(data: bytes, *, limits: Limits) -> ExtractedText:
    """The text of an OpenDocument text.

    Raises:
        Unreadable: encrypted, corrupt, or larger than `limits` when unpacked.
    """
    package = Package(data, limits)
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and any(local(item) == "encryption-data" for item in manifest.iter()):
        raise Unreadable(Reason.ENCRYPTED, "the document is protected by a password")
    content = package.xml("content.xml")
    if content is None:
        raise Unreadable(Reason.CORRUPT, "the package has no content")
    return replace(_read(content, package.xml("styles.xml")), asides=asides(package))


def read_flat_odt(data: bytes, *, limits: Limits) -> ExtractedText:
    """An OpenDocument text saved as one XML file."""
    root = parse_xml(data[: limits.part_bytes])
    if root is None:
        raise Unreadable(Reason.CORRUPT, "not well-formed XML")
    return replace(_read(root, root), asides=flat_asides(root))


def _read(content: Element, styles: Element | None) -> ExtractedText:
    roots = [root for root in (content, styles) if root is not None]
    walk = _Walk(frozenset(_named(roots, _is_unseen)), frozenset(_named(roots, _breaks_page)))
    body = child(content, "body")
    blocks = list(walk.blocks(content if body is None else body))
    top, bottom = _margins(walk, styles, "header"), _margins(walk, styles, "footer")
    return ExtractedText(sheets=sheets_of([*top, *blocks, "", *bottom]), hidden=tuple(walk.hidden))


def _margins(walk: _Walk, styles: Element | None, kind: str) -> list[str]:
    """Each different header or footer of the page styles once."""
    master = child(styles, "master-styles")
    if master is None:
        return []
    found = (
        "\n".join(walk.blocks(item)).replace(PAGE_BREAK, "") for item in master.iter() if local(item).startswith(kind)
    )
    return [text for text in dict.fromkeys(found) if text.strip()]


def _named(roots: list[Element], holds: object) -> Iterator[str]:
    for root in roots:
        for style in root.iter():
            if local(style) == "style" and callable(holds) and holds(style):
                yield attribute(style, "name")


def _is_unseen(style: Element) -> bool:
    look = child(style, "text-properties")
    if look is None:
        return False
    size = attribute(look, "font-size")
    tiny = size.endswith("pt") and size[:-2].replace(".", "", 1).isdigit() and float(size[:-2]) <= 2
    pale = is_white(attribute(look, "color").lstrip("#")) and attribute(look, "background-color") in {"", "transparent"}
    behind = attribute(child(style, "paragraph-properties"), "background-color") in {"", "transparent"}
    return attribute(look, "display") == "none" or tiny or (pale and behind and attribute(style, "family") == "text")


def _breaks_page(style: Element) -> bool:
    return attribute(child(style, "paragraph-properties"), "break-before") == "page"
