"""Sheets of a printed dossier: a PDF writer that takes every text as plain text, and says what each stretch is."""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos

from desk.dossier.tagging import StructureElement, StructureTree, tagged
from desk.i18n.typesetting import quotation
from store.erasing.names import STRUCK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FAMILY = "DejaVu"
FONTS = {"": "DejaVuSansCondensed.ttf", "B": "DejaVuSansCondensed-Bold.ttf"}
BODY, SMALL, LARGE, TITLE = 9.5, 8.0, 12.0, 17.0
"""Sizes in points."""
LINE = 0.48
"""Millimetres of line for a point of size."""
GREY, RED, BLACK = 95, (150, 25, 25), 0
LONGEST = 60_000
"""Characters of one text that are printed."""
PRINTED_STRUCK = "■"
"""What stands for words that were struck out: the font has no sign for `STRUCK`."""


CELL = 1.2
"""Millimetres between a cell's text and its lines."""
FIRST = 38.0
"""Millimetres of a table's first column."""
LONGEST_CELL = 900
"""Characters of a cell: a row fits on a page."""


class Sheets(FPDF):
    """Pages with a foot that says whose they are. Nothing in a text is markup, a link or an action."""

    def __init__(self, page_word: str, *, title: str, language: str, paper: str = "A4", wide: bool = False) -> None:
        super().__init__(format=paper, orientation="landscape" if wide else "portrait")
        self._page_word, self._language = page_word, language
        self._document_title = printable(title)
        self.set_title(self._document_title)
        self._tree = StructureTree()
        self._element: StructureElement | None = None
        self._within = self._tree.top
        self._whose, self._before = "", 0
        for style, name in FONTS.items():
            with as_file(files("desk.dossier").joinpath("fonts", name)) as path:
                self.add_font(FAMILY, style, path)
        self.set_margins(18, 16)
        self.set_auto_page_break(auto=True, margin=18)

    def begin(self, whose: str) -> None:
        """A dossier begins, on a page of its own; its pages are counted from one and their feet say whose they are."""
        self.add_page()  # ends the last dossier's page, with its foot
        self._whose, self._before = whose, self.page - 1

    def finished(self) -> bytes:
        """The PDF, with its structure, its title and its language."""
        return tagged(bytes(self.output()), self._tree, title=self._document_title, language=self._language)

    def add_page(self, *given: Any, **options: Any) -> None:  # noqa: ANN401 - the library's own
        """A page; what is being written goes on there, as one element."""
        if self._element is not None:
            self._out("EMC")
        super().add_page(*given, **options)
        if self._element is not None:
            self._mark(self._element)

    @contextmanager
    def _tagged(self, role: str, language: str | None = None) -> Iterator[None]:
        """What is written within is an element of this role."""
        element = StructureElement(role, language)
        self._within.inner.append(element)
        self._element = element
        self._mark(element)
        yield
        self._out("EMC")
        self._element = None

    @contextmanager
    def _around(self, role: str) -> Iterator[None]:
        """The elements within belong to one of this role."""
        outer, self._within = self._within, StructureElement(role)
        outer.inner.append(self._within)
        yield
        self._within = outer

    def _mark(self, element: StructureElement) -> None:
        self._out(f"/{element.role} <</MCID {self._tree.stretch(element, self.page)}>> BDC")

    @contextmanager
    def _beside_the_text(self) -> Iterator[None]:
        """Lines and feet, which nobody needs to be read."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")

    def footer(self) -> None:
        """Whose dossier this is, and the page."""
        self.set_y(-13)
        with self._beside_the_text():
            self._hand(SMALL, "", GREY)
            self.cell(0, 5, f"{printable(self._whose)[:90]} – {self._page_word} {self.page - self._before}", align="C")

    def masthead(self, text: str) -> None:
        """Whose dossier begins here."""
        self._lines_of(text, TITLE, "B", role="H1")

    def heading(self, text: str) -> None:
        """A part's name; never alone at a page's end."""
        if self.will_page_break(26):
            self.add_page()
        self.ln(3)
        self._lines_of(text, LARGE, "B", role="H2")
        with self._beside_the_text():
            self.set_draw_color(GREY)
            self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())
        self.ln(1.5)

    def paragraph(self, text: str, *, bold: bool = False, language: str | None = None) -> None:
        """A text over the whole width, in a language of its own or the document's."""
        self._lines_of(text, BODY, "B" if bold else "", language=language)

    def small(self, text: str, *, indent: float = 0) -> None:
        """A lesser text."""
        self._lines_of(text, SMALL, "", GREY, indent)

    def quote(self, text: str, source: str, language: str | None = None) -> None:
        """A passage of the papers, in their language, and where it stands."""
        self._lines_of(quotation(text), BODY - 0.5, "", BLACK, 5, role="BlockQuote", language=language)
        self._lines_of(source, SMALL - 0.5, "", GREY, 5)

    def statement(self, label: str, text: str) -> None:
        """A criterion and what the papers say of it; never parted from its first passage."""
        if self.will_page_break(24):
            self.add_page()
        self._lines_of(label, BODY, "B", role="H3")
        self._lines_of(text, BODY, "")

    def pair(self, label: str, text: str) -> None:
        """A label with what it says beside it."""
        if self.will_page_break(12):
            self.add_page()
        self._hand(BODY, "B")
        top, page = self.get_y(), self.page
        with self._tagged("P"):
            self.multi_cell(42, BODY * LINE, printable(label), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
        below = self.get_y()
        self.set_y(top)
        left, self.l_margin = self.l_margin, self.l_margin + 44
        self.set_x(self.l_margin)
        self._lines_of(text, BODY, "")
        self.l_margin = left
        self.set_xy(left, max(self.get_y(), below) if self.page == page else self.get_y())

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:  # type: ignore[override]  # its own is not used
        """Rows under heads, the first cell of each a head as well; heads come again on every page."""
        across = (self.w - self.l_margin - self.r_margin - FIRST) / max(1, len(heads) - 1)
        widths = [FIRST, *([across] * (len(heads) - 1))]
        with self._around("Table"):
            self._row(heads, widths, head=True)
            for row in rows:
                if self.will_page_break(self._height(row, widths)):
                    self.add_page()
                    self._row(heads, widths, head=True)
                self._row(row, widths)

    def _row(self, cells: Sequence[str], widths: Sequence[float], *, head: bool = False) -> None:
        top, left, high = self.get_y(), self.l_margin, self._height(cells, widths, head=head)
        with self._around("TR"):
            for place, (text, width) in enumerate(zip(cells, widths, strict=True)):
                bold = head or place == 0
                with self._beside_the_text():
                    self.set_draw_color(GREY)
                    self.rect(left, top, width, high)
                self._hand(SMALL, "B" if bold else "")
                self.set_xy(left + CELL, top + CELL)
                with self._tagged("TH" if bold else "TD"):
                    self.multi_cell(width - 2 * CELL, SMALL * LINE, _of_cell(text), align="L")
                left += width
        self.set_xy(self.l_margin, top + high)

    def _height(self, cells: Sequence[str], widths: Sequence[float], *, head: bool = False) -> float:
        """Of the highest cell."""
        highest = 0.0
        for place, (text, width) in enumerate(zip(cells, widths, strict=True)):
            self._hand(SMALL, "B" if head or place == 0 else "")
            high = self.multi_cell(
                width - 2 * CELL, SMALL * LINE, _of_cell(text), align="L", dry_run=True, output=MethodReturnValue.HEIGHT
            )
            highest = max(highest, float(high))  # type: ignore[arg-type]  # one value was asked for
        return highest + 2 * CELL

    def _lines_of(  # noqa: PLR0913, PLR0917 - a hand, a place, what it is
        self,
        text: str,
        size: float,
        weight: str,
        grey: int = BLACK,
        indent: float = 0,
        role: str = "P",
        language: str | None = None,
    ) -> None:
        self._hand(size, weight, grey)
        self.set_x(self.l_margin + indent)
        with self._tagged(role, language):
            self.multi_cell(0, size * LINE, printable(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")

    def _hand(self, size: float, weight: str, grey: int = BLACK) -> None:
        self.set_font(FAMILY, weight, size)
        self.set_text_color(grey)


def _of_cell(text: str) -> str:
    shown = printable(text)
    return shown if len(shown) <= LONGEST_CELL else f"{shown[:LONGEST_CELL]}…"


def printable(text: str) -> str:
    """A text without control and direction characters: what is printed is what stands there."""
    kept = (c if c == "\n" else " " if c in "\t\r\f\v" else c for c in text[:LONGEST].replace(STRUCK, PRINTED_STRUCK))
    return "".join(c for c in kept if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
