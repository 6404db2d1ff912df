"""How the processor time of reading grows with a text: every line of the corpora, repeated, alone and in pairs.

    python -m bench.growth [--own] [--every N] [--pairs N] [--worst N] [--skip N] [FOLDER...]

A text is one line, or two by turns, repeated with line feeds, with spaces or with nothing between. The lines are those
of the sample mailbox's mails and papers and, without --own, of the invented dossiers, of the rules' own examples and of
the tests' texts. A FOLDER adds the lines of its .txt, .eml and .json files and of the papers in its mails. Of lines
that differ by digits alone one is tried. All are read at the first screening size, by one reader after the other in
turn; the slowest share of them at the second; the worst by time and by growth of these at 50 to 400 kB. They are read
as a document, as a mail, and as an application is assembled from it. --every takes one line of so many, --pairs so many
pairs (--skip is their seed), --worst so many to follow.

Growth is the exponent between two sizes: 1 is linear, 2 is quadratic. What takes less than NOTHING has none.
"""

from __future__ import annotations

import argparse
import ast
import json
import logging
import random
import re
import sys
from dataclasses import dataclass
from email import message_from_bytes
from itertools import pairwise
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.sandbox.tasks import File, read_file
from parsers.rules.registry import registry
from tests.adversarial import READERS, SETTINGS, TOKENS, cost

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parent.parent
PAGE = 4_000
SCREENS = (12_000, 48_000)
"""Characters at which all texts are read, and the slower ones of them."""
SLOWER = 5
"""One of so many is read at the second screening size."""
SIZES = (50_000, 100_000, 200_000, 400_000)
NOTHING = 0.3
"""Seconds below which growth is not told."""
ENOUGH = 8.0
"""Seconds: what takes longer is not tried at a larger size."""
LONGEST = 300
"""Characters of a line: of a longer one the beginning is repeated."""
BETWEEN = {"lines": "\n", "spaces": " ", "nothing": ""}


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One text, read by one reader at several sizes."""

    reader: str
    piece: str
    seconds: dict[int, float]

    @property
    def growth(self) -> float:
        """The largest exponent between two sizes that follow each other."""
        steps = list(self.seconds.items())
        told = [
            log(after / max(before, NOTHING / 3)) / log(large / small)
            for (small, before), (large, after) in pairwise(steps)
            if after > NOTHING and large > 1.5 * small
        ]
        return max(told, default=0.0)

    @property
    def last(self) -> float:
        """Seconds at the largest size tried."""
        return max(self.seconds.values())

    def __str__(self) -> str:
        told = "  ".join(f"{size // 1000}k {seconds:.2f}" for size, seconds in self.seconds.items())
        return f"{self.growth:4.2f}  {told}  {self.reader}  {self.piece[:90]!r}"


def phrases(folders: Iterable[Path], *, own: bool = False) -> list[str]:
    """Every line, one for each that differs by more than digits, in a fixed order; `own` without what is invented."""
    invented = () if own else (dossiers(), examples())
    sources = (*invented, mails(ROOT / "tests/data/sample-mailbox/messages"), *map(mails, folders))
    told = [*TOKENS.values(), *(line for source in sources for text in source for line in text.splitlines())]
    bare = (line.strip()[:LONGEST] for line in told if line.strip())
    return list({re.sub(r"\d", "9", line): line for line in bare}.values())


def dossiers() -> Iterator[str]:
    """The texts of the invented dossiers."""
    for path in sorted((ROOT / "tests/corpus/candidates").rglob("*.json")):
        dossier = json.loads(path.read_text("utf-8"))
        yield dossier["body"]
        yield from (page for document in dossier["documents"] for page in document["pages"])


def mails(folder: Path) -> Iterator[str]:
    """What stands in a folder's files as text."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".eml" and path.is_file():
            yield from _parts(path.read_bytes())
        elif path.suffix == ".txt" and path.is_file():
            yield path.read_text("utf-8", "replace")
        elif path.suffix in {".json", ".jsonl"} and path.is_file():
            yield from _strings(path.read_text("utf-8", "replace"))


