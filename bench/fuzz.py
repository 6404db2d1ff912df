"""Texts that nobody writes before every reader of text: none may fail, and none may cost more than its length allows.

    python bench/fuzz.py [SECONDS] [SEED]

First the named runs, alternations and endings of `tests.adversarial` for the time given (in an order that the seed
deals), then as long whatever hypothesis makes of their tokens. Times are processor time. Prints the dearest texts; exit
status 1 when one cost more than `PER_CHARACTER` allows.
"""

from __future__ import annotations

import random
import sys
import time
from itertools import chain, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.adversarial import READERS, TOKENS, cost, ends, pairs, runs  # noqa: E402 - after the path

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 16_000
PER_CHARACTER = 0.001
"""Seconds of processor time that a character may cost at this size: sixteen for the whole text."""
SHOWN = 10

_PARTS = st.lists(st.tuples(st.sampled_from(list(TOKENS.values())), st.integers(1, 400)), min_size=1, max_size=12)
_LOOSE = st.text(max_size=200)


def named(dice: random.Random) -> Iterator[tuple[str, str]]:
    """Every named text, in a random order."""
    texts = list(chain(runs(SIZE), pairs(SIZE), ends(SIZE)))
    dice.shuffle(texts)
    return iter(texts)


def dealt(number: int, until: float) -> Iterator[tuple[str, str]]:
    """What hypothesis makes of the tokens, repeated up to the size, until so much processor time has passed."""
    made: list[str] = []

    @seed(number)
    @settings(max_examples=50, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=HealthCheck)
    @given(_PARTS, _LOOSE)
    def deal(parts: list[tuple[str, int]], loose: str) -> None:
        unit = "".join(token * times for token, times in parts) + loose
        made.append((unit * (SIZE // len(unit) + 1))[:SIZE])

    while time.process_time() < until:
        deal()
        yield from ((f"dealt {number}: {text[:60]!r}", text) for text in made)
        made.clear()
        number += 1


def measured(texts: Iterator[tuple[str, str]], until: float) -> Iterator[tuple[float, str]]:
    """Seconds a character of each text with each reader, until so much processor time has passed."""
    for name, text in takewhile(lambda _: time.process_time() < until, texts):
        for reader, read in READERS.items():
            rate = cost(read, text) / len(text)
            if rate > PER_CHARACTER:
                print(f"dear: {rate * 1e6:.0f} µs a character  {reader}: {name}", flush=True)
            yield rate, f"{reader}: {name}"


def main(seconds: float = 300, number: int = 1) -> int:
    """Run it; the exit status."""
    half = time.process_time() + seconds / 2
    found = [*measured(named(random.Random(number)), half)]
    found += measured(dealt(number, half + seconds / 2), half + seconds / 2)
    for rate, name in sorted(found, reverse=True)[:SHOWN]:
        print(f"{rate * 1e6:9.1f} µs a character  {name}")
    over = sum(rate > PER_CHARACTER for rate, _ in found)
    print(f"{len(found)} readings, {over} dearer than {PER_CHARACTER * 1e6:.0f} µs a character")
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main(*(float(word) for word in sys.argv[1:2]), *(int(word) for word in sys.argv[2:3])))
