"""The parts of a Word package: how they are found, and the text of those that hold no story (charts, embedded HTML)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from parsers.documents.office.xml import attribute, child, children, local
from parsers.documents.text.html import read_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.documents.office.packages import Element, Package


class FlatPackage:
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


def main_part(package: Package) -> str:
    """The name of the part that holds the body."""
    for kind, target in dict(relations(package, "")).values():
        if kind == "officeDocument":
            return target
    return next((name for name in package.names if name.lower() == "word/document.xml"), "word/document.xml")


def relations(package: Package | FlatPackage, part: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Relation id -> (the last word of its type, the part it leads to), external targets left out."""
    folder, name = posixpath.split(part)
    for relation in children(package.xml(posixpath.join(folder, "_rels", f"{name}.rels")), "Relationship"):
        target = attribute(relation, "Target")
        if attribute(relation, "TargetMode") != "External" and target:
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            yield attribute(relation, "Id"), (attribute(relation, "Type").rpartition("/")[2], path)


def chunk_text(data: bytes) -> str:
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


def graphic_texts(root: Element) -> Iterator[str]:
    """The words of a diagram (SmartArt) or a chart."""
    for item in root.iter():
        if local(item) == "p":
            text = "".join(piece.text or "" for piece in item.iter() if local(piece) == "t")
            if text.strip():
                yield text
        elif local(item) in {"strCache", "strLit"}:
            yield "\t".join(value.text or "" for value in item.iter() if local(value) == "v")
