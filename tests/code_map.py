"""The code map of docs/architecture.md: every package of the five rooms with the first sentence of its docstring.

    python -m tests.code_map            # prints the map
    python -m tests.code_map --write    # writes it into docs/architecture.md, between its two comments

Whoever adds, moves or renames a folder writes one plain sentence into its `__init__.py` and runs the second.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.page_tables import PageTable

ROOT = Path(__file__).resolve().parents[1]
IN_PAGE = PageTable(
    page=ROOT / "docs" / "architecture.md",
    begin="<!-- code map, made by `python -m tests.code_map --write` -->",
    end="<!-- end of the code map -->",
)
ROOMS = ("ingest", "parsers", "store", "desk", "jobs")


def packages(root=ROOT):
    """Every folder of the five rooms that has Python in it, the rooms themselves included; a room at a time."""
    for room in ROOMS:
        yield from sorted({file.parent for file in (root / room).rglob("*.py")})


def sentence(folder):
    """The first sentence of a package's docstring; empty where there is none."""
    init = folder / "__init__.py"
    docstring = ast.get_docstring(ast.parse(init.read_text("utf-8"))) if init.exists() else None
    words = " ".join((docstring or "").split("\n\n")[0].split())
    return re.split(r"(?<=\.)\s", words)[0]


def code_map(root=ROOT):
    """The map as a table in Markdown."""
    rows = [f"| `{folder.relative_to(root)}/` | {sentence(folder)} |" for folder in packages(root)]
    return "\n".join(["| folder | what it does |", "|---|---|", *rows])


if __name__ == "__main__":
    IN_PAGE.command(code_map)
