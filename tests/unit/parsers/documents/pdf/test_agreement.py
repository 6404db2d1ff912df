from __future__ import annotations

import pytest

from parsers.documents.attestation import words_of
from parsers.documents.pdf.agreement import compare

TEXT = "Nommée à titre définitif depuis 2015, j'accompagne efficacement les élèves de l'école."


def agree(one, other):
    """Whether both readings hold the same words."""
    found = compare(one, other)
    return not (found.first_lacks or found.second_lacks)


@pytest.mark.parametrize(
    "other",
    [
        TEXT,
        TEXT.upper(),
        " ".join(reversed(TEXT.split())),
        TEXT.replace("é", "e\u0301"),
        TEXT.replace("Nommée", "Nom-\nmée"),
        TEXT.replace("Nommée", "Nom\x02\r\nmée"),
        TEXT.replace("définitif depuis", "définitifdepuis"),
        TEXT.replace("définitif", "d é f i n i t i f"),
        TEXT.replace("efficacement", "eﬃcacement"),
        TEXT.replace("é", "´e"),
    ],
    ids=["same", "case", "order", "composition", "cut", "cut-pdfium", "glued", "spaced", "ligature", "accent apart"],
)
def test_how_words_are_set_makes_no_difference(other):
    assert agree(TEXT, other)
    assert agree(other, TEXT)


def test_a_lost_ligature_is_lost_by_its_reader_alone():
    comparison = compare(TEXT + " affiche", TEXT.replace("efficacement", "e cacement") + " a che")
    assert not comparison.first_lacks


@pytest.mark.parametrize("lost", ["Nommée", "2015", "élèves", "efficacement"])
def test_a_word_that_one_reader_drops_is_missed(lost):
    comparison = compare(TEXT.replace(lost, ""), TEXT)
    assert comparison.first_lacks
    assert not comparison.second_lacks
    assert comparison.second_only == tuple(words_of(lost))


def test_a_word_read_once_and_shown_twice_is_missed():
    assert compare("experience", "experience experience").first_lacks


def test_each_reader_may_miss_what_the_other_has():
    comparison = compare("gauche " * 20, "droite " * 20)
    assert comparison.first_lacks
    assert comparison.second_lacks


def test_wrong_letters_are_missing_words():
    assert compare("Mdwkhpdwltxhv hw fkrla", "Mathematiques et choix").first_lacks


def test_a_page_number_alone_is_no_difference():
    assert agree(TEXT, TEXT + " 12")


def test_nothing_agrees_with_nothing():
    assert agree("", " \n")
    assert compare("", TEXT).first_lacks
