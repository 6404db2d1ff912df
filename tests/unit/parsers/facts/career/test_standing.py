"""Where the writer of a text stands today, told in four languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers.facts.career.standing import standing_of
from parsers.layout.sections import sections

CASES = [
    line.split(": ", 1)
    for line in Path(__file__).with_name("standings.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_a_text_tells_where_its_writer_stands(kind, text):
    assert standing_of(sections(text.replace("\\n", "\n"))).kind == ("" if kind == "-" else kind)
