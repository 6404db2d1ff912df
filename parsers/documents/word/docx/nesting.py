"""What lies within what in Word's XML: rows, cells and text boxes below the wrappers that Word puts around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.documents.office.xml import child, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.documents.office.packages import Element

DEPTH = 60
"""Tables, boxes and controls within one another; libxml2 itself stops at 256 elements."""


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, those within content controls and insertions too."""
    for item in table:
        if local(item) == "tr":
            yield item
        elif local(item) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from rows_of(item)


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row, as `rows_of`."""
    for item in row:
        if local(item) == "tc":
            yield item
        elif local(item) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from cells_of(item)


def branch_of(alternate: Element) -> Element:
    """One branch of AlternateContent: both hold the same text, as DrawingML and as VML."""
    choice = child(alternate, "Choice")
    fallback = child(alternate, "Fallback")
    if choice is not None and (any(local(item) in {"t", "txbxContent"} for item in choice.iter()) or fallback is None):
        return choice
    return fallback if fallback is not None else alternate


def text_boxes(element: Element, depth: int) -> Iterator[Element]:
    """The outermost text boxes below a drawing; boxes within them are met when they are walked."""
    if depth > DEPTH * 2:
        return
    for item in element if local(element) != "AlternateContent" else branch_of(element):
        name = local(item)
        if name == "txbxContent":
            yield item
        elif name == "AlternateContent":
            yield from text_boxes(branch_of(item), depth + 1)
        else:
            yield from text_boxes(item, depth + 1)
