"""No circle of files: what a module imports, however far, never imports it, in a function or for its types neither."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("ingest", "parsers", "store", "desk", "jobs")


def modules(root=ROOT):
    """Every module of the five rooms by its dotted name."""
    files = [file for room in ROOMS for file in sorted((root / room).rglob("*.py"))]
    return {".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): file for file in files}


def imports(root=ROOT):
    """What each module imports of ours."""
    known = modules(root)
    return {
        name: {
            found
            for node in statements(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
            if (found := _module(f"{node.module}.{alias.name}", known)) not in {None, name}
        }
        for name, file in known.items()
    }


def statements(tree):
    """All statements below: an expression, of which there are many more, imports nothing."""
    todo = [tree]
    while todo:
        node = todo.pop()
        yield node
        for part in ("body", "orelse", "finalbody", "handlers", "cases"):
            todo += getattr(node, part, ())


def _module(dotted, known):
    return dotted if dotted in known else next((each for each in [dotted.rpartition(".")[0]] if each in known), None)


def circle(graph):
    """One circle, if there is any."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return found.args[1]
    return []


def test_no_module_imports_what_imports_it():
    assert circle(imports()) == []


@pytest.mark.parametrize("line", ["from store import b", "def f():\n    from store.b import x"])
def test_a_circle_is_seen(tmp_path, line):
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "a.py").write_text(f"{line}\n", "utf-8")
    (tmp_path / "store" / "b.py").write_text("from store.a import y\n", "utf-8")
    assert set(circle(imports(tmp_path))) == {"store.a", "store.b"}
