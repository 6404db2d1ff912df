from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.search.words import parse, words
from store.views.searching import hits_in, snippet

LONG = "mot " * 100 + "Je suis nommée à titre\ndéfinitif. " + "fin " * 100


def marked(text, query):
    return [stretch for stretch, hit in snippet(text, parse(query)) if hit]


def test_hits_are_marked_in_their_own_spelling():
    assert marked("Œuvre du C.P.M.S. et nommée", "oeuvre cpms nommé*") == ["Œuvre", "C.P.M.S.", "nommée"]


def test_a_phrase_is_marked_as_one():
    assert marked(LONG, '"titre définitif"') == ["titre définitif"]


def test_the_text_around_the_first_hit_is_shown():
    pieces = snippet(LONG, parse("nommée"))
    text = "".join(stretch for stretch, _ in pieces)
    assert text.startswith("…")
    assert text.endswith("…")
    assert "Je suis nommée à titre définitif." in text
    assert len(text) < 300


def test_without_a_hit_the_beginning_is_shown():
    assert snippet("Bonjour", parse("anne")) == (("Bonjour", False),)


def test_an_empty_text_gives_nothing():
    assert snippet("", parse("x")) == ()


@example("", "")
@example("Jeanne Dupont enseigne", "dupont")
@example("mot " * 70 + "école", "ecole mot*")
@example("a.b.c", "abc")
@example("½ œ ﬁ", "1 oe fi")
@example("0470 12 34 56", "+32 470123456")
@example("x" * 300, "x*")
@example("\ud800 a", '"a')
@given(st.text(max_size=300), st.text(max_size=20))
def test_whatever_the_text_and_the_query(text, query):
    assert all(stretch for stretch, _ in snippet(text, parse(query)))


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("décidé, DÉFINITIF. de\u0301finitif", "definitif", ["DÉFINITIF", "de\u0301finitif"]),
        ("le C.P.M.S., non P.M.S.", "pms", ["P.M.S."]),
        ("fin.Mot x.mots", "mot*", ["Mot", "mots"]),
        ("indéfinitif, dé\u0301finitif_ e\u0301definitif", "definitif", ["dé\u0301finitif"]),
        ("titre provisoire, titre\n  définitif", '"titre définitif"', ["titre définitif"]),
        ("un cœur, un Œuf, αβγ et aβ", "coeur oeuf ΑΒΓ aβ", ["cœur", "Œuf", "αβγ", "aβ"]),
        ("B2 et b20, 18/24", "b2 24", ["B2", "24"]),
        ("mi-temps à mi temps", '"mi temps"', ["mi-temps", "mi temps"]),
    ],
)
def test_a_word_is_found_where_it_begins_and_ends(text, query, found):
    assert marked(text, query) == found


@example("ab aB.Ab,b", "ab")
@example("a b ab a, b\na  b", '"a b"')
@example("œ oe Œ", "oe")
@example("aba abab ab a.b.a.b", "aba*")
@example("e\u0301 ab é.a b", "e ab")
@example("", "ab")
@example("e a.b. ab", "e ab")
@given(st.text("aAbB.,é\u0301œ \n", max_size=60), st.sampled_from(["ab", '"a b"', "oe", "aba*", "e ab"]))
def test_it_stands_where_the_words_of_the_text_do(text, query):
    """But for a single letter behind single letters, which may be the end of an abbreviation."""
    terms, among = parse(query), list(words(text))
    for start, end in hits_in(text, terms):
        told = [word.folded for word in among if start <= word.start and word.end <= end]
        assert any(
            tuple(told[:-1]) == term.words[:-1]
            and (told[-1] == term.words[-1] or (term.prefix and told[-1].startswith(term.words[-1])))
            for term in terms
        )
