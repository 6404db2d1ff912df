from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk.escaping import FORMULA, HARMLESS, MOST_IN_A_CELL, cell, line


@pytest.mark.parametrize(
    "trap", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1+1", "\n=1", "|x"]
)
def test_a_formula_becomes_a_text(trap):
    assert cell(trap).startswith("'")


@pytest.mark.parametrize("text", ["", "Anne", "+32470123456", "-12", "O'Neil", "a=b", "état"])
def test_other_texts_stay_as_they_are(text):
    assert cell(text) == text


@example("=1")
@example("\r\n@x")
@example("+32 470")
@example("+x")
@example("-1.5")
@example("\u200b=1")
@example("＋1")
@example("\x00=1")
@example("'=1")
@given(st.text(max_size=50))
def test_no_cell_ever_begins_a_formula(text):
    held = cell(text)
    assert held[:1] not in FORMULA or HARMLESS.fullmatch(held)


def test_a_cell_is_no_longer_than_a_spreadsheet_holds():
    assert len(cell("=" + "x" * 40_000)) == MOST_IN_A_CELL


@example("\x1b]0;t\x07a\x7f")
@example("".join(map(chr, range(160))))
@example("\u2028a\u202e\x85b")
@given(st.text(max_size=50))
def test_a_line_for_a_terminal_has_no_control_characters(text):
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in line(text))


def test_a_terminal_obeys_no_escape_and_turns_no_direction():
    assert line("a\x1b[31mb\x9bc\u202ed\ne") == "a[31mbcd e"
