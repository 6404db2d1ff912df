"""DOCX to text: a walk of the document's XML that meets what paragraph lists leave out.

Text boxes, headers and footers, content controls, foot and end notes, insertions and embedded HTML are read; deletions,
comments and field codes are not. A page break of the file parts the sheets.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.asides import asides
from parsers.errors import Unreadable
from parsers.extract import Extract, Line, Sheet
from parsers.hypertext import read_html
from parsers.numbering import Numbering, read_numbering
from parsers.ooxml import attribute, child, children, is_on, local
from parsers.packages import Package, parse_xml
from parsers.values import Reason
from parsers.word_styles import Look, Styles, is_filled, look_of, read_styles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.limits import Limits
    from parsers.packages import Element

DEPTH = 60
"""Tables, boxes and controls within one another; libxml2 itself stops at 256 elements."""
PAGE_BREAK = "\f"
_SKIPPED = frozenset(
    [
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "rt",
        "comment",
        "annotationRef",
        "pPr",
        "rPr",
        "tblPr",
        "trPr",
        "tcPr",
        "sectPr",
        "proofErr",
        "sdtPr",
        "sdtEndPr",
        "fldData",
        "delInstrText",
        "numPr",
        "bookmarkStart",
        "tblGrid",
    ]
)
_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "lastRenderedPageBreak": PAGE_BREAK,
    "noBreakHyphen": "-",
    "softHyphen": "\u00ad",
}
_CELL_LINE = 60
"""Characters: a first cell up to this long is a label (a date, a language) that belongs before its neighbour's text."""


@dataclass(slots=True)
class _Context:
    """Where the walk stands: what the paragraph and its surroundings look like."""

    look: Look = field(default_factory=Look)
    filled: bool = False
    """Something coloured may lie behind the text: a shaded cell, a text box."""
    depth: int = 0

    def deeper(self, *, filled: bool = False) -> _Context:
        return _Context(Look(), self.filled or filled, self.depth + 1)


@dataclass(slots=True)
class _Story:
    """Walks one part (the body, a header, the notes) into blocks: paragraphs' texts, in reading order."""

    styles: Styles
    numbering: Numbering
    chunks: dict[str, str]
    """Texts of embedded alternative-format parts by relation id."""
    hidden: list[str] = field(default_factory=list)

    def blocks(self, element: Element, context: _Context) -> Iterator[str]:
        if context.depth > DEPTH:
            return
        for item in element:
            match local(item):
                case "p":
                    yield from self._paragraph(item, context)
                case "tbl":
                    yield from self._table(item, context)
                case (
                    "sdt"
                    | "ins"
                    | "moveTo"
                    | "smartTag"
                    | "customXml"
                    | "sdtContent"
                    | "footnote"
                    | "endnote"
                    | "sect"
                    | "sub-section"
                ):
                    if attribute(item, "type") not in {"separator", "continuationSeparator", "continuationNotice"}:
                        yield from self.blocks(item, _Context(Look(), context.filled, context.depth + 1))
                case "altChunk":
                    yield self.chunks.get(attribute(item, "id"), "")
                case "AlternateContent":
                    yield from self.blocks(_branch(item), context.deeper())
                case "del" | "moveFrom":
                    self._hide(item)
                case _:
                    pass

    def _paragraph(self, paragraph: Element, context: _Context) -> Iterator[str]:
        properties = child(paragraph, "pPr")
        style = attribute(child(properties, "pStyle"), "val")
        look = self.styles.look(style)
        inner = _Context(look, context.filled or is_filled(properties), context.depth)
        boxes: list[Element] = []
        text = "".join(self._inline(paragraph, inner, boxes))
        label = self._label(properties, style)
        if label and text.strip():
            text = f"{label} {text}" if not text.startswith(PAGE_BREAK) else f"{PAGE_BREAK}{label} {text[1:]}"
        if is_on(child(properties, "pageBreakBefore")):
            text = PAGE_BREAK + text
        yield text + (PAGE_BREAK if _ends_page(properties) else "")
        for box in boxes:
            yield from self.blocks(box, context.deeper(filled=True))

    def _label(self, properties: Element | None, style: str) -> str:
        numbers = child(properties, "numPr")
        inherited = self.styles.list_of(style)
        list_id = attribute(child(numbers, "numId"), "val") or inherited[0]
        level = attribute(child(numbers, "ilvl"), "val") or inherited[1] or "0"
        return self.numbering.label(list_id, int(level)) if list_id and level.isdigit() else ""

    def _inline(self, element: Element, context: _Context, boxes: list[Element]) -> Iterator[str]:
        """The texts of runs below `element`; text boxes are put aside, to be read after the paragraph."""
        if context.depth > DEPTH * 2:
            return
        for item in element:
            name = local(item)
            if name == "r":
                yield from self._run(item, context, boxes)
            elif name in {"del", "moveFrom"}:
                self._hide(item)
            elif name in {"p", "tbl"}:
                boxes.append(element)
                return
            elif name == "sdt" and (ticked := _checkbox(item)):
                yield ticked
            elif name not in _SKIPPED:
                branch = _branch(item) if name == "AlternateContent" else item
                yield from self._inline(branch, _Context(context.look, context.filled, context.depth + 1), boxes)

    def _run(self, run: Element, context: _Context, boxes: list[Element]) -> Iterator[str]:
        properties = child(run, "rPr")
        own = look_of(properties).over(self.styles.look(attribute(child(properties, "rStyle"), "val")))
        look = own.over(context.look).over(Look(filled=context.filled))
        text = "".join(self._pieces(run, context, boxes))
        if look.unseen and text.strip():
            self.hidden.append(text)
        else:
            yield text

    def _pieces(self, run: Element, context: _Context, boxes: list[Element]) -> Iterator[str]:
        for item in run:
            name = local(item)
            if name == "t":
                yield item.text or ""
            elif name in {"drawing", "pict", "object", "AlternateContent"}:
                boxes.extend(_text_boxes(item, context.depth))
            elif name == "ruby":
                base = child(item, "rubyBase")
                yield from self._inline(item if base is None else base, context, boxes)
            else:
                yield _sign(item, name)

    def _table(self, table: Element, context: _Context) -> Iterator[str]:
        style = attribute(child(table, "tblPr", "tblStyle"), "val")
        filled = self.styles.shades_cells(style)
        for row in _rows(table):
            cells = []
            for cell in _cells(row):
                shaded = filled or is_filled(child(cell, "tcPr"))
                blocks = [block for block in self.blocks(cell, context.deeper(filled=shaded)) if block.strip()]
                if blocks:
                    cells.append(blocks)
            yield from row_blocks(cells)
            yield ""

    def _hide(self, element: Element) -> None:
        text = "".join(item.text or "" for item in element.iter() if local(item) in {"delText", "t"})
        if text.strip():
            self.hidden.append(text)


