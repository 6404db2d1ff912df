import re

import pytest

from parsers.text.numerals import value_of
from parsers.text.ordinals import ORDINAL, ordinal_value, round_measures


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("vingtieme", 20),
        ("18e", 18),
        ("neuvieme", 9),
        ("cinquieme", 5),
        ("vingt-deuxieme", 22),
        ("twintigste", 20),
        ("achttiende", 18),
        ("zwanzigstes", 20),
        ("achtzehnte", 18),
        ("twentieth", 20),
        ("15th", 15),
        ("grande", None),
    ],
)
def test_an_ordinal_has_its_number(words, value):
    assert ordinal_value(words) == value
    assert re.fullmatch(ORDINAL, words) or value is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("un quart de siecle", 25),
        ("een kwarteeuw", 25),
        ("a quarter of a century", 25),
        ("deux decennies", 20),
        ("zwei jahrzehnte", 20),
        ("vingt rentrees", 20),
    ],
)
def test_round_measures_are_years(text, years):
    assert [found[2] for found in round_measures(text)] == [years]


def test_plain_numbers_are_no_ordinals():
    assert value_of("vingt") == 20
    assert ordinal_value("enseignante") is None
