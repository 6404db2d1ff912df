"""How HTML's elements lay out its text: which begin a line, which keep a distance, in a mail and in a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

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
