from datetime import date
from itertools import pairwise
from random import Random

from hypothesis import example, given
from hypothesis import strategies as st

from parsers.facts.experience.intervals import Months, months_of, total, union, until, whole_years, without

MONTHS = st.builds(lambda start, length: Months(start, start + length), st.integers(0, 600), st.integers(0, 120))
STRETCHES = st.lists(MONTHS, max_size=12)
NESTED = [Months(10, 60), Months(20, 30), Months(10, 60), Months(59, 61), Months(30, 30)]
TOUCHING = [Months(24, 36), Months(12, 24), Months(36, 36), Months(37, 48)]
APART = [Months(600, 720), Months(0, 1), Months(100, 220), Months(110, 110)]


def members(stretches):
    return {month for stretch in stretches for month in range(stretch.start, stretch.end)}


@example([])
@example([Months(0, 0)])
@example(NESTED)
@example(TOUCHING)
@example(APART)
@given(STRETCHES)
def test_a_union_holds_what_its_stretches_hold(stretches):
    assert members(union(stretches)) == members(stretches)


@example([])
@example([Months(0, 0)])
@example(NESTED)
@example(TOUCHING)
@example(APART)
@given(STRETCHES)
def test_a_union_is_ordered_and_apart(stretches):
    merged = union(stretches)
    assert all(before.end < after.start for before, after in pairwise(merged))


@example([])
@example([Months(0, 0)])
@example(NESTED)
@example(TOUCHING)
@example(APART)
@given(STRETCHES)
def test_a_union_of_a_union_is_itself(stretches):
    assert union(union(stretches)) == union(stretches)


@example([], Random(1))
@example(NESTED, Random(2))
@example(TOUCHING, Random(3))
@example(APART, Random(4))
@given(STRETCHES, st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(stretches, dice):
    shuffled = stretches * 2
    dice.shuffle(shuffled)
    assert union(shuffled) == union(stretches)


@example([])
@example([Months(0, 0)])
@example(NESTED)
@example(TOUCHING)
@example(APART)
@given(STRETCHES)
def test_the_total_counts_each_month_once(stretches):
    assert total(stretches) == len(members(stretches))


@example([], NESTED)
@example(NESTED, [])
@example(NESTED, TOUCHING)
@example(TOUCHING, NESTED)
@example(APART, APART)
@example(APART, [Months(0, 720)])
@example(NESTED, [Months(20, 20)])
@given(STRETCHES, STRETCHES)
def test_what_is_removed_is_gone_and_nothing_else(stretches, removed):
    assert members(without(stretches, removed)) == members(stretches) - members(removed)


@example([], date(1, 1, 1))
@example(NESTED, date(2, 9, 1))
@example(TOUCHING, date(1, 12, 31))
@example(APART, date(55, 1, 1))
@example(APART, date(9, 1, 1))
@given(STRETCHES, st.dates(date(1, 1, 1), date(55, 1, 1)))
def test_nothing_counts_after_the_cutoff(stretches, cutoff):
    last = cutoff.year * 12 + cutoff.month - 1
    assert members(until(stretches, cutoff)) == {month for month in members(stretches) if month <= last}


def test_both_months_of_a_range_count():
    assert total([months_of(date(2009, 9, 1), date(2015, 6, 30))]) == 70
    assert whole_years(70) == 5
    assert months_of(date(2015, 6, 1), date(2009, 9, 1)).start == months_of(date(2015, 6, 1), date(2009, 9, 1)).end
