"""Invented pages of many designs, as pixels at 300 dpi with their words known, by the producers of `tests.pdfs`."""

from __future__ import annotations

import html
import re
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2

from tests.pdfs import producers as by
from tests.pictures import papers
from tests.pictures.invented_cvs import invented

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PIL import Image

    from tests.pdfs.producers import Paper

DPI = 300
_CSS = {
    "letter": "body{font:%(size)spt/1.45 '%(font)s';padding:6mm 8mm} .contact{text-align:right;margin-bottom:12mm} "
    "p{margin:.8em 0;text-align:justify} h1{font-size:1.2em} h2{font-size:1em;text-decoration:underline}",
    "diploma": "body{font:15pt/1.9 '%(font)s';text-align:center;padding:20mm 14mm;border:3mm double #7a5c1e} "
    "h1{font-size:26pt;font-variant:small-caps;letter-spacing:.06em} p{margin:.2em 0} p:nth-child(4){font-size:24pt}",
    "form": "body{font:%(size)spt/1.3 '%(font)s'} h1{font-size:1.5em;text-align:center} "
    "h2{background:#d8d8d8;padding:1mm;font-size:1.05em;border:.4pt solid #444} "
    "p{border:.4pt solid #444;margin:0;padding:1.6mm} .contact{text-align:center}",
    "mail": "body{font:%(size)spt/1.35 '%(font)s'} h1{font-size:1.15em;border-bottom:1.5pt solid #000} "
    ".contact{border-bottom:.5pt solid #999;padding-bottom:3mm} .contact p{margin:.1em 0}",
    "grid": "body{font:%(size)spt/1.25 '%(font)s'} table{border-collapse:collapse;width:100%%} "
    "td{border:.4pt solid #555;padding:1.1mm} tr:nth-child(even) td{background:#eef2f7} "
    "tr:first-child td{font-weight:bold}",
    "panels": "body{font:%(size)spt/1.35 '%(font)s'} section{background:#f4e7d0;border-radius:3mm;padding:2mm 5mm;"
    "margin:3mm 0} section:nth-of-type(even){background:#20435c;color:#fff} h2{font-size:1.15em;margin:.2em 0} "
    "p{margin:.25em 0}",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownPage:
    """A page as it was drawn, and what stands on it."""

    name: str
    image: Image.Image
    words: str


def pages() -> Iterator[KnownPage]:
    """Every page whose producer this machine has; a page that does not hold all of its words is an error."""
    yield from (KnownPage(name=f"cv-{seed}", image=cv.page, words=cv.words) for seed, cv in _cvs())
    for name, paper, make in _rows():
        yield _known(name, paper, make)


def _cvs() -> Iterator[tuple[int, object]]:
    for seed in range(300, 314):
        yield seed, invented(seed)


def _known(name: str, paper: Paper, make: Callable[[Path], bytes]) -> KnownPage:
    with tempfile.TemporaryDirectory() as folder:
        data = make(Path(folder))
    document = pypdfium2.PdfDocument(data)
    image = document[0].render(scale=DPI / 72).to_pil().convert("RGB")
    if len(document) > 1:
        raise ValueError(f"{name} has {len(document)} pages")
    return KnownPage(name=name, image=image, words=paper.text.replace("|", " "))


def _html(paper: Paper, design: str, font: str, size: float) -> str:
    """The paper in one of the designs above."""
    style = _CSS[design] % {"font": font, "size": size}
    contact = "".join(f"<p>{html.escape(line)}</p>" for line in paper.contact)
    body = "".join(_part(title, lines) for title, lines in paper.parts)
    style = f"@page{{size:A4;margin:16mm}} *{{-webkit-print-color-adjust:exact}} {style}"
    head = f"<!doctype html><meta charset=utf-8><style>{style}</style>"
    return f"{head}<body><h1>{html.escape(paper.name)}</h1><div class=contact>{contact}</div>{body}"


def _part(title: str, lines: tuple[str, ...]) -> str:
    heading = f"<h2>{html.escape(title)}</h2>" if title else ""
    if any("|" in line for line in lines):
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in line.split("|")) + "</tr>" for line in lines
        )
        return f"{heading}<table>{rows}</table>"
    return f"<section>{heading}" + "".join(f"<p>{html.escape(line)}</p>" for line in lines) + "</section>"


