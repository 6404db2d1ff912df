"""The text of an HTML mail as a person reads it: lines at blocks, hidden text dropped, quotes marked with `> `."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LONGEST = 4_000_000
_DROPPED = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "object", "svg", "math", "meta", "link"}
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_SPACED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|"
    r"!|\Z)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|\Z)"
    r"|max-height\s*:\s*0(?:px)?\s*(?:;|!|\Z)",
    re.IGNORECASE,
)
_WHITE = re.compile(r"[ \t\r\n\f]+")
_CID = re.compile(r"cid:([^\s\"'>)]{1,300})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hypertext:
    """What an HTML part shows."""

    text: str
    hidden: str = ""
    """The words that a reader does not see."""
    targets: tuple[str, ...] = ()
    """Where its links lead, in order."""
    pictures: frozenset[str] = frozenset()
    """The Content-IDs of the pictures that it shows."""


@dataclass(slots=True)
class _Writer:
    """Puts lines together as a browser lays them out."""

    lines: list[str] = field(default_factory=list)
    current: str = ""
    depth: int = 0
    preformatted: int = 0

    def text(self, raw: str) -> None:
        if self.preformatted:
            *whole, rest = (self.current + raw.replace("\r\n", "\n")).split("\n")
            for line in whole:
                self.current = line
                self.end_line()
            self.current = rest
            return
        shown = _WHITE.sub(" ", raw)
        if not self.current or self.current.endswith((" ", "\t")):
            shown = shown.lstrip(" ")
        self.current += shown

    def end_line(self) -> None:
        self.lines.append(("> " * self.depth + self.current).rstrip())
        self.current = ""

    def block(self) -> None:
        if self.current.strip(" \t"):
            self.end_line()
        self.current = ""

    def space(self) -> None:
        self.block()
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append(("> " * self.depth).rstrip())

    def whole(self) -> str:
        self.block()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip("\n")


def read_hypertext(html: str) -> Hypertext:
    """What a person reads of an HTML part; survives any nesting and any markup."""
    root = LexborHTMLParser(html[:_LONGEST]).root
    if root is None:
        return Hypertext(text="")
    writer, hidden, targets = _Writer(), _Writer(), []
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            _leave(node, writer)
        elif _is_dropped(node):
            continue
        elif _is_hidden(node):
            hidden.text(f" {node.text(deep=True)} ")
        else:
            targets += _target(node)
            _enter(node, writer)
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(list(node.iter(include_text=True))))
    return Hypertext(
        text=writer.whole(),
        hidden=hidden.whole().strip(),
        targets=tuple(targets),
        pictures=frozenset(_CID.findall(html[:_LONGEST])),
    )


def _is_dropped(node: LexborNode) -> bool:
    return node.tag in _DROPPED or (node.tag or "-").startswith(("-comment", "!"))


def _is_hidden(node: LexborNode) -> bool:
    if node.tag == "-text":
        return False
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search((attributes.get("style") or "")[:2000]))


def _target(node: LexborNode) -> list[str]:
    href = (node.attributes.get("href") or "").strip() if node.tag == "a" else ""
    return [href] if href.lower().startswith(("http://", "https://")) else []


def _is_quote(node: LexborNode) -> bool:
    """A quote made by a mail program, not an indented paragraph."""
    if node.tag != "blockquote":
        return False
    attributes = node.attributes
    return (attributes.get("type") or "").lower() == "cite" or "quote" in (attributes.get("class") or "").lower()


def _enter(node: LexborNode, writer: _Writer) -> None:
    tag = node.tag or ""
    if tag == "-text":
        writer.text(node.text_content or "")
    elif tag == "br":
        writer.end_line()
    elif tag in _SPACED:
        writer.space()
    elif tag in _BLOCKS:
        writer.block()
        if _is_quote(node):
            writer.depth += 1
        writer.preformatted += tag == "pre"
        writer.current += "- " if tag == "li" else ""
    elif tag in {"td", "th"} and writer.current.strip():
        writer.current += " "


def _leave(node: LexborNode, writer: _Writer) -> None:
    tag = node.tag or ""
    if tag in _SPACED:
        writer.space()
    elif tag in _BLOCKS:
        writer.block()
        if _is_quote(node):
            writer.depth -= 1
        writer.preformatted -= tag == "pre"
