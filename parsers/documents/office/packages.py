"""Zip packages of Office files: parts read within limits, XML parsed without entities, network or depth surprises."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, TypeAlias

from lxml import etree

from parsers.errors import BROKEN, Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from parsers.documents.limits import Limits

Element: TypeAlias = Any
"""An lxml element: the library has no types of its own."""
ZIP_FAULTS = (zipfile.BadZipFile, OSError, RuntimeError, *BROKEN)
_PREVIEWS = (
    "quicklook/preview.pdf",
    "preview.pdf",
    "quicklook/thumbnail.pdf",
    "preview.jpg",
    "quicklook/preview.jpg",
    "quicklook/thumbnail.jpg",
)


class Package:
    """A zip file opened within limits; names are only keys, never paths."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except ZIP_FAULTS as exc:
            raise Unreadable(Reason.CORRUPT, "it is no Office file, or a damaged one") from exc
        check_unpacked(infos, packed=len(data), limits=limits)
        self._limits = limits
        self._left = limits.unpacked_bytes
        self._infos = {info.filename: info for info in infos}
        self._folded = {name.lower(): name for name in self._infos}

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names as the file gives them."""
        return tuple(self._infos)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, its name in any case; None where there is none or it is broken."""
        info = self._infos.get(self._folded.get(name.lower(), ""))
        if info is None:
            return None
        bound = min(self._limits.part_bytes, self._left)
        try:
            with self._zip.open(info) as part:
                data = part.read(bound + 1)
        except ZIP_FAULTS:
            return None
        if len(data) > bound:
            raise Unreadable(Reason.TOO_LARGE, f"a part unpacks to more than {bound} bytes")
        self._left -= len(data)
        return data

    def xml(self, name: str) -> Element | None:
        """The root of an XML part; None where there is none or nothing of it can be parsed."""
        data = self.read(name)
        return None if data is None else parse_xml(data)


def check_unpacked(infos: list[zipfile.ZipInfo], *, packed: int, limits: Limits) -> None:
    """Refuse a zip by what its directory declares, before anything is unpacked."""
    total = sum(info.file_size for info in infos)
    if total > limits.unpacked_bytes:
        raise Unreadable(Reason.TOO_LARGE, f"it unpacks to {total} bytes")
    if total > limits.ratio_from and total > limits.ratio * packed:
        raise Unreadable(Reason.TOO_LARGE, f"it unpacks to {total // packed} times its size")


def parse_xml(data: bytes) -> Element | None:
    """The root element: entities are not resolved, nothing is loaded, nesting is bounded by libxml2."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: Element | None = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root


def preview_of(data: bytes, *, limits: Limits) -> bytes:
    """The preview within a .pages package: a PDF of all pages, or a picture of the first.

    Raises:
        Unreadable: no preview was saved.
    """
    package = Package(data, limits)
    for name in _PREVIEWS:
        if preview := package.read(name):
            return preview
    raise Unreadable(Reason.UNSUPPORTED, "the Pages document was saved without a preview")


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
