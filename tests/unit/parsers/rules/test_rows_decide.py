"""What a row says decides: each of its fields is changed, and some example of its fact is then read otherwise."""

import pytest

from parsers.rules.registry import rules
from tests.rules_swapped import DECIDING, NOT_YET, idle, readers_of, swapped, swaps_of


@pytest.mark.parametrize("fact", sorted(DECIDING))
def test_a_field_that_is_changed_changes_what_is_read(fact):
    assert list(idle(fact, readers_of(fact))) == []


def test_every_fact_is_told_to_be_done_or_not():
    assert {rule.fact for rule in rules().values()} == DECIDING | NOT_YET
    assert not DECIDING & NOT_YET


def test_a_row_is_changed_for_as_long_as_it_is_asked():
    swap = next(one for one in swaps_of("tenure") if one.field == "tenure.permanent: value")
    before = rules()["tenure.permanent"]
    with swapped(swap):
        assert rules()["tenure.permanent"].gives == "tenure"
    assert rules()["tenure.permanent"] is before
