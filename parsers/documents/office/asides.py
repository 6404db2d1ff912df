"""What an Office file holds beside its pages: comments, link targets, pictures' descriptions, properties.

None of it is the document's text: a reader of the page does not see it, and no fact is drawn from it.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from parsers.documents.office.packages import attribute, children, local

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parsers.documents.office.packages import Element, Package

MOST = 300
"""Asides kept of one file."""
LENGTH = 500
"""Characters kept of one aside."""
_DESCRIBED = re.compile(rb'(?:\bdescr|:title|\btitle|\bw:author|\bw:name)="([^"<>]{2,400})"')
_PARTS_WITH_PICTURES = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_PROPERTIES = ("docProps/core.xml", "docProps/custom.xml", "meta.xml")
_TEXTUAL = ("word/comments.xml", "word/glossary/document.xml")
_MACROS = re.compile(r"Basic/[^/]+/(?!script-l[bc])[^/]+\.xml")
_OBJECTS = re.compile(r"Object \d+/content\.xml")


def asides(package: Package) -> tuple[str, ...]:
    """The asides of an Office Open XML or OpenDocument package, each once, in the order of its parts."""
    return _kept(_office(package))


def flat_asides(root: Element) -> tuple[str, ...]:
    """The asides of an OpenDocument saved as one XML file."""
    return _kept(_notes(root))


def _kept(found: Iterable[str]) -> tuple[str, ...]:
    cleaned = (" ".join(text.split())[:LENGTH] for text in found)
    return tuple(dict.fromkeys(text for text in cleaned if text))[:MOST]


def _office(package: Package) -> Iterator[str]:
    for name in package.names:
        if name in _PROPERTIES:
            yield from _leaves(package.xml(name))
        elif name in _TEXTUAL or _OBJECTS.fullmatch(name) or _MACROS.fullmatch(name):
            yield from _paragraphs(package.xml(name))
        elif name.endswith(".rels"):
            yield from _targets(package.xml(name))
        elif name == "content.xml":
            yield from _notes(package.xml(name))
        if _PARTS_WITH_PICTURES.fullmatch(name):
            described = _DESCRIBED.findall(package.read(name) or b"")
            yield from (html.unescape(found.decode("utf-8", "replace")) for found in described)


def _leaves(root: Element | None) -> Iterator[str]:
    if root is not None:
        yield from (item.text or "" for item in root.iter() if not len(item))


def _paragraphs(root: Element | None) -> Iterator[str]:
    for item in () if root is None else root.iter():
        if local(item) in {"p", "module"}:
            yield "".join(item.itertext())


def _targets(root: Element | None) -> Iterator[str]:
    for relation in children(root, "Relationship"):
        if attribute(relation, "TargetMode") == "External":
            yield attribute(relation, "Target")


def _notes(root: Element | None) -> Iterator[str]:
    for item in () if root is None else root.iter():
        if local(item) in {"annotation", "title", "desc", "module"}:
            yield " ".join(text for text in item.itertext() if text.strip())
