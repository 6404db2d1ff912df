"""Small steps through Office XML by local names: transitional and strict files differ in their namespaces only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.documents.office.packages import Element


def local(element: Element) -> str:
    """The element's name without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, name: str) -> list[Element]:
    """The direct children of this local name."""
    return [] if element is None else [item for item in element if local(item) == name]


def child(element: Element | None, *path: str) -> Element | None:
    """The first child, grandchild … along `path`, or None."""
    for name in path:
        if element is None:
            return None
        element = next((item for item in element if local(item) == name), None)
    return element


def attribute(element: Element | None, name: str) -> str:
    """The attribute of this local name in any namespace, or an empty string."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), "")


def is_on(element: Element | None) -> bool:
    """A toggle property: present and not switched off (ECMA-376-1, 17.17.4)."""
    return element is not None and attribute(element, "val").lower() not in {"0", "false", "off", "none"}
