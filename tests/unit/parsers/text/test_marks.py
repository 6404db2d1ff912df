"""Marks between two places of a text."""

from __future__ import annotations

import pytest

from parsers.text.marks import behind, is_spread, past_bracket


@pytest.mark.parametrize(
    ("line", "spread"),
    [
        ("j’enseigne   au   Lycée   technique   du   Bourg,   à", True),
        ("disponibilité  pour convenances   personnelles   et   j’enseigne   au", True),
        ("j’enseigne au Lycée technique du Bourg, à", False),
        ("2019 – 2021   Lycée technique du Bourg   professeur de français", False),
        ("Français   C2   Anglais   B1", False),
        ("", False),
    ],
)
def test_a_line_whose_words_stand_wide_apart_is_spread_to_its_edges(line, spread):
    text = f"une ligne   avant\n{line}\nune ligne   après"
    assert is_spread(text, text.index("\n") + 1 + len(line) // 2) is spread


def test_a_text_goes_on_behind_marks_within_a_stretch():
    assert behind("à :  4/5", " :", 1) == 5
    assert behind("à :  4/5", " :", 1, 3) == 3
    assert behind("à \n\t4/5", None, 1, 99) == 4
    assert behind("à 4/5", " ", 3, 2) == 3


def test_a_bracket_is_passed_where_it_closes_in_time():
    assert past_bracket("Virton (Ethe), rue", 7, 14) == 13
    assert past_bracket("Virton (Ethe), rue", 7, 12) == 7
    assert past_bracket("Virton (Ethe), rue", 6, 14) == 6
    assert past_bracket("Virton (Ethe, rue", 7, 99) == 7