def _by_chromium(sheet: papers.Sheet, font: str, size: float) -> Callable[[Path], bytes]:
    return lambda folder: by.chromium(_html(sheet.paper, sheet.design, font, size), folder)


def _by_office(paper: Paper, style: str, font: str) -> Callable[[Path], bytes]:
    return lambda folder: by.libreoffice(by.page_of(paper, style, f"body,p,h1,h2,td{{font-family:'{font}'}}"), folder)


def _rows() -> Iterator[tuple[str, Paper, Callable[[Path], bytes]]]:
    """Name, paper and producer of each page that is no invented CV."""
    letters = [("fr", 1, "Liberation Serif", 11), ("fr", 2, "Carlito", 11), ("nl", 3, "Liberation Sans", 10.5)]
    letters += [("de", 4, "Lato", 10), ("en", 5, "EB Garamond", 12), ("fr", 6, "DejaVu Sans", 9)]
    for language, seed, font, size in letters:
        sheet = papers.letter(language, seed)
        yield f"letter-{language}-{seed}", sheet.paper, _by_chromium(sheet, font, size)
    for seed in (7, 8):
        paper = papers.letter("fr", seed).paper
        yield f"office-letter-{seed}", paper, _by_office(paper, "plain", ("Liberation Serif", "Carlito")[seed % 2])
    for language, seed, font in (("fr", 1, "EB Garamond"), ("nl", 2, "Liberation Serif"), ("en", 3, "DejaVu Serif")):
        sheet = papers.diploma(language, seed)
        yield f"diploma-{language}", sheet.paper, _by_chromium(sheet, font, 12)
    for seed, font in ((1, "Liberation Sans"), (2, "Carlito")):
        sheet = papers.form(seed)
        yield f"form-{seed}", sheet.paper, _by_chromium(sheet, font, 9.5)
    for seed, font, size in ((1, "Liberation Sans", 9), (2, "Roboto", 8), (3, "Liberation Serif", 10)):
        sheet = papers.service_table(seed)
        yield f"grid-{seed}", sheet.paper, _by_chromium(sheet, font, size)
    for language, seed, font in (("fr", 1, "Carlito"), ("fr", 2, "Liberation Sans"), ("nl", 3, "Open Sans")):
        sheet = papers.printed_mail(language, seed)
        yield f"mail-{language}-{seed}", sheet.paper, _by_chromium(sheet, font, 9.5)
    for language, paper in (("fr", by.CV), ("de", by.LEBENSLAUF)):
        sheet = papers.Sheet(paper=paper, design="panels")
        yield f"panels-{language}", paper, _by_chromium(sheet, "Open Sans", 9.5)
    yield "office-table", by.CV, _by_office(by.CV, "table", "Liberation Sans")
    yield "office-nl", by.SOLLICITATIE, _by_office(by.SOLLICITATIE, "plain", "Carlito")
    yield "typst-cv", by.CV, partial(_typst, by.CV, 2)
    yield "typst-letter", by.LETTER, partial(_typst, by.LETTER, 1)
    yield "reportlab-letter", by.LETTER, partial(by.reportlab, by.LETTER)
    yield "fpdf-cv", by.CV, partial(by.fpdf, by.CV)


def _typst(paper: Paper, columns: int, folder: Path) -> bytes:
    source = by.typst_of(paper, columns).replace("hyphenate: true", "hyphenate: false")
    return by.typst(source, folder)


def words_of(text: str) -> list[str]:
    """The words and numbers of two characters and more, accents kept, case not."""
    return re.findall(r"[^\W_]{2,}", text.casefold())
