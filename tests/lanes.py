"""The lanes of the tests: which of them `make test` leaves to `make soak`, and why.

    python -m tests.lanes            # prints them as a table

A test goes to the other lane with the mark `soak`. Its only argument is the reason, which says what `make test` has in
its place: `pytest.mark.soak("needs Ceph; ...")`, on a test, on a parameter, or as the `pytestmark` of a file.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
MARK = "pytest.mark.soak"


def reasons(node: ast.AST, named: dict[str, str]) -> Iterator[str]:
    """Why what stands below a node is left to `make soak`: from marks made there, and from those of a name."""
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and ast.unparse(each.func) == MARK:
            yield ast.literal_eval(each.args[0])
        elif isinstance(each, ast.Name) and each.id in named:
            yield named[each.id]


def named_marks(tree: ast.Module) -> dict[str, str]:
    """The marks that a module gives a name of its own, with their reasons."""
    return {
        ast.unparse(each.targets[0]): next(reasons(each.value, {}))
        for each in tree.body
        if isinstance(each, ast.Assign) and any(reasons(each.value, {}))
    }


def left_out(text: str) -> Iterator[tuple[str, str]]:
    """The tests of a file that bear the mark, each with its reason; a fixture stands for its marked parameters."""
    tree = ast.parse(text)
    named = named_marks(tree)
    whole = named.pop("pytestmark", None)
    if whole is not None:
        yield "all of it", whole
    for function in (each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)):
        for decorator in function.decorator_list:
            yield from ((f"`{function.name}`", why) for why in reasons(decorator, named))


def table(root: Path = ROOT) -> str:
    """The table in Markdown."""
    texts = ((file, file.read_text("utf-8")) for file in sorted((root / "tests").rglob("test_*.py")))
    rows = [
        f"| `{file.relative_to(root / 'tests')}` | {name} | {why} |"
        for file, text in texts
        if MARK in text and file.name != "test_lanes.py"
        for name, why in left_out(text)
    ]
    return "\n".join(
        ["| file in tests/ | test | why it is in `make soak`; what `make test` has |", "|---|---|---|", *rows]
    )


if __name__ == "__main__":
    print(table())  # noqa: T201 - its answer