def _parts(content: bytes) -> Iterator[str]:
    """The text of a mail and of its papers, as far as they are read without OCR."""
    for part in message_from_bytes(content).walk():
        if part.is_multipart():
            continue
        data = part.get_payload(decode=True)
        if part.get_content_maintype() == "text":
            yield data.decode("utf-8", "replace")
        else:
            yield read_file(File(content=data, place="1", filename=part.get_filename()), SETTINGS).document.text


def _strings(text: str) -> Iterator[str]:
    for literal in re.findall(r'"(?:[^"\\\n]|\\.)*"', text):
        yield str(json.loads(literal, strict=False))


def examples() -> Iterator[str]:
    """The rules' own examples, and the strings of the tests of the rooms that read."""
    for rule in registry().rules.values():
        yield from ("".join(words for words, _ in example.pieces) for example in rule.examples)
    for path in sorted((ROOT / "tests/unit/parsers").rglob("*.py")):
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        yield from (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def pieces(lines: list[str], pairs: int, chance: random.Random) -> Iterator[str]:
    """What is repeated: each line, and pairs of two, in the ways of standing side by side by turns."""
    ways = list(BETWEEN.values())
    for number, line in enumerate(lines):
        yield line + ways[number % len(ways)]
    for number in range(pairs):
        between = ways[number % len(ways)]
        yield "".join(line + between for line in chance.sample(lines, 2))


def filled(piece: str, size: int) -> str:
    """A text of about `size` characters."""
    return piece * max(1, size // len(piece))


def screened(found: Iterable[str]) -> Iterator[Measured]:
    """Each piece read at the first screening size, by the readers in turn."""
    for number, piece in enumerate(found):
        name = list(READERS)[number // len(BETWEEN) % len(READERS)]
        yield followed(Measured(reader=name, piece=piece, seconds={}), SCREENS[:1])
        if number % 200 == 0:
            sys.stderr.write(f"{number} texts\n")


def followed(one: Measured, sizes: Iterable[int] = SIZES) -> Measured:
    """The same, at these sizes too, as long as it does not take too long."""
    seconds = dict(one.seconds)
    for size in sizes:
        if max(seconds.values(), default=0) > ENOUGH:
            break
        seconds[size] = cost(READERS[one.reader], filled(one.piece, size))
    return Measured(reader=one.reader, piece=one.piece, seconds=seconds)


def slowest(found: list[Measured], number: int) -> list[Measured]:
    """The worst by time, one at the least."""
    return sorted(found, key=lambda one: -one.last)[: max(1, number)]


def worst(found: list[Measured], number: int) -> list[Measured]:
    """The worst by time and by growth, each once."""
    slow = slowest(found, number)
    steep = sorted(found, key=lambda one: -one.growth)[:number]
    return list({(one.reader, one.piece): one for one in (*slow, *steep)}.values())


def main(arguments: argparse.Namespace) -> None:
    """Print the worst."""
    logging.disable(logging.WARNING)
    lines = phrases(arguments.folders, own=arguments.own)[arguments.skip :: arguments.every]
    found = list(screened(pieces(lines, arguments.pairs, random.Random(arguments.skip))))
    sys.stdout.write(f"{len(found)} texts of {len(lines)} lines, {len(READERS)} readers in turn\n")
    slower = [followed(one, SCREENS[1:]) for one in slowest(found, len(found) // SLOWER)]
    pages = [Measured(reader=one.reader, piece=one.piece, seconds={}) for one in slowest(found, arguments.worst)]
    page = max((followed(one, (PAGE,)) for one in pages), key=lambda one: one.last)
    sys.stdout.write(f"worst page: {page}\n")
    for one in worst(slower, arguments.worst):
        sys.stdout.write(f"{followed(one)}\n")
        sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--own", action="store_true")
    for name, usual in {"every": 1, "pairs": 0, "worst": 20, "skip": 0}.items():
        parser.add_argument(f"--{name}", type=int, default=usual, metavar="N")
    return parser.parse_args()


if __name__ == "__main__":
    main(_arguments())
