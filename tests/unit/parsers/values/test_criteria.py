import pytest

from parsers.facts.telling.merging import state_of
from parsers.values.criteria import Criterion
from parsers.values.evidence import State


def criterion(**thresholds):
    return Criterion(key="x", labels={}, extractor="x", **thresholds)


@pytest.mark.parametrize(
    ("thresholds", "value", "state"),
    [
        ({"more_than": 0.5}, 0.5, State.CONTRARY),
        ({"more_than": 0.5}, 0.51, State.FOUND),
        ({"at_least": 5}, 5, State.FOUND),
        ({"at_least": 5}, 4.9, State.CONTRARY),
        ({"at_least": 0}, -1, State.CONTRARY),
        ({"more_than": 0.2, "at_least": 0.5}, 0.4, State.CONTRARY),
        ({"at_least": 1}, True, None),
        ({"at_least": 5}, "cinq", None),
        ({"at_least": 5}, None, None),
        ({}, 3, None),
    ],
)
def test_a_threshold_gives_a_number_its_state(thresholds, value, state):
    assert criterion(**thresholds).state_of(value) is state


def test_what_a_rule_doubts_stays_in_doubt_and_without_a_threshold_the_rule_speaks():
    assert state_of(9, State.TO_VERIFY, criterion(at_least=5)) is State.TO_VERIFY
    assert state_of(9, State.CONTRARY, criterion()) is State.CONTRARY
    assert state_of(4, State.FOUND, criterion(at_least=5)) is State.CONTRARY
