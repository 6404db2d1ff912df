"""How many words are missing in sixty PDF files by many producers: a table.

    python -m tests.pdfs [--save FOLDER] [--only NAME] [--words]

Every file shows a text that is known (`producers.py`). A word is missing where the text read has it less often.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections import Counter
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from parsers.documents.attestation import words_of
from parsers.documents.external.tools import find_tools
from parsers.documents.limits import Limits
from parsers.documents.reader import read_document
from tests.pdfs import producers as by
from tests.pdfs.producers import PAPERS, Paper, Specimen, changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Make = Callable[[Path], bytes]

CV, LETTER, GERMAN, DUTCH = PAPERS.values()
T1 = r"\usepackage[T1]{fontenc}"
LATIN_MODERN = T1 + r"\usepackage{lmodern}"
OUTLINES = ("-sDEVICE=pdfwrite", "-dNoOutputFonts")


def html(producer: Callable[..., bytes], paper: Paper, style: str, extra: str = "") -> Make:
    return _needing(producer, lambda folder: producer(by.page_of(paper, style, extra), folder))


def tex(producer: Callable[..., bytes], paper: Paper, preamble: str = "") -> Make:
    return _needing(producer, lambda folder: producer(by.latex_of(paper, preamble), folder))


def after(step: Callable[..., bytes], make: Make, *arguments: object, **named: object) -> Make:
    """What `step` makes of the file of another producer."""
    return _needing(step, lambda folder: step(_made(make), folder, *arguments, **named), *by.missing(make))


def edited(make: Make, change: Callable[[pikepdf.Pdf], None], **save: object) -> Make:
    return _needing(make, lambda _: changed(_made(make), change, **save))


def spoilt(make: Make, change: Callable[[bytes], bytes]) -> Make:
    return _needing(make, lambda _: change(_made(make)))


def _needing(of: object, make: Make, *more: str) -> Make:
    make.needs = (*getattr(of, "needs", ()), *more)  # type: ignore[attr-defined]
    return make


@cache
def _made(make: Make) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return make(Path(folder))


def _nothing(_: pikepdf.Pdf) -> None:
    """Saved anew, as it is."""


def _headings_outlined(folder: Path) -> bytes:
    headings, rest = "p, td { visibility: hidden }", "h1, h2 { visibility: hidden }"
    outlined = by.ghostscript(by.chromium(by.page_of(CV, "plain", headings), folder), folder, *OUTLINES)
    return by.laid_over(by.chromium(by.page_of(CV, "plain", rest), folder), outlined)


def _with_junk(data: bytes) -> bytes:
    """Behind what a mail server left before it."""
    return b"\r\n--part\r\nContent-Type: application/pdf\r\n\r\n" * 40 + data


def _cut(data: bytes) -> bytes:
    """Without its cross-reference table, as a broken download."""
    return data[: data.rindex(b"startxref")]


chromium_cv, chromium_letter = html(by.chromium, CV, "sidebar"), html(by.chromium, LETTER, "plain")
weasy_cv, weasy_letter = html(by.weasyprint, CV, "sidebar"), html(by.weasyprint, LETTER, "plain")
office_cv, office_letter = html(by.libreoffice, CV, "table"), html(by.libreoffice, LETTER, "plain")
latex_cv, latex_letter = tex(by.pdflatex, CV, LATIN_MODERN), tex(by.pdflatex, LETTER)


def _typst(paper: Paper, columns: int) -> Make:
    return _needing(by.typst, lambda folder: by.typst(by.typst_of(paper, columns), folder))


def _drawn(producer: Callable[..., bytes], paper: Paper, **named: bool) -> Make:
    return _needing(producer, lambda folder: producer(paper, folder, **named))


ROWS: tuple[tuple[str, Paper, Make], ...] = (
    ("chromium, side column", CV, chromium_cv),
    ("chromium, letter", LETTER, chromium_letter),
    ("chromium, table", CV, html(by.chromium, CV, "table")),
    ("chromium, German", GERMAN, html(by.chromium, GERMAN, "sidebar")),
    ("chromium, Dutch", DUTCH, html(by.chromium, DUTCH, "plain")),
    ("chromium, hyphens, justified", LETTER, html(by.chromium, LETTER, "plain", "p{text-align:justify;hyphens:auto}")),
    ("chromium, spaced headings", CV, html(by.chromium, CV, "plain", "h2{letter-spacing:.3em}")),
    ("chromium, white on dark", CV, html(by.chromium, CV, "plain", "body{background:#123;color:#fff}")),
    ("weasyprint, side column", CV, weasy_cv),
    ("weasyprint, letter", LETTER, weasy_letter),
    ("weasyprint, German", GERMAN, html(by.weasyprint, GERMAN, "table")),
    ("weasyprint, Dutch", DUTCH, html(by.weasyprint, DUTCH, "sidebar")),
    ("libreoffice, table", CV, office_cv),
    ("libreoffice, letter", LETTER, office_letter),
    ("libreoffice, German", GERMAN, html(by.libreoffice, GERMAN, "plain")),
    ("libreoffice, PDF/A, tagged", DUTCH, _needing(by.libreoffice, lambda folder: by.libreoffice(
        by.page_of(DUTCH, "plain"), folder,
        options=':{"SelectPdfVersion":{"type":"long","value":"2"},"UseTaggedPDF":{"type":"boolean","value":"true"}}'))),
    ("typst, one column", CV, _typst(CV, 1)),
    ("typst, two columns", CV, _typst(CV, 2)),
    ("typst, letter", LETTER, _typst(LETTER, 1)),
    ("typst, German", GERMAN, _typst(GERMAN, 2)),
    ("latex, accents composed (OT1)", LETTER, latex_letter),
    ("latex, Latin Modern (T1)", CV, latex_cv),
    ("latex, German (OT1)", GERMAN, tex(by.pdflatex, GERMAN)),
    ("latex, bitmaps of dvips (OT1)", LETTER, tex(by.dvips, LETTER)),
    ("latex, bitmaps of dvips (T1)", CV, tex(by.dvips, CV, T1)),
    ("latex, outlines of dvips", DUTCH, tex(partial(by.dvips, bitmaps=False), DUTCH, "")),
    ("reportlab, base font", LETTER, _drawn(by.reportlab, LETTER)),
    ("reportlab, embedded font", CV, _drawn(by.reportlab, CV, embedded=True)),
    ("reportlab, letter by letter", LETTER, _drawn(by.reportlab, LETTER, embedded=True, scattered=True)),
    ("fpdf2, embedded font", CV, _drawn(by.fpdf, CV)),
    ("fpdf2, base font", LETTER, _drawn(by.fpdf, LETTER, embedded=False)),
    ("ghostscript distils chromium", CV, after(by.ghostscript, chromium_cv, "-sDEVICE=pdfwrite")),
    ("ghostscript distils latex", LETTER, after(by.ghostscript, latex_letter, "-sDEVICE=pdfwrite")),
    ("ghostscript, PDF 1.2", CV, after(by.ghostscript, weasy_cv, "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.2")),
    ("ghostscript outlines, side column", CV, after(by.ghostscript, chromium_cv, *OUTLINES)),
    ("ghostscript outlines, letter", LETTER, after(by.ghostscript, chromium_letter, *OUTLINES)),
    ("headings as outlines (design)", CV, _needing(by.chromium, _headings_outlined, "gs", "chromium")),
    ("ghostscript, picture", LETTER, after(by.ghostscript, weasy_letter, "-sDEVICE=pdfimage24", "-r200")),
    ("through PostScript, chromium", CV, after(by.through_postscript, chromium_cv)),
    ("through PostScript, weasyprint", LETTER, after(by.through_postscript, weasy_letter)),
    ("cairo", CV, after(by.cairo, chromium_cv)),
    ("cairo, weasyprint", LETTER, after(by.cairo, weasy_letter)),
    ("cairo through PostScript", CV, after(by.cairo_postscript, chromium_cv)),
    ("own CMap", LETTER, edited(chromium_letter, by.own_cmap)),
    ("own CMap, side column", CV, edited(weasy_cv, by.own_cmap)),
    ("ToUnicode missing, chromium", LETTER, edited(chromium_letter, by.no_names)),
    ("ToUnicode missing, libreoffice", CV, edited(office_cv, by.no_names)),
    ("ToUnicode missing, latex", CV, edited(latex_cv, by.no_names)),
    ("private use area", LETTER, edited(chromium_letter, by.mapped_to(0xE000))),
    ("mapped to NUL", LETTER, edited(weasy_letter, by.mapped_to(0))),
    ("mapped to wrong letters", LETTER, edited(chromium_letter, by.mapped_to(0x0061))),
    ("tiles", LETTER, spoilt(chromium_letter, partial(by.tiles, across=6, down=9))),
    ("tiles, a footer of text", LETTER, spoilt(weasy_letter, partial(by.tiles, across=1, down=12, header="Scan 1/1"))),
    ("forms within forms", CV, spoilt(chromium_cv, by.in_forms)),
    ("turned by 90 degrees", CV, edited(weasy_cv, by.turned(90))),
    ("cropped sheet", LETTER, edited(chromium_letter, by.cropped)),
    ("encrypted for no one", CV, edited(chromium_cv, _nothing, encryption=pikepdf.Encryption(owner="x", user="", R=6))),
    ("junk before the header", LETTER, spoilt(office_letter, _with_junk)),
    ("without a table of objects", CV, spoilt(office_cv, _cut)),
    ("form that shows its values", LETTER, lambda _: by.with_form(LETTER, values=False)),
)  # fmt: skip


def specimens(only: str = "") -> Iterator[Specimen | str]:
    """Every file, or the sentence that says why it could not be made."""
    for name, paper, make in ROWS:
        if only not in name:
            continue
        if lacking := by.missing(make):
            yield f"{name}: needs {', '.join(lacking)}"
            continue
        try:
            data = _made(make)
        except (subprocess.SubprocessError, OSError) as exc:
            yield f"{name}: {exc}"
            continue
        yield Specimen(name, data, paper.text)


def lost(shown: str, read: str) -> Counter[str]:
    """The words shown that were not read, as often as they are missing."""
    return Counter(words_of(shown)) - Counter(words_of(read))


def share_missing(shown: str, read: str) -> float:
    """The share of the words shown that were not read."""
    return lost(shown, read).total() / len(words_of(shown))


def tell(line: str) -> None:
    """A row of the table, as soon as it is known."""
    print(line, flush=True)  # noqa: T201 - a command's answer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--save", type=Path, help="write the files and their texts here as well")
    parser.add_argument("--only", default="", help="rows whose name holds this")
    parser.add_argument("--words", action="store_true", help="print the words that are missing")
    chosen = parser.parse_args()
    tools, over, count = find_tools(), 0, 0
    for item in specimens(chosen.only):
        if isinstance(item, str):
            tell(f"{'left out':>8}  {item}")
            continue
        document = read_document(item.data, place="1", filename=item.name, limits=Limits(), tools=tools)
        share = share_missing(item.text, document.text)
        count, over = count + 1, over + (share > 0.005)
        how = {f"{page.method}/{page.agreement}" for page in document.pages} or {str(document.reason)}
        tell(f"{share:8.1%}  {item.name:36} {' '.join(sorted(how))}")
        if chosen.words and share:
            tell(" ".join(["         ", *lost(item.text, document.text)]))
        if chosen.save:
            _saved(chosen.save, item)
    tell(f"{over} of {count} miss more than 0.5 % of their words")


def _saved(folder: Path, item: Specimen) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    stem = "".join(letter if letter.isalnum() else "-" for letter in item.name)
    (folder / f"{stem}.pdf").write_bytes(item.data)
    (folder / f"{stem}.json").write_text(
        json.dumps({"name": item.name, "text": item.text}, ensure_ascii=False), "utf-8"
    )


if __name__ == "__main__":
    main()
