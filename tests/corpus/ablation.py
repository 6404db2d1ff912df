"""What each function of the readers carries alone: it gives nothing in its turn, and the dossiers are read again.

    python -m tests.corpus.ablation [FOLDER...]

Reads the dossiers of each FOLDER, else those that are held back. Prints for each function of `parsers/facts` and
`parsers/layout` its lines, the right answers that are lost without it, and the wrong ones that are then told as sure;
what carries nothing stands first. A guard that refuses carries wrong answers, and no right ones: it stays.
"""

from __future__ import annotations

import ast
import importlib
import json
import os
import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.criteria import EO_CRITERIA
from parsers.profile import assemble
from tests.corpus import evaluate
from tests.corpus.measures import Tally, score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FunctionType

ROOT = Path(__file__).parents[2]
ROOMS = ("parsers/facts", "parsers/layout")
NOTHING: dict[str, Callable[..., object]] = {
    "None": lambda *_, **__: None,
    "bool": lambda *_, **__: False,
    "Iterator": lambda *_, **__: iter(()),
    "tuple": lambda *_, **__: (),
    "list": lambda *_, **__: [],
}
"""By what a function is told to give: what it gives instead."""
VALUES = ("sure_and_right", "precision", "evidence_placed")
"""Figures of which a total rises with what is told: they are no answers of their own."""


def functions() -> Iterator[tuple[str, FunctionType, int, Callable[..., object]]]:
    """Each function of a module: its name, itself, its lines, and what it is to do instead."""
    for file in sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py")):
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        module = importlib.import_module(name.removesuffix(".__init__"))
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and (instead := _instead(node)):
                given = getattr(module, node.name)
                lines = (node.end_lineno or 0) - node.lineno + 1
                yield f"{name}.{node.name}", getattr(given, "__wrapped__", given), lines, instead


def _instead(node: ast.FunctionDef) -> Callable[..., object] | None:
    told = ast.unparse(node.returns) if node.returns else ""
    if told.endswith("| None"):
        return NOTHING["None"]
    if told.startswith("tuple[") and not told.endswith("...]"):
        return None
    return NOTHING.get(told.partition("[")[0])


def answers(dossiers: list[dict[str, object]]) -> tuple[float, float]:
    """The right answers of the dossiers, and the wrong ones that are told as sure."""
    tally = Tally()
    for dossier in dossiers:
        sources, texts = evaluate.sources_of(dossier)
        profile = assemble(sources, criteria=EO_CRITERIA, cutoff=evaluate.CUTOFF)
        score(tally, dossier["id"], dossier["truth"], profile, texts)
    right = sum(count for figure, count in tally.right.items() if figure not in VALUES and " " not in figure)
    return right, tally.total["sure_and_right"] - tally.right["sure_and_right"]


def without(function: FunctionType, instead: Callable[..., object], dossiers: list[dict[str, object]]) -> object:
    """The answers that are left, worked out in a process of its own; None where nothing can be read."""

    def read() -> object:
        function.__code__ = instead.__code__  # type: ignore[attr-defined]
        function.__defaults__, function.__kwdefaults__ = None, None  # type: ignore[assignment]
        return answers(dossiers)

    return in_fork(read)


def in_fork(read: Callable[[], object]) -> object:
    """What `read` gives in a copy of this process, which nothing is left of."""
    receiving, sending = os.pipe()
    if not (child := os.fork()):
        try:
            with os.fdopen(sending, "wb") as pipe:
                pickle.dump(read(), pipe)
        finally:
            os._exit(0)
    os.close(sending)
    with os.fdopen(receiving, "rb") as pipe:
        given = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(given) if given else None


def main(arguments: list[str]) -> int:
    """Print the table."""
    folders = [Path(given) for given in arguments] or [evaluate.HERE / "candidates" / "held"]
    dossiers = [json.loads(path.read_text("utf-8")) for folder in folders for path in sorted(folder.glob("*.json"))]
    answers(dossiers[:1])  # the lexicon is loaded once, before the first copy
    right, wrong = in_fork(lambda: answers(dossiers))  # type: ignore[misc]
    rows = []
    for name, function, lines, instead in functions():
        left = without(function, instead, dossiers)
        if isinstance(left, tuple):
            rows.append((right - left[0], left[1] - wrong, lines, name))
    for lost, told, lines, name in sorted(rows, key=lambda row: (row[0], row[1], -row[2])):
        sys.stdout.write(f"{lost:8.1f} right lost {told:6.0f} wrong told {lines:4} lines  {name}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
