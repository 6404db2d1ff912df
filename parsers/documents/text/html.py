"""HTML as a person reads it: lines at blocks, hidden text dropped and told; in a mail quotes are marked with `> `."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborHTMLParser

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
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    (
        *(
            "html",
            "body",
            "iframe",
            *_HEADINGS,
            "p",
            "div",
            "pre",
            "hr",
            "center",
            "blockquote",
            "figure",
            "figcaption",
        ),
        *("address", "article", "aside", "footer", "header", "main", "nav", "section", "summary"),
        *("dl", "dt", "dd", "ol", "ul", "li"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr"),
        *("fieldset", "form", "legend", "option"),
    )
)
_CELLS = frozenset(("td", "th"))
_PREFORMATTED = frozenset(("pre", "textarea"))
_PARAGRAPHS = frozenset(("p", *_HEADINGS))
_EMPTY_LINES = re.compile(r"\n{3,}")


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """What differs between readers of HTML."""

    spaced: frozenset[str] = _PARAGRAPHS
    """Elements with an empty line above and below."""
    loose: bool = False
    """Neighbouring blocks are parted by an empty line, too: documents put whole sections into single blocks."""
    white: re.Pattern[str] = re.compile(r"[ \t\r\n\f]+")
    """Characters of which a run shows as one space."""
    cell: str = " "
    """What parts the cells of a row."""
    bullet: str = ""
    """What stands before an item of a list."""
    quotes: bool = False
    """The lines of quotes that a mail program made begin with `> `."""
    stand_ins: bool = False
    """Alternative texts of pictures and pages within frames are read."""
    white_is_hidden: bool = False
    """White letters count as unseen where nothing coloured lies behind them."""


MAIL = Manner(bullet="- ", quotes=True)
"""Mail programs drop frames, and those with a dark page write white letters without saying what lies behind."""
DOCUMENT = Manner(
    spaced=_PARAGRAPHS | {"table", "ul", "ol", "blockquote"},
    loose=True,
    white=re.compile(r"\s+"),
    cell="\t",
    stand_ins=True,
    white_is_hidden=True,
)


@dataclass(slots=True)
class Lines:
    """Puts lines together as a browser lays them out."""

    manner: Manner
    _lines: list[str] = field(default_factory=list)
    _current: str = ""
    _depth: int = 0
    _preformatted: int = 0

    def enter(self, tag: str, *, quote: bool) -> None:
        """Begin the element `tag`."""
        if tag == "br":
            self._end_line()
        elif tag in _BLOCKS:
            self._edge(tag)
            self._depth += quote and self.manner.quotes
            self._current += self.manner.bullet if tag == "li" else ""
        self._preformatted += tag in _PREFORMATTED

    def leave(self, tag: str, *, quote: bool) -> None:
        """End the element `tag`."""
        if tag in _BLOCKS:
            self._edge(tag)
            self._depth -= quote and self.manner.quotes
        elif tag in _CELLS and self._current.strip():
            self._current += self.manner.cell
        self._preformatted -= tag in _PREFORMATTED

    def text(self, raw: str) -> None:
        """Write characters of the source."""
        if self._preformatted:
            self._verbatim(raw)
            return
        shown = self.manner.white.sub(" ", raw)
        if not self._current or self._current.endswith((" ", "\t")):
            shown = shown.lstrip(" ")
        self._current += shown

    def insert(self, text: str) -> None:
        """Write lines that are laid out already."""
        self._verbatim(text + "\n")

    def whole(self) -> str:
        """What was written, with at most one empty line in a row."""
        self._close()
        return _EMPTY_LINES.sub("\n\n", "\n".join(self._lines)).strip("\n")

    def _verbatim(self, raw: str) -> None:
        *whole, rest = (self._current + raw.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
        for line in whole:
            self._current = line
            self._end_line()
        self._current = rest

    def _edge(self, tag: str) -> None:
        """The edge of a block: the line ends, and a spaced block keeps its distance."""
        if self.manner.loose:
            self._end_line()
        else:
            self._close()
        if tag in self.manner.spaced and self._lines and self._lines[-1].strip("> "):
            self._lines.append(("> " * self._depth).rstrip())

    def _end_line(self) -> None:
        self._lines.append(("> " * self._depth + self._current).rstrip())
        self._current = ""

    def _close(self) -> None:
        """End the line where something stands in it."""
        if self._current.strip(" \t"):
            self._end_line()
        self._current = ""
