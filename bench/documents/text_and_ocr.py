"""Pages a second for text PDFs beside pdfminer.six, pypdfium2 and pdftotext; seconds a page for OCR.

    python bench/documents/text_and_ocr.py [FOLDER_OF_PDFS]

Without a folder it makes a set of two-column pages itself. Run it on an idle machine: each figure is the best of three.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import pypdfium2  # noqa: E402
from pdfminer.high_level import extract_text  # noqa: E402

from jobs.sandbox.pool import Pool  # noqa: E402
from jobs.sandbox.tasks import File, ReadingSettings, file_task  # noqa: E402
from parsers.documents.external.tools import Tools, find_tools  # noqa: E402
from parsers.documents.limits import Limits  # noqa: E402
from parsers.documents.reader import read_document  # noqa: E402

WORDS = [
    "Nommée",
    "à",
    "titre",
    "définitif",
    "depuis",
    "2015,",
    "j'enseigne",
    "le",
    "français",
    "et",
    "j'accompagne",
    "les",
    "élèves",
    "dans",
    "leurs",
    "choix",
    "d'orientation",
    "avec",
    "les",
    "partenaires",
    "de",
    "la",
    "région,",
    "les",
    "familles",
    "et",
    "les",
    "équipes",
    "des",
    "écoles",
    "secondaires",
]
OCR_PAGES = 8


def best(action: Callable[[], object], times: int = 3) -> float:
    """The shortest of several runs, in seconds."""
    spent = []
    for _ in range(times):
        begin = time.perf_counter()
        action()
        spent.append(time.perf_counter() - begin)
    return min(spent)


def made_pdfs(count: int = 20) -> list[bytes]:
    """Text PDFs of two columns, two pages each."""
    return [_text_pdf(seed) for seed in range(count)]


def _text_pdf(seed: int) -> bytes:
    streams = []
    for page in range(2):
        parts = [b"BT /F 10 Tf"]
        for column in range(2):
            for row in range(48):
                words = [WORDS[(seed + page + column * 7 + row * 5 + n) % len(WORDS)] for n in range(7)]
                text = " ".join(words).encode("cp1252").replace(b"(", rb"\(")
                parts.append(b"1 0 0 1 %d %d Tm (%s) Tj" % (40 + 280 * column, 780 - 15 * row, text))
        streams.append(b"\n".join([*parts, b"ET"]))
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[4 0 R 6 0 R]/Count 2>>"]
    bodies.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    for number, stream in enumerate(streams):
        bodies.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (5 + 2 * number)
        )
        bodies.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    data = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % item for item in enumerate(bodies, 1))
    return data + b"trailer<</Size %d/Root 1 0 R>>\n%%%%EOF" % (len(bodies) + 1)


def made_scan(seed: int) -> bytes:
    """A page of text as a picture of 200 dpi."""
    picture = pypdfium2.PdfDocument(_text_pdf(seed))[0].render(scale=200 / 72, grayscale=True).to_pil()
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def page_count(pdfs: Sequence[bytes]) -> int:
    """All pages together."""
    return sum(len(pypdfium2.PdfDocument(data)) for data in pdfs)


def _ours(data: bytes) -> None:
    read_document(data, place="", filename=None, limits=Limits(), tools=Tools())


def _pdfium(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()


def _pdftotext(data: bytes) -> None:
    subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=False)


def text_rates(pdfs: Sequence[bytes]) -> None:
    """Pages a second in this one process, then through the pool's confined workers: to text only, facts apart."""
    pages = page_count(pdfs)
    readers: dict[str, Callable[[bytes], object]] = {
        "this project, in process": _ours,
        "pdfminer.six": lambda data: extract_text(io.BytesIO(data)),
        "pypdfium2": _pdfium,
    }
    if shutil.which("pdftotext"):
        readers["pdftotext"] = _pdftotext
    print(f"text: {len(pdfs)} PDFs, {pages} pages")
    for name, reader in readers.items():
        seconds = best(lambda reader=reader: [reader(data) for data in pdfs])
        print(f"  {name:34} {pages / seconds:8.1f} pages/s")
    settings = ReadingSettings(tools=Tools())
    one, two = (
        pooled(pdfs, workers, lambda pool, data: pool.submit(file_task, File(content=data, place=""), settings))
        for workers in (1, 2)
    )
    print(f"  {'this project, one confined worker':34} {pages / one:8.1f} pages/s")
    print(f"  {'this project, two confined workers':34} {pages / two:8.1f} pages/s   ({one / two:.2f} times one)")


def pooled(files: Sequence[bytes], workers: int, begin: Callable[[Pool, bytes], Future[Any]]) -> float:
    """Seconds that a pool of so many workers takes for the files, started already."""
    with Pool(workers) as pool:
        begin(pool, files[0]).result()
        return best(lambda: [future.result() for future in [begin(pool, data) for data in files]])


def ocr_rates() -> None:
    """Seconds a page, wall clock, and what the second worker gains."""
    scans = [made_scan(seed) for seed in range(OCR_PAGES)]
    settings = ReadingSettings(tools=find_tools())
    one, two = (
        pooled(scans, workers, lambda pool, data: pool.submit(file_task, File(content=data, place=""), settings))
        for workers in (1, 2)
    )
    print(f"OCR: {OCR_PAGES} scanned pages at 200 dpi")
    print(f"  one worker                         {one / OCR_PAGES:8.2f} s/page")
    print(f"  two workers                        {two / OCR_PAGES:8.2f} s/page   ({one / two:.2f} times one)")


def main() -> None:
    """Print both tables."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    pdfs = [path.read_bytes() for path in sorted(folder.rglob("*.pdf"))] if folder else made_pdfs()
    text_rates(pdfs)
    if find_tools().can_read_pictures:
        ocr_rates()


if __name__ == "__main__":
    main()
