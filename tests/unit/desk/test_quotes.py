"""Passages as they are quoted: whole, without the sign of the list that they stood in."""

from __future__ import annotations

import pytest

from desk.i18n.typesetting import passage, quotation


@pytest.mark.parametrize("mark", ["•", "·", "–", "-", "*", "▪", "\ufffd", "\uf0b7", "• –", "✓"])
def test_the_mark_of_a_list_is_no_part_of_what_is_quoted(mark):
    assert passage(f" {mark}\u00a0 2003 – Diplôme\nd’institutrice ") == "2003 – Diplôme d’institutrice"


@pytest.mark.parametrize(
    "quote", ["-5 ans", "–", "2003 • 2004", "*remarque*", "« Passerelles » : « oui »", "“cité” et dit"]
)
def test_anything_else_is_quoted_whole(quote):
    assert passage(quote) == quote
    assert quotation(quote) == f"«\u00a0{quote}\u00a0»"
