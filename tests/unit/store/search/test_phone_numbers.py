from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.search.phone_numbers import PhoneNumber, number_in, places, spellings
from store.search.words import parse, words

MOBILE = PhoneNumber(country="32", trunk="0", national="470123456")
SPELLED = [
    "0470/12.34.56",
    "0470 123 456",
    "0470123456",
    "04 70 12 34 56",
    "+32 470 12 34 56",
    "+32470123456",
    "+32 (0)470/12.34.56",
    "0032 470 12 34 56",
    "0032470123456",
]


@pytest.mark.parametrize("spelled", SPELLED)
def test_every_spelling_is_one_number(spelled):
    assert number_in(spelled) == MOBILE
    assert places(f"Tél.\u00a0: {spelled}.", MOBILE)


@pytest.mark.parametrize("spelled", SPELLED)
def test_the_words_of_every_spelling_are_among_those_looked_for(spelled):
    said = tuple(word.folded for word in words(spelled))
    assert any(said[start:] == phrase for phrase in spellings(MOBILE) for start in range(len(said)))


@pytest.mark.parametrize(
    "query", ["", "anne", "2026", "15 mars 2026", "2026-03-15", "6700", "12345678", "0470", "(((", "+"]
)
def test_what_is_none_is_looked_for_by_its_words(query):
    assert number_in(query) is None
    assert all(term.number is None for term in parse(query))


def test_a_number_of_another_country_has_no_trunk_of_ours():
    assert number_in("+352 621 123 456") == PhoneNumber(country="352", trunk="", national="621123456")


@pytest.mark.parametrize("text", ["10470123456", "04701234567", "0470 12 34 57", "0470 12 34"])
def test_another_number_is_not_marked(text):
    assert places(text, MOBILE) == []


def test_the_whole_spelling_is_marked():
    text = "Fixe 061/21.22.23, gsm +32 (0) 470 123 456 le soir"
    assert [text[start:end] for start, end in places(text, MOBILE)] == ["+32 (0) 470 123 456"]


@example("")
@example("+")
@example("+32 (0) 470/12.34.56")
@example("00 00 00")
@example('"0470 12')
@example("+\u0663\u0662 470\x00")
@example("(((0)))-+*" * 6)
@example("²¹470123456")
@given(st.text(max_size=60))
def test_no_query_is_an_error(query):
    number_in(query)
    parse(query)


@example([3, 2, 2])
@example([3, 3, 3])
@example([2, 2, 2])
@example([3, 2, 4])
@example([2, 3, 4])
@example([4, 3])
@example([2, 2, 3, 2])
@example([3, 4, 2])
@given(st.lists(st.integers(min_value=2, max_value=4), min_size=2, max_size=5))
def test_however_the_digits_are_grouped(sizes):
    digits, groups, at = "470123456", [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    rest = digits[at:]
    if len(rest) == 1 or len(rest) > 4 or not all(len(group) > 1 for group in groups):
        return
    spelled = "0" + " ".join(filter(None, [*groups, rest]))
    said = tuple(word.folded for word in words(spelled))
    assert said in spellings(MOBILE)