def row_blocks(cells: list[list[str]]) -> Iterator[str]:
    """A row's cells as lines: labels stand before their neighbour's first line, long cells one after the other."""
    prefix = ""
    for index, blocks in enumerate(cells):
        last = index == len(cells) - 1
        if not last and len(blocks) == 1 and len(blocks[0]) <= _CELL_LINE and "\n" not in blocks[0]:
            prefix += blocks[0].strip() + "\t"
            continue
        yield prefix + blocks[0]
        yield from blocks[1:]
        prefix = ""
        if not last:
            yield ""


def _rows(table: Element) -> Iterator[Element]:
    for item in table:
        if local(item) == "tr":
            yield item
        elif local(item) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _rows(item)


def _cells(row: Element) -> Iterator[Element]:
    for item in row:
        if local(item) == "tc":
            yield item
        elif local(item) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _cells(item)


def _branch(alternate: Element) -> Element:
    """One branch of AlternateContent: both hold the same text, as DrawingML and as VML."""
    choice = child(alternate, "Choice")
    fallback = child(alternate, "Fallback")
    if choice is not None and (any(local(item) in {"t", "txbxContent"} for item in choice.iter()) or fallback is None):
        return choice
    return fallback if fallback is not None else alternate


def _text_boxes(element: Element, depth: int) -> Iterator[Element]:
    """The outermost text boxes below a drawing; boxes within them are met when they are walked."""
    if depth > DEPTH * 2:
        return
    for item in element if local(element) != "AlternateContent" else _branch(element):
        name = local(item)
        if name == "txbxContent":
            yield item
        elif name == "AlternateContent":
            yield from _text_boxes(_branch(item), depth + 1)
        else:
            yield from _text_boxes(item, depth + 1)


def _checkbox(control: Element) -> str:
    box = child(control, "sdtPr", "checkbox")
    return "" if box is None else "☒" if is_on(child(box, "checked")) else "☐"


def _sign(item: Element, name: str) -> str:
    """What an element of a run stands for that is no text of its own."""
    match name:
        case "br":
            return PAGE_BREAK if attribute(item, "type") == "page" else "\n"
        case "sym":
            return _symbol(item)
        case "fldChar":
            return _chosen(item)
        case _:
            return _SIGNS.get(name, "")


def _symbol(item: Element) -> str:
    code = attribute(item, "char")
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return "•" if 0xE000 <= value <= 0xF8FF else chr(value) if value < 0x110000 else ""


def _chosen(item: Element) -> str:
    """The state of an old form field: a ticked box, the chosen entry of a list."""
    data = child(item, "ffData")
    box, options = child(data, "checkBox"), child(data, "ddList")
    if box is not None:
        return (
            "☒ "
            if is_on(child(box, "checked") if child(box, "checked") is not None else child(box, "default"))
            else "☐ "
        )
    if options is not None:
        entries, chosen = children(options, "listEntry"), attribute(child(options, "result"), "val") or "0"
        return attribute(entries[int(chosen)], "val") if chosen.isdigit() and int(chosen) < len(entries) else ""
    return ""


def _ends_page(properties: Element | None) -> bool:
    section = child(properties, "sectPr")
    return section is not None and attribute(child(section, "type"), "val") not in {"continuous", "nextColumn"}


