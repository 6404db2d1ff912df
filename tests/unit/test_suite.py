"""What holds for the suite itself: each run does the same, on a busy machine too, and says what it leaves out."""

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


def decorated(tree):
    """Each function with the names of its decorators, without their arguments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node.name, {ast.unparse(getattr(each, "func", each)) for each in node.decorator_list}


def without_examples(tree):
    return [name for name, marks in decorated(tree) if "given" in marks and not marks & {"example", "examples"}]


@each("path", sorted(TESTS.rglob("test_*.py")))
def test_every_property_has_examples(path):
    """`make test` makes none: a property without one would not be asked there at all."""
    text = path.read_text("utf-8")
    if "@given" in text:
        assert without_examples(ast.parse(text)) == []


def test_a_property_without_examples_is_seen():
    properties = "@given(st.text())\ndef test_a(x): ...\n@example('')\n@given(st.text())\ndef test_b(x): ...\n"
    assert without_examples(ast.parse(properties)) == ["test_a"]


UNSEEDED = re.compile(
    r"\brandom\.(?:random|randrange|randint|choice|choices|sample|shuffle|randbytes)\(|Random\(\)|uuid4"
)


@each("path", sorted(TESTS.rglob("test_*.py")))
def test_no_test_throws_dice_that_nobody_can_throw_again(path):
    """`random.Random(SEED)` deals the same each time."""
    assert path.name == "test_suite.py" or not UNSEEDED.search(path.read_text("utf-8"))
