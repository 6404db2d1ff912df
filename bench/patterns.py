"""The patterns of the rooms that read people, counted: how many, how long, how many look-behinds; and lines of Python.

    python -m bench.patterns [--all]

A pattern is a compiled expression that a module keeps; one that several modules share counts once. With --all each is
printed, the longest first.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOMS = ("parsers.facts", "parsers.layout", "parsers.lexicon", "parsers.rules", "parsers.text")
_LOOK_BEHIND = re.compile(r"\(\?<[!=]")


def patterns() -> dict[str, str]:
    """Each pattern of the rooms, with the first module and name that keep it."""
    found: dict[str, str] = {}
    for module in modules():
        for name, kept in vars(importlib.import_module(module)).items():
            for value in _values(kept):
                if isinstance(value, re.Pattern):
                    found.setdefault(value.pattern, f"{module} {name}")
    return found


def modules() -> Iterator[str]:
    """The names of the rooms' modules."""
    for room in ROOMS:
        folder = importlib.import_module(room).__path__
        yield from (module.name for module in pkgutil.walk_packages(folder, f"{room}."))


def _values(kept: object) -> Iterator[object]:
    """What a name stands for, and what lies in a list or a table."""
    if isinstance(kept, dict):
        kept = tuple(kept.values())
    if isinstance(kept, (tuple, list)):
        for value in kept:
            yield from value if isinstance(value, tuple) else (value,)
    else:
        yield kept


def look_behinds(pattern: str) -> int:
    """How many look-behinds a pattern has."""
    return len(_LOOK_BEHIND.findall(pattern))


def lines() -> int:
    """The lines of Python in the rooms."""
    folders = (Path(*room.split(".")) for room in ROOMS)
    return sum(len(file.read_text("utf-8").splitlines()) for folder in folders for file in folder.rglob("*.py"))


def main(*, everything: bool) -> None:
    """Print the counts, and each pattern where asked."""
    found = sorted(patterns().items(), key=lambda kept: -len(kept[0]))
    behind = sum(look_behinds(pattern) for pattern, _ in found)
    sys.stdout.write(f"{len(found)} patterns, {behind} look-behinds, the longest {len(found[0][0])} characters\n")
    sys.stdout.write(f"{lines()} lines of Python\n")
    for pattern, where in found if everything else ():
        sys.stdout.write(f"{len(pattern):4} {where} {pattern!r}\n")


if __name__ == "__main__":
    main(everything="--all" in sys.argv[1:])
