"""One story of a Word document (the body, a header, the notes) as blocks: the texts of its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.documents.office.packages import attribute, child, children, is_on, local
from parsers.documents.word.docx.styles import Styles, TextLook, is_filled, look_of
from parsers.documents.word.pages import PAGE_BREAK, row_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.documents.office.packages import Element
    from parsers.documents.word.numbering import Numbering

DEPTH = 60
"""Tables, boxes and controls within one another; libxml2 itself stops at 256 elements."""
_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "lastRenderedPageBreak": PAGE_BREAK,
    "noBreakHyphen": "-",
    "softHyphen": "\u00ad",
}


def _rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, those within content controls and insertions too."""
    for item in table:
        if local(item) == "tr":
            yield item
        elif local(item) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _rows_of(item)


def _cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row, as `_rows_of`."""
    for item in row:
        if local(item) == "tc":
            yield item
        elif local(item) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _cells_of(item)


def _branch_of(alternate: Element) -> Element:
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
    for item in element if local(element) != "AlternateContent" else _branch_of(element):
        name = local(item)
        if name == "txbxContent":
            yield item
        elif name == "AlternateContent":
            yield from _text_boxes(_branch_of(item), depth + 1)
        else:
            yield from _text_boxes(item, depth + 1)


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


@dataclass(slots=True)
class Context:
    """Where the walk stands: what the paragraph and its surroundings look like."""

    look: TextLook = field(default_factory=TextLook)
    filled: bool = False
    """Something coloured may lie behind the text: a shaded cell, a text box."""
    depth: int = 0

    def deeper(self, *, filled: bool = False) -> Context:
        """The context of what lies within; `filled`: on a coloured ground."""
        return Context(TextLook(), self.filled or filled, self.depth + 1)


BOX_OF_ITS_OWN = 3
"""Lines; shorter boxes are headings and dates that belong to what is beside them."""


@dataclass(slots=True)
class Story:
    """Walks one part (the body, a header, the notes) into blocks: paragraphs' texts, in reading order."""

    styles: Styles
    numbering: Numbering
    chunks: dict[str, str]
    """Texts of embedded alternative-format parts by relation id."""
    hidden: list[str] = field(default_factory=list)

    def blocks(self, element: Element, context: Context) -> Iterator[str]:
        """The texts of the paragraphs and table rows below `element`."""
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
                        yield from self.blocks(item, Context(TextLook(), context.filled, context.depth + 1))
                case "altChunk":
                    yield self.chunks.get(attribute(item, "id"), "")
                case "AlternateContent":
                    yield from self.blocks(_branch_of(item), context.deeper())
                case "del" | "moveFrom":
                    self._hide(item)
                case _:
                    pass

    def _paragraph(self, paragraph: Element, context: Context) -> Iterator[str]:
        properties = child(paragraph, "pPr")
        style = attribute(child(properties, "pStyle"), "val")
        look = self.styles.look(style)
        inner = Context(look, context.filled or is_filled(properties), context.depth)
        boxes: list[Element] = []
        text = "".join(self._inline(paragraph, inner, boxes))
        label = self._label(properties, style)
        if label and text.strip():
            text = f"{label} {text}" if not text.startswith(PAGE_BREAK) else f"{PAGE_BREAK}{label} {text[1:]}"
        if is_on(child(properties, "pageBreakBefore")):
            text = PAGE_BREAK + text
        yield text + (PAGE_BREAK if _ends_page(properties) else "")
        for box in boxes:
            yield from _set_apart([*self.blocks(box, context.deeper(filled=True))])

    def _label(self, properties: Element | None, style: str) -> str:
        numbers = child(properties, "numPr")
        inherited = self.styles.list_of(style)
        list_id = attribute(child(numbers, "numId"), "val") or inherited[0]
        level = attribute(child(numbers, "ilvl"), "val") or inherited[1] or "0"
        return self.numbering.label(list_id, int(level)) if list_id and level.isdigit() else ""

    def _inline(self, element: Element, context: Context, boxes: list[Element]) -> Iterator[str]:
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
            elif name == "sdt" and (ticked := checkbox(item)):
                yield ticked
            elif name not in _SKIPPED:
                branch = _branch_of(item) if name == "AlternateContent" else item
                yield from self._inline(branch, Context(context.look, context.filled, context.depth + 1), boxes)

    def _run(self, run: Element, context: Context, boxes: list[Element]) -> Iterator[str]:
        properties = child(run, "rPr")
        own = look_of(properties).over(self.styles.look(attribute(child(properties, "rStyle"), "val")))
        look = own.over(context.look).over(TextLook(filled=context.filled))
        text = "".join(self._pieces(run, context, boxes))
        if look.unseen and text.strip():
            self.hidden.append(text)
        else:
            yield text

    def _pieces(self, run: Element, context: Context, boxes: list[Element]) -> Iterator[str]:
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
                yield sign_of(item, name)

    def _table(self, table: Element, context: Context) -> Iterator[str]:
        style = attribute(child(table, "tblPr", "tblStyle"), "val")
        filled = self.styles.shades_cells(style)
        for row in _rows_of(table):
            cells = []
            for cell in _cells_of(row):
                shaded = filled or is_filled(child(cell, "tcPr"))
                cells.append([block for block in self.blocks(cell, context.deeper(filled=shaded)) if block.strip()])
            yield from row_blocks(cells)
            yield ""

    def _hide(self, element: Element) -> None:
        text = "".join(item.text or "" for item in element.iter() if local(item) in {"delText", "t"})
        if text.strip():
            self.hidden.append(text)


def _set_apart(blocks: list[str]) -> Iterator[str]:
    """A text box of several lines (an addressee's) has a frame around it: its neighbours are no part of it."""
    apart = sum(bool(block.strip()) for block in blocks) >= BOX_OF_ITS_OWN
    yield from ("", *blocks, "") if apart else blocks


def _ends_page(properties: Element | None) -> bool:
    section = child(properties, "sectPr")
    return section is not None and attribute(child(section, "type"), "val") not in {"continuous", "nextColumn"}


def checkbox(control: Element) -> str:
    """A content control's box, ticked or not; empty where it is no box."""
    box = child(control, "sdtPr", "checkbox")
    return "" if box is None else "☒" if is_on(child(box, "checked")) else "☐"


def sign_of(item: Element, name: str) -> str:
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
