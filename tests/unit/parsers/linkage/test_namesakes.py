import pytest

from parsers.linkage.namesakes import MOST_WORDS, agree, same_name, words_of


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jeanne Dupont", "DUPONT Jeanne", True),
        ("Jeanne Dupont-Martin", "Jeanne Dupont", True),
        ("Liesbeth Van den Bossche", "Van den Bossche, Liesbeth", True),
        ("Jeanne Dupont", "Jeanne Durand", False),
        ("J. Dupont", "Jeanne Dupont", False),
        ("Jean-Noël Trémois", "jean noel tremois", True),
        ("Marie C. Dupont", "Marie Claire Dupont", True),
        ("Marie Anne Dupont", "Marie Claire Dupont", False),
        ("Dupont", "Dupont", False),
    ],
)
def test_same_name(one, other, same):
    assert same_name(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "agreed"),
    [
        ("J. Dupont", "Jeanne Dupont", True),
        ("F.-Z. El Amrani", "Fatima-Zahra El Amrani", True),
        ("Jeanne Dupont", "Paul Dupont", False),
        ("Jeanne Dupont", "Jeanne Durand", True),
        ("Jeanne", "Jeanne Dupont", True),
        ("Jeanne Dupont", "Karim Benali", False),
    ],
)
def test_agree(one, other, agreed):
    assert agree(one, other) is agreed


def test_a_name_without_end_is_cut():
    endless = " ".join(f"{a}{b}x" for a in "abcdefgh" for b in "abcdefgh")
    assert len(words_of(endless)) == MOST_WORDS
    assert same_name(endless, endless)