def read_docx(data: bytes, *, limits: Limits) -> Extract:
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


def read_flat_docx(data: bytes, *, limits: Limits) -> Extract:
    """A Word document saved as one XML file (`pkg:package`)."""
    root = parse_xml(data[: limits.part_bytes])
    if root is None:
        raise Unreadable(Reason.CORRUPT, "not well-formed XML")
    return _Reader(_FlatPackage(root), "word/document.xml").read_flat()


def read_word_xml(data: bytes, *, limits: Limits) -> Extract:
    """A Word 2003 document saved as XML (WordprocessingML 2003): other names for styles and lists, the same text."""
    root = parse_xml(data[: limits.part_bytes])
    if root is None:
        raise Unreadable(Reason.CORRUPT, "not well-formed XML")
    story = _Story(read_styles(child(root, "styles")), read_numbering(None), {})
    body = child(root, "body")
    blocks = list(story.blocks(root if body is None else body, _Context()))
    return Extract(sheets=sheets_of(blocks), hidden=tuple(story.hidden))


class _FlatPackage:
    """The parts of a `pkg:package` under the names they would have in a zip."""

    def __init__(self, root: Element) -> None:
        self._parts = {attribute(part, "name").lstrip("/"): part for part in children(root, "part")}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def xml(self, name: str) -> Element | None:
        data = child(self._parts.get(name), "xmlData")
        return None if data is None or not len(data) else data[0]

    def read(self, name: str) -> bytes | None:
        del name
        return None


class _Reader:
    """Reads the stories of one package in the order of the page: top, middle, notes, bottom."""

    def __init__(self, package: Package | _FlatPackage, main: str) -> None:
        self._package = package
        self._folder = posixpath.dirname(main)
        self._relations = dict(_relations(package, main))
        self._story = _Story(
            styles=read_styles(self._part("styles")),
            numbering=read_numbering(self._part("numbering")),
            chunks={key: self._chunk(target) for key, (kind, target) in self._relations.items() if kind == "aFChunk"},
        )

    def read_flat(self) -> Extract:
        root = self._package.xml("word/document.xml")
        if root is None:
            raise Unreadable(Reason.CORRUPT, "the file has no document part")
        return self.read(root)

    def read(self, root: Element) -> Extract:
        body = child(root, "body")
        blocks = list(self._story.blocks(root if body is None else body, _Context()))
        heads, feet = self._margins("header"), self._margins("footer")
        notes = [*self._notes("footnotes"), *self._notes("endnotes"), *self._graphics()]
        sheets = sheets_of([*heads, *blocks, "", *notes, "", *feet])
        kept = asides(self._package) if isinstance(self._package, Package) else ()
        return Extract(sheets=sheets, hidden=tuple(self._story.hidden), asides=kept)

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
                    block.replace(PAGE_BREAK, "") for block in self._story.blocks(root, _Context()) if block.strip()
                ]
                found.setdefault("\n".join(blocks), blocks)
        return [block for blocks in found.values() for block in blocks]

    def _notes(self, kind: str) -> list[str]:
        root = self._part(kind)
        return (
            []
            if root is None
            else [block.replace(PAGE_BREAK, "") for block in self._story.blocks(root, _Context()) if block.strip()]
        )

    def _graphics(self) -> list[str]:
        """Words in diagrams (SmartArt) and charts."""
        texts: list[str] = []
        for kind, target in self._relations.values():
            root = self._package.xml(target) if kind in {"diagramData", "chart"} else None
            if root is not None:
                texts.extend(_graphic_texts(root))
        return texts

    def _chunk(self, target: str) -> str:
        data = self._package.read(target) or b""
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
    for item in root.iter():
        if local(item) == "p":
            text = "".join(piece.text or "" for piece in item.iter() if local(piece) == "t")
            if text.strip():
                yield text
        elif local(item) in {"strCache", "strLit"}:
            yield "\t".join(value.text or "" for value in item.iter() if local(value) == "v")


def _main_part(package: Package) -> str:
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


def sheets_of(blocks: list[str]) -> tuple[Sheet, ...]:
    """Blocks as sheets: a page break within a paragraph falls to its nearer end, so that no sentence is cut."""
    sheets: list[list[Line]] = [[]]
    gap = False
    for block in blocks:
        lead, trail = _break_places(block)
        if lead and sheets[-1]:
            sheets.append([])
        text = block.replace(PAGE_BREAK, "")
        for piece in text.split("\n"):
            if piece.strip():
                sheets[-1].append(Line(text=piece, space_above=gap))
            gap = not piece.strip()
        if trail and sheets[-1]:
            sheets.append([])
    return tuple(Sheet(lines=tuple(lines)) for lines in sheets if lines)


def _break_places(block: str) -> tuple[bool, bool]:
    at = block.find(PAGE_BREAK)
    if at < 0:
        return False, False
    before = block[:at].strip()
    return (True, block.rstrip(" \n").endswith(PAGE_BREAK) and len(block.strip()) > 0) if not before else (False, True)
