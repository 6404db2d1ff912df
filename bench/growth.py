"""How the processor time of reading grows with a text: every line of the corpora, repeated, alone and in pairs.

    python -m bench.growth [--every N] [--pairs N] [--worst N] [--skip N] [FOLDER...]

A text is one line, or two by turns, repeated with line feeds, with spaces or with nothing between. The lines are those
of the invented dossiers, of the sample mailbox's mails, of the rules' own examples and of the tests' texts; a FOLDER
adds the lines of its .txt, .eml and .json files. Of lines that differ by digits alone one is tried. All are read at two
small sizes; the worst by time and by growth are read at 50 to 400 kB. Each is read as a document, as a mail, and as an
application is assembled from it. --every takes one line of so many, --pairs so many pairs, --worst so many to follow.

Growth is the exponent between two sizes: 1 is linear, 2 is quadratic. What takes less than NOTHING has none.
"""

from __future__ import annotations

import argparse
import ast
import json
import random
import re
import sys
from dataclasses import dataclass
from itertools import pairwise
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.rules.registry import registry
from tests.adversarial import READERS, TOKENS, cost

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parent.parent
PAGE, SMALL = 4_000, 16_000
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
            if after > NOTHING
        ]
        return max(told, default=0.0)

    @property
    def last(self) -> float:
        """Seconds at the largest size tried."""
        return max(self.seconds.values())

    def __str__(self) -> str:
        told = "  ".join(f"{size // 1000}k {seconds:.2f}" for size, seconds in self.seconds.items())
        return f"{self.growth:4.2f}  {told}  {self.reader}  {self.piece[:90]!r}"


def phrases(folders: Iterable[Path]) -> list[str]:
    """Every line, one for each that differs by more than digits, in a fixed order."""
    sources = (dossiers(), mails(ROOT / "tests/data/sample-mailbox/messages"), examples(), *map(mails, folders))
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
        if path.suffix in {".txt", ".eml"} and path.is_file():
            yield "\n".join(line for line in path.read_text("utf-8", "replace").splitlines() if not _is_base64(line))
        elif path.suffix in {".json", ".jsonl"} and path.is_file():
            yield from _strings(path.read_text("utf-8", "replace"))


def _is_base64(line: str) -> bool:
    return len(line) > 40 and " " not in line


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
    """Each piece read at the small sizes."""
    for number, piece in enumerate(found):
        for name, reader in READERS.items():
            yield Measured(
                reader=name, piece=piece, seconds={size: cost(reader, filled(piece, size)) for size in (PAGE, SMALL)}
            )
        if number % 200 == 0:
            sys.stderr.write(f"{number} texts\n")


def followed(one: Measured) -> Measured:
    """The same, at larger sizes too, as long as it does not take too long."""
    seconds = dict(one.seconds)
    for size in SIZES:
        if max(seconds.values()) > ENOUGH:
            break
        seconds[size] = cost(READERS[one.reader], filled(one.piece, size))
    return Measured(reader=one.reader, piece=one.piece, seconds=seconds)


def worst(found: list[Measured], number: int) -> list[Measured]:
    """The worst by time and by growth, each once."""
    slow = sorted(found, key=lambda one: -one.last)[:number]
    steep = sorted(found, key=lambda one: -one.growth)[:number]
    return list({(one.reader, one.piece): one for one in (*slow, *steep)}.values())


def main(arguments: argparse.Namespace) -> None:
    """Print the worst."""
    lines = phrases(arguments.folders)[arguments.skip :: arguments.every]
    found = list(screened(pieces(lines, arguments.pairs, random.Random(arguments.skip))))
    page = max(found, key=lambda one: one.seconds[PAGE])
    sys.stdout.write(f"{len(found) // len(READERS)} texts of {len(lines)} lines, {len(READERS)} readers\n")
    sys.stdout.write(f"worst page: {page}\n")
    for one in worst(found, arguments.worst):
        sys.stdout.write(f"{followed(one)}\n")
        sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    for name, usual in {"every": 1, "pairs": 0, "worst": 20, "skip": 0}.items():
        parser.add_argument(f"--{name}", type=int, default=usual, metavar="N")
    return parser.parse_args()


if __name__ == "__main__":
    main(_arguments())
