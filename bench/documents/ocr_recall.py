"""Words read from scans and photographs of invented CVs, by each reader: recall by file, processor time, memory.

    python bench/documents/ocr_recall.py make FOLDER [--first 0] [--count 20]     # needs chromium
    python bench/documents/ocr_recall.py run FOLDER [--half even|odd] [--before CHECKOUT] [READER...]

Readers: product, before (the product of another checkout), tesseract (as it comes), rapidocr (as it comes).
A picture's truth is the .txt of its name beside it, so any folder of such pairs can be measured.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve()
ROOT = HERE.parents[2]
READERS = ("before", "tesseract", "rapidocr", "product")


def words_of(text: str) -> Counter[str]:
    """The words and numbers of two characters and more, accents kept, case not."""
    return Counter(re.findall(r"[^\W_]{2,}", unicodedata.normalize("NFKC", text).casefold()))


def recall(truth: str, read: str) -> float:
    """Share of the truth's words that were read, each as often as it stands there."""
    wanted, found = words_of(truth), words_of(read)
    return sum((wanted & found).values()) / max(1, wanted.total())


def make(folder: Path, first: int, count: int) -> None:
    """A scan and a photograph for every seed; every seventh photograph shows two pages."""
    sys.path.insert(0, str(ROOT))
    from tests.pictures.disturbed import photographed, scanned  # noqa: PLC0415 - only to make them
    from tests.pictures.invented_cvs import invented  # noqa: PLC0415 - as above

    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(first, first + count):
        cv, others = invented(seed), [invented(seed + 100), *([invented(seed + 200)] if seed % 7 == 3 else [])]
        (folder / f"scan-{seed:02}.jpg").write_bytes(scanned(cv.page, seed))
        (folder / f"scan-{seed:02}.txt").write_text(cv.words, "utf-8")
        (folder / f"photo-{seed:02}.jpg").write_bytes(photographed([other.page for other in others], seed))
        (folder / f"photo-{seed:02}.txt").write_text(" ".join(other.words for other in others), "utf-8")
        print(f"{seed}: {cv.design.layout}, {others[0].design.layout}", flush=True)


def read_product(path: Path) -> str:
    """The picture's text by the checkout that stands first on the path."""
    from parsers.documents.external.tools import find_tools  # noqa: PLC0415 - as above
    from parsers.documents.limits import Limits  # noqa: PLC0415 - as above
    from parsers.documents.reader import read_document  # noqa: PLC0415 - of the checkout to be measured

    document = read_document(
        path.read_bytes(), place="", filename=None, limits=Limits(external_seconds=900), tools=find_tools()
    )
    print([problem.code for problem in document.problems], file=sys.stderr)
    return document.text


def read_tesseract(path: Path) -> str:
    """The picture's text by Tesseract with automatic page segmentation and orientation."""
    command = ["tesseract", str(path), "stdout", "-l", "fra", "--psm", "1"]
    answer = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    return answer.stdout.decode("utf-8", "replace")


def read_rapidocr(path: Path) -> str:
    """The picture's text by RapidOCR as it comes, with one thread."""
    from rapidocr import RapidOCR  # noqa: PLC0415 - an optional package

    key = "EngineConfig.onnxruntime.intra_op_num_threads"
    result = RapidOCR(params={key: 1, "Global.log_level": "error"})(str(path))
    return "\n".join(result.txts or ())


def measured(reader: str, path: Path, checkout: Path) -> tuple[str, float, int]:
    """The text, processor seconds and peak memory (MiB) of one reader in a process of its own."""
    command = [sys.executable, str(HERE), "read", reader, str(path)]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, env={**os.environ, "PYTHONPATH": str(checkout)})
        _, _, used = os.wait4(process.pid, 0)
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
    return text, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def run(folder: Path, readers: list[str], half: str | None, before: Path | None) -> None:
    """A line a picture, and the means of scans and of photographs."""
    checkouts = dict.fromkeys(readers, ROOT) | {"before": before or ROOT}
    pictures = [path for path in sorted(folder.iterdir()) if path.suffix in {".jpg", ".png"}]
    if half:
        pictures = [path for path in pictures if int(re.findall(r"\d+", path.stem)[-1]) % 2 == (half == "odd")]
    print(f"{'':14}" + "".join(f"{reader:>24}" for reader in readers))
    totals: dict[str, list[list[tuple[float, float, int]]]] = {}
    for path in pictures:
        truth, row = path.with_suffix(".txt").read_text("utf-8"), []
        for reader in readers:
            text, seconds, memory = measured(reader, path, checkouts[reader])
            row.append((recall(truth, text), seconds, memory))
        print(f"{path.stem:14}" + "".join(f"{share:10.3f}{cpu:7.1f}s{mem:4}MB" for share, cpu, mem in row), flush=True)
        totals.setdefault(path.stem.split("-")[0], []).append(row)
    for kind, rows in totals.items():
        print(f"{kind + ', mean':14}" + "".join(_mean([row[n] for row in rows]) for n in range(len(readers))))


def _mean(cells: list[tuple[float, float, int]]) -> str:
    share, seconds = (sum(cell[n] for cell in cells) / len(cells) for n in (0, 1))
    return f"{share:10.3f}{seconds:7.1f}s{max(cell[2] for cell in cells):4}MB"


def main() -> None:
    """Make the pictures, or measure readers on them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("folder", type=Path)
    making.add_argument("--first", type=int, default=0)
    making.add_argument("--count", type=int, default=20)
    running = commands.add_parser("run")
    running.add_argument("folder", type=Path)
    running.add_argument("readers", nargs="*", default=["tesseract", "product"], metavar="READER")
    running.add_argument("--half", choices=["even", "odd"])
    running.add_argument("--before", type=Path)
    reading = commands.add_parser("read")
    reading.add_argument("reader", choices=READERS)
    reading.add_argument("path", type=Path)
    given = parser.parse_args()
    if given.command == "make":
        make(given.folder, given.first, given.count)
    elif given.command == "run":
        run(given.folder, given.readers, given.half, given.before)
    else:
        readers = {"tesseract": read_tesseract, "rapidocr": read_rapidocr}
        print(readers.get(given.reader, read_product)(given.path))


if __name__ == "__main__":
    main()
