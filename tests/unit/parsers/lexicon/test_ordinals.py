import re

import pytest

from parsers.lexicon.numerals import ORDINAL, ordinal_value, value_of


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


def test_plain_numbers_are_no_ordinals():
    assert value_of("vingt") == 20
    assert ordinal_value("enseignante") is None
