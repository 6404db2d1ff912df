"""HTML to the text that a browser shows, with line ends at blocks."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from parsers.plain import decode

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
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
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tr",
        "ul",
        "title",
        "center",
        "iframe",
        "option",
    ]
)
_APART = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote"])
_SILENT = frozenset(["script", "style", "head", "noscript", "template", "svg", "object"])
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|(?:^|[;\s])font-size\s*:\s*[01](?:\.\d+)?(?:px|pt)?\s*(?:;|$|!)|"
    r"(?:^|[;\s])(?:opacity|max-height)\s*:\s*0(?:px)?\s*(?:;|$|!)",
    re.IGNORECASE,
)
_WHITE = re.compile(
    r"(?:^|[;\s])color\s*:\s*(?:#f{3}(?:f{3})?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))", re.IGNORECASE
)
_BACKGROUND = re.compile(r"background", re.IGNORECASE)
_BLANK = re.compile(r"\s+")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_OPENING_OR_CLOSING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_SELDOM_CLOSED = frozenset(
    [
        "p",
        "li",
        "br",
        "img",
        "hr",
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
        "tfoot",
        "option",
        "dt",
        "dd",
        "meta",
        "link",
        "input",
        "col",
        "colgroup",
        "area",
        "base",
        "source",
        "wbr",
        "param",
        "html",
        "head",
        "body",
    ]
)
DEEPEST = 2_000
"""Elements within one another: beyond, building the tree takes quadratic time, and only the tags are taken away."""


def read_html(data: bytes, *, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The visible text of an HTML file, and the texts it hides from the eye. `declared`: a charset told elsewhere."""
    match = _CHARSET.search(data[:4096])
    charset = declared or (match[1].decode("ascii") if match else None)
    return html_text(decode(data, declared=charset))


def html_text(source: str) -> tuple[str, tuple[str, ...]]:
    """As `read_html`, of a decoded source."""
    if _nesting(source) > DEEPEST:
        return html.unescape(_BLANK.sub(" ", _TAG.sub(" ", source))).strip(), ()
    walk = _Walk()
    root = LexborHTMLParser(source).root
    if root is not None:
        walk.visit(root)
    return walk.text(), tuple(walk.hidden)


def _nesting(source: str) -> int:
    """How deeply elements nest at most, those left out whose closing tag is mostly forgotten."""
    depth = deepest = 0
    for closing, name in _OPENING_OR_CLOSING.findall(source):
        if name.lower() not in _SELDOM_CLOSED:
            depth = max(0, depth + (-1 if closing else 1))
            deepest = max(deepest, depth)
    return deepest


class _Mode(NamedTuple):
    """What holds within an element: white space counts; something coloured lies behind the text."""

    preformatted: bool = False
    dark: bool = False


_Step = tuple["LexborNode | str", _Mode]


class _Walk:
    """Walks without recursion: hostile pages nest two hundred thousand blocks."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.hidden: list[str] = []

    def visit(self, root: LexborNode) -> None:
        """Emit the text below `root`."""
        stack: list[_Step] = [(root, _Mode())]
        while stack:
            node, mode = stack.pop()
            if isinstance(node, str):
                self._pieces.append(node)
            else:
                stack.extend(reversed(self._enter(node, mode)))

    def _enter(self, node: LexborNode, mode: _Mode) -> list[_Step]:
        tag = node.tag or ""
        if tag == "-text":
            content = node.text_content or ""
            self._pieces.append(content if mode.preformatted else _BLANK.sub(" ", content))
            return []
        if tag in _SILENT or tag.startswith(("-", "!", "_")):
            return []
        style = node.attributes.get("style") or ""
        dark = mode.dark or bool(_BACKGROUND.search(style)) or "bgcolor" in node.attributes
        mode = _Mode(mode.preformatted or tag in {"pre", "textarea"}, dark)
        return [] if self._is_hidden(node, style, mode) else self._content(node, tag, mode)

    def _content(self, node: LexborNode, tag: str, mode: _Mode) -> list[_Step]:
        if tag == "br":
            return [("\n", mode)]
        if tag == "img":
            return [((node.attributes.get("alt") or "").strip(), mode)]
        if tag == "iframe" and (inner := node.attributes.get("srcdoc")):
            return [("\n" + html_text(inner)[0] + "\n", mode)]
        inside: list[_Step] = [(child, mode) for child in node.iter(include_text=True)]
        if tag in {"td", "th"}:
            return [*inside, ("\t", mode)]
        if tag in _BLOCKS:
            edge = "\n\n" if tag in _APART else "\n"
            return [(edge, mode), *inside, (edge, mode)]
        return inside

    def _is_hidden(self, node: LexborNode, style: str, mode: _Mode) -> bool:
        concealed = (
            bool(_HIDDEN.search(style)) or "hidden" in node.attributes or (not mode.dark and bool(_WHITE.search(style)))
        )
        if concealed and (text := _BLANK.sub(" ", node.text(deep=True)).strip()):
            self.hidden.append(text[:2000])
        return concealed

    def text(self) -> str:
        """What was emitted, with at most one empty line in a row."""
        joined = "".join(self._pieces).replace("\r\n", "\n").replace("\r", "\n")
        joined = re.sub(r"[ \t]*\n[ \t]*", "\n", joined.replace("\t\n", "\n"))
        return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ ]{2,}", " ", joined)).strip()
