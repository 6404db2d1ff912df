"""Pictures of invented pages, what both readers of pictures make of them, and how far the share told is true.

    python -m tests.pictures make FOLDER            two hundred pictures, each with its words beside it
    python -m tests.pictures read FOLDER            what each reader makes of them, kept beside them as JSON; slow
    python -m tests.pictures table FOLDER [--half tune|held]

Pages of even number are for tuning, those of odd number are held back. What was made or read already is left as it is.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING
from zlib import crc32

from parsers.values.documents import DOUBTED
from tests.pdfs.__main__ import tell
from tests.pictures.devices import DEVICES
from tests.pictures.pages import pages, words_of
from tests.pictures.recording import recorded, replayed

if TYPE_CHECKING:
    from collections.abc import Iterator

RIGHT, FINE = 0.95, 0.97
"""What is told as good is to have more than this share of its words; what has this share is not to be doubted."""


def make(folder: Path) -> None:
    """Write every picture, and its words as text of the same name."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages()):
        for row, devices in enumerate(DEVICES):
            device = devices[(number // 2) % len(devices)]
            stem = f"{number:02}-{row}-{page.name}-{device.__name__}"
            if (folder / f"{stem}.txt").exists():
                continue
            data = device(page.image, number * 10 + row)
            suffix = ".tif" if data.startswith(b"II*") else ".jpg"
            (folder / f"{stem}{suffix}").write_bytes(data)
            (folder / f"{stem}.txt").write_text(page.words, "utf-8")


def read(folder: Path) -> None:
    """Record what the readers make of every picture that has no record yet; whatever is done first is a sample."""
    while left := [path for path in folder.glob("*.txt") if not path.with_suffix(".json").exists()]:
        words = min(left, key=lambda path: crc32(path.stem.encode()))
        record = recorded(picture_of(words).read_bytes())
        words.with_suffix(".json").write_text(json.dumps(record, ensure_ascii=False), "utf-8")


def picture_of(words: Path) -> Path:
    """The picture beside its words."""
    return next(path for path in words.parent.glob(f"{words.stem}.*") if path.suffix in {".jpg", ".tif"})


def table(folder: Path, half: str) -> None:
    """Every page with what is told and what is true, the doubtful cases marked; then a line a bin of the share told."""
    rows = sorted(_rows(folder, half), key=lambda row: row[1])
    for sure, recall, name in rows:
        tell(f"{sure:5.2f} {recall:6.3f}  {name:44}{_fault(sure, recall)}")
    for low, high in pairwise((0.0, 0.3, 0.6, 0.8, 0.9, 0.95, 1.01)):
        found = [recall for sure, recall, _ in rows if low <= sure < high]
        if found:
            spread = f"recall {min(found):.3f} to {max(found):.3f}, mean {fmean(found):.3f}"
            tell(f"told {low:.2f} to {min(high, 1):.2f}: {len(found):3} pages, {spread}")
    good = [recall for sure, recall, _ in rows if sure >= DOUBTED]
    fine = [sure for sure, recall, _ in rows if recall > FINE]
    tell(f"told as good: {len(good)}, of which recall is over {RIGHT}: {sum(recall > RIGHT for recall in good)}")
    tell(f"silent halves: {sum(recall < 0.5 for recall in good)}")
    tell(f"recall over {FINE}: {len(fine)}, of which told as doubtful: {sum(sure < DOUBTED for sure in fine)}")


def _rows(folder: Path, half: str) -> Iterator[tuple[float, float, str]]:
    """The share told, the true one and the name of each recorded picture of a half."""
    for path in sorted(folder.glob("*.json")):
        if (int(path.name[:2]) % 2 == 0) == (half == "tune"):
            sheet = replayed(json.loads(path.read_text("utf-8")))
            yield sheet.sure or 0.0, recall_of(path.with_suffix(".txt").read_text("utf-8"), sheet.text), path.stem


def recall_of(shown: str, read_so: str) -> float:
    """The share of the words shown that were read, each as often as it is shown."""
    wanted = Counter(words_of(shown))
    return (wanted & Counter(words_of(read_so))).total() / max(1, wanted.total())


def _fault(sure: float, recall: float) -> str:
    if sure >= DOUBTED:
        return " SILENT HALF" if recall < 0.5 else " told as good" if recall <= RIGHT else ""
    return " told as doubtful" if recall > FINE else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("make", "read", "table"):
        commands.add_parser(name).add_argument("folder", type=Path)
    commands.choices["table"].add_argument("--half", choices=("tune", "held"), default="tune")
    given = parser.parse_args()
    if given.command == "table":
        table(given.folder, given.half)
    else:
        {"make": make, "read": read}[given.command](given.folder)


if __name__ == "__main__":
    main()
