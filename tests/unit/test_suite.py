"""What holds for the suite itself: it passes on a busy machine, and what it leaves out it says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.each import each

TESTS = Path(__file__).parents[1]
WALL = {"monotonic", "perf_counter", "time", "monotonic_ns", "perf_counter_ns", "time_ns"}
CALLED = re.compile(rf"\b(?:{'|'.join(WALL)})\s*\(")


def clock_readings(node):
    """The calls below a node that read the wall clock: time.monotonic() and its like."""
    calls = [each.func for each in ast.walk(node) if isinstance(each, ast.Call)]
    names = [
        (getattr(f, "attr", None) or getattr(f, "id", ""), getattr(getattr(f, "value", None), "id", "")) for f in calls
    ]
    return [name for name, owner in names if name in WALL and owner in {"", "time"}]


def upper_bounds(tree):
    """Comparisons that ask that so much wall time, or less, has passed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            for left, operator, right in zip(sides, node.ops, sides[1:], strict=False):
                small = {ast.Lt: left, ast.LtE: left, ast.Gt: right, ast.GtE: right}.get(type(operator))
                if small is not None and clock_readings(small):
                    yield node.lineno


@each("path", sorted(TESTS.rglob("test_*.py")))
def test_no_test_asks_that_work_is_done_within_a_wall_time(path):
    """A busy machine is no defect: count processor time, or let the test's time-out end what hangs."""
    text = path.read_text("utf-8")
    if CALLED.search(text):  # most files read no clock: to look for the word costs less than to parse them
        assert list(upper_bounds(ast.parse(text))) == []


def test_such_a_bound_is_seen():
    bounds = (
        "assert time.monotonic() - began < 2\nassert 5 >= perf_counter() - t\nassert 0.3 <= time.monotonic() - t < 2\n"
    )
    assert list(upper_bounds(ast.parse(bounds))) == [1, 2, 3]
    assert list(upper_bounds(ast.parse("assert time.process_time() - t < 2\nassert time.monotonic() - t >= 0.3"))) == []
