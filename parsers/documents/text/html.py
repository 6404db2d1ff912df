"""HTML as a person reads it: lines at blocks, hidden text dropped and told; in a mail quotes are marked with `> `."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from parsers.documents.text.html_lines import DOCUMENT, MAIL, Lines, Manner
from parsers.documents.text.plain import decode

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

LONGEST_MAIL = 4_000_000
"""Characters of a mail's HTML that are read."""
DEEPEST = 2_000
"""Elements within one another: beyond, building the tree takes quadratic time, and only the tags are taken away."""
HIDDEN_KEPT = 2_000
"""Characters of one hidden passage of a document that are told."""
_SILENT = frozenset(
    ("script", "style", "head", "title", "template", "noscript", "object", "svg", "math", "meta", "link")
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?:^|[;\s])font-size\s*:\s*(?:[01](?:\.\d+)?(?:px|pt)?|0(?:\.0+)?em)\s*(?:;|$|!)"
    r"|(?:^|[;\s])(?:opacity|max-height)\s*:\s*0(?:\.0+)?(?:px)?\s*(?:;|$|!)",
    re.IGNORECASE,
)
_WHITE = re.compile(
    r"(?:^|[;\s])color\s*:\s*(?:#f{3}(?:f{3})?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))", re.IGNORECASE
)
_BLANK = re.compile(r"\s+")
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_CID = re.compile(r"cid:([^\s\"'>)]{1,300})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_OPENING_OR_CLOSING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_SELDOM_CLOSED = frozenset(
    (
        *("area", "base", "br", "col", "colgroup", "hr", "img", "input", "link", "meta", "param", "source", "wbr"),
        *("html", "head", "body", "p", "li", "dt", "dd", "option", "tr", "td", "th", "tbody", "thead", "tfoot"),
    )
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hypertext:
    """What an HTML source shows."""

    text: str
    hidden: tuple[str, ...] = ()
    """The passages that a reader does not see."""
    targets: tuple[str, ...] = ()
    """Where its links lead, in order."""
    pictures: frozenset[str] = frozenset()
    """The Content-IDs of the pictures that it shows."""


def read_html(data: bytes, *, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The visible text of an HTML file, and the texts it hides from the eye. `declared`: a charset told elsewhere."""
    match = _CHARSET.search(data[:4096])
    charset = declared or (match[1].decode("ascii") if match else None)
    shown = read_hypertext(decode(data, declared=charset), DOCUMENT)
    return shown.text, tuple(passage[:HIDDEN_KEPT] for passage in shown.hidden)


def read_mail_html(source: str) -> Hypertext:
    """What the HTML body of a mail shows, as mail programs show it."""
    return read_hypertext(source[:LONGEST_MAIL], MAIL)


def read_hypertext(source: str, manner: Manner) -> Hypertext:
    """What a person reads of an HTML source; survives any nesting and any markup."""
    pictures = frozenset(_CID.findall(source))
    if _nesting(source) > DEEPEST:
        return Hypertext(text=html.unescape(_BLANK.sub(" ", _TAG.sub(" ", source))).strip(), pictures=pictures)
    walk = _Walk(Lines(manner))
    root = LexborHTMLParser(source).root
    if root is not None:
        walk.visit(root)
    return Hypertext(text=walk.lines.whole(), hidden=tuple(walk.hidden), targets=tuple(walk.targets), pictures=pictures)


def _nesting(source: str) -> int:
    """How deeply elements nest at most, those left out whose closing tag is mostly forgotten."""
    depth = deepest = 0
    for closing, name in _OPENING_OR_CLOSING.findall(source):
        if name.lower() not in _SELDOM_CLOSED:
            depth = max(0, depth + (-1 if closing else 1))
            deepest = max(deepest, depth)
    return deepest


class _Step(NamedTuple):
    """An element to enter or to leave; `coloured`: something coloured lies behind its text."""

    node: LexborNode
    coloured: bool = False
    leaving: bool = False


@dataclass(slots=True)
class _Walk:
    """Walks without recursion, so that nesting costs no stack."""

    lines: Lines
    hidden: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)

    def visit(self, root: LexborNode) -> None:
        """Write the text below `root`."""
        stack = [_Step(root)]
        while stack:
            step = stack.pop()
            tag = step.node.tag or ""
            if step.leaving:
                self.lines.leave(tag, quote=_is_quote(step.node))
            elif tag == "-text":
                self.lines.text(step.node.text_content or "")
            elif tag not in _SILENT and not tag.startswith(("-", "!", "_")):
                stack.extend(reversed(self._element(step, tag)))

    def _element(self, step: _Step, tag: str) -> list[_Step]:
        node, style = step.node, (step.node.attributes.get("style") or "")[:2000]
        coloured = step.coloured or "background" in style.lower() or "bgcolor" in node.attributes
        if self._is_hidden(node, style, coloured=coloured):
            if passage := _BLANK.sub(" ", node.text(deep=True)).strip():
                self.hidden.append(passage)
            return []
        self.targets += _target(node)
        self.lines.enter(tag, quote=_is_quote(node))
        self._stand_in(node, tag)
        inside = [_Step(child, coloured) for child in node.iter(include_text=True)]
        return [*inside, _Step(node, leaving=True)]

    def _is_hidden(self, node: LexborNode, style: str, *, coloured: bool) -> bool:
        white = self.lines.manner.white_is_hidden and not coloured and bool(_WHITE.search(style))
        return white or "hidden" in node.attributes or bool(_HIDDEN.search(style))

    def _stand_in(self, node: LexborNode, tag: str) -> None:
        """What a document shows in the place of a picture that is not there, or in a frame."""
        if not self.lines.manner.stand_ins:
            return
        if tag == "img":
            self.lines.text((node.attributes.get("alt") or "").strip())
        elif tag == "iframe" and (framed := node.attributes.get("srcdoc")):
            self.lines.insert(read_hypertext(framed, self.lines.manner).text)


def _target(node: LexborNode) -> list[str]:
    href = (node.attributes.get("href") or "").strip() if node.tag == "a" else ""
    return [href] if href.lower().startswith(("http://", "https://")) else []


def _is_quote(node: LexborNode) -> bool:
    """A quote made by a mail program, not an indented paragraph."""
    if node.tag != "blockquote":
        return False
    attributes = node.attributes
    return (attributes.get("type") or "").lower() == "cite" or "quote" in (attributes.get("class") or "").lower()
