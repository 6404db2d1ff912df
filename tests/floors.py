"""Floors: for each set of test data the shares below which no figure may fall. They stand in floors.json and only rise.

A figure that falls on purpose (the data changed, a rule was wrong) is lowered in the file by hand: the change shows.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

FILE = Path(__file__).with_name("floors.json")


def floors():
    """The floor of each figure, by set."""
    return json.loads(FILE.read_text("utf-8"))


def fallen(name, shares):
    """What fell, a sentence each; a figure without a floor, or a floor without its figure, is told as well."""
    held = floors()[name]
    changed = [f"{figure}: a floor or a figure is missing" for figure in sorted(held.keys() ^ shares.keys())]
    below = [
        f"{figure}: {shares[figure]:.2%}, and its floor is {floor:.2%}"
        for figure, floor in held.items()
        if figure in shares and shares[figure] < floor - 1e-9
    ]
    return changed + below


def raised(held, shares):
    """The floors after a run: each the higher of floor and figure, to a hundredth of a per cent; new figures join."""
    return {figure: max(held.get(figure, 0.0), math.floor(share * 10_000) / 10_000) for figure, share in shares.items()}


def raise_floors(name, shares):
    """Write the floors of a set anew."""
    every = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    every[name] = raised(every.get(name, {}), shares)
    FILE.write_text(json.dumps(every, indent=1) + "\n", "utf-8")


def table(name, shares, counts):
    """The figures as lines: share, of how many, floor."""
    held = floors().get(name, {})
    lines = [f"  {f:24} {s:7.2%} of {counts[f]:5}   floor {held.get(f, 0):7.2%}" for f, s in shares.items()]
    return "\n".join([name, *lines])
