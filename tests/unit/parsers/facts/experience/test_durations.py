import pytest

from parsers.facts.experience.durations import round_measures


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("un quart de siecle", 25),
        ("een kwarteeuw", 25),
        ("a quarter of a century", 25),
        ("deux decennies", 20),
        ("seit zwei jahrzehnten", 20),
        ("vingt rentrees", 20),
    ],
)
def test_round_measures_are_years(text, years):
    assert [found[2] for found in round_measures(text)] == [years]
