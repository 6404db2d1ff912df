"""What the elements of a Word run stand for that are no text of their own: breaks, symbols, form fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.documents.office.xml import attribute, child, children, is_on
from parsers.documents.word.pages import PAGE_BREAK

if TYPE_CHECKING:
    from parsers.documents.office.packages import Element

_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "lastRenderedPageBreak": PAGE_BREAK,
    "noBreakHyphen": "-",
    "softHyphen": "\u00ad",
}


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
