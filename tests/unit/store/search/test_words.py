from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.text.text import fold
from store.search.words import LONGEST, Term, index_text, parse, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Définitif", "definitif"),
        ("œuvre ŒUVRE ex æquo", "oeuvre oeuvre ex aequo"),
        ("Straße", "strasse"),
        ("C.P.M.S.", "cpms"),
        ("le C.P.M.S d'Arlon", "le cpms d arlon"),
        ("fin de phrase. Suite", "fin de phrase suite"),
        ("p.ex. a.b", "p ex a b"),
        ("l’orientation", "l orientation"),
        ("Saint-Mard", "saint mard"),
        ("24/24", "24 24"),
        ("snake_case", "snake case"),
        ("ﬁn", "fin"),
        ("", ""),
    ],
)
def test_folding(text, folded):
    assert index_text(text) == folded


def test_rules_and_search_make_the_same_of_a_letter():
    letters = {*map(chr, range(0xC0, 0x180))} - {
        *"×÷ĿŀŉĐı"
    }  # no letters; not of our languages, and indexed as they are
    assert [letter for letter in sorted(letters) if index_text(letter) != fold(letter)] == []


def test_letters_written_with_combining_marks_are_the_same():
    assert index_text(unicodedata.normalize("NFD", "éléphant à noël")) == "elephant a noel"


def test_soft_hyphens_part_no_word():
    assert index_text("défi\u00adnitif") == "definitif"


def test_a_word_cut_at_a_lines_end_is_found_whole_and_in_halves():
    assert index_text("définiti-\n  vement nommée") == "definiti vement nommee definitivement"


def test_what_is_no_word_is_cut():
    assert index_text("a" * 500) == "a" * LONGEST


@example("")
@example("l'École d’Arlon, C.P.M.S. e-mail")
@example("Œuvre ﬁn ß ½ ² ª")
@example("e\u0301\u0345 \u00ad_a_")
@example("日本 ไทย ١٢ ⅷ")
@example("0470/12.34.56 +32 (0) 61")
@example("a.b. c. d")
@example("\ud800\x00İ")
@given(st.text(max_size=200))
def test_words_stand_where_they_say_and_hold_letters_and_digits_only(text):
    for word in words(text):
        assert word.folded.isalnum()
        assert word.folded in "".join(index_text(text[word.start : word.end]).split())


def test_a_query_has_words_phrases_stems_and_exclusions():
    assert parse('nommé* "titre définitif" -intérim Arlon') == (
        Term(("nomme",), prefix=True),
        Term(("titre", "definitif")),
        Term(("interim",), excluded=True),
        Term(("arlon",)),
    )


def test_a_phrase_may_end_in_a_stem_or_be_excluded():
    assert parse('"titre défin"* -"ad interim"') == (
        Term(("titre", "defin"), prefix=True),
        Term(("ad", "interim"), excluded=True),
    )


def test_a_phrase_that_is_not_closed_is_a_phrase():
    assert parse('"titre définitif') == (Term(("titre", "definitif")),)


@example("")
@example('"')
@example('"a b')
@example("-x OR * a*")
@example("***")
@example('l\'É* "C.P.M.S."')
@example("(a AND) NEAR:")
@example("\x00\ud800½")
@given(st.text(max_size=300))
def test_every_string_is_a_query(text):
    assert all(word.isalnum() for term in parse(text) for word in term.words)
