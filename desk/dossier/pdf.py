"""Sheets of a printed dossier: a PDF writer that takes every text as plain text."""

from __future__ import annotations

import unicodedata
from importlib.resources import as_file, files

from fpdf import FPDF
from fpdf.enums import XPos, YPos

FAMILY = "DejaVu"
FONTS = {"": "DejaVuSansCondensed.ttf", "B": "DejaVuSansCondensed-Bold.ttf"}
BODY, SMALL, LARGE, TITLE = 9.5, 8.0, 12.0, 17.0
"""Sizes in points."""
LINE = 0.48
"""Millimetres of line for a point of size."""
GREY, RED, BLACK = 95, (150, 25, 25), 0
LONGEST = 60_000
"""Characters of one text that are printed."""


class Sheets(FPDF):
    """A4 pages with a foot that says whose they are. Nothing in a text is markup, a link or an action."""

    def __init__(self, page_word: str) -> None:
        super().__init__(format="A4")
        self._page_word = page_word
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

    def footer(self) -> None:
        """Whose dossier this is, and the page."""
        self.set_y(-13)
        self._hand(SMALL, "", GREY)
        self.cell(0, 5, f"{printable(self._whose)[:90]} – {self._page_word} {self.page - self._before}", align="C")

    def masthead(self, text: str) -> None:
        """Whose dossier begins here."""
        self._lines_of(text, TITLE, "B")

    def heading(self, text: str) -> None:
        """A part's name; never alone at a page's end."""
        if self.will_page_break(26):
            self.add_page()
        self.ln(3)
        self._lines_of(text, LARGE, "B")
        self.set_draw_color(GREY)
        self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())
        self.ln(1.5)

    def paragraph(self, text: str, *, bold: bool = False) -> None:
        """A text over the whole width."""
        self._lines_of(text, BODY, "B" if bold else "")

    def small(self, text: str, *, indent: float = 0) -> None:
        """A lesser text."""
        self._lines_of(text, SMALL, "", GREY, indent)

    def quote(self, text: str, source: str) -> None:
        """A passage of the papers and where it stands."""
        self._lines_of(f"« {text} »", BODY - 0.5, "", BLACK, 5)
        self._lines_of(source, SMALL - 0.5, "", GREY, 5)

    def statement(self, label: str, text: str) -> None:
        """A criterion and what the papers say of it; never parted from its first passage."""
        if self.will_page_break(24):
            self.add_page()
        self._lines_of(label, BODY, "B")
        self._lines_of(text, BODY, "")

    def pair(self, label: str, text: str) -> None:
        """A label with what it says beside it."""
        if self.will_page_break(12):
            self.add_page()
        self._hand(BODY, "B")
        top, page = self.get_y(), self.page
        self.multi_cell(42, BODY * LINE, printable(label), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
        below = self.get_y()
        self.set_y(top)
        left, self.l_margin = self.l_margin, self.l_margin + 44
        self.set_x(self.l_margin)
        self._lines_of(text, BODY, "")
        self.l_margin = left
        self.set_xy(left, max(self.get_y(), below) if self.page == page else self.get_y())

    def _lines_of(self, text: str, size: float, weight: str, grey: int = BLACK, indent: float = 0) -> None:
        self._hand(size, weight, grey)
        self.set_x(self.l_margin + indent)
        self.multi_cell(0, size * LINE, printable(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L", markdown=False)

    def _hand(self, size: float, weight: str, grey: int = BLACK) -> None:
        self.set_font(FAMILY, weight, size)
        self.set_text_color(grey)


def printable(text: str) -> str:
    """A text without control and direction characters: what is printed is what stands there."""
    kept = (c if c == "\n" else " " if c in "\t\r\f\v" else c for c in text[:LONGEST])
    return "".join(c for c in kept if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
