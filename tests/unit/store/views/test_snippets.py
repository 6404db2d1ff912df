from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.search.words import parse
from store.views.snippets import snippet

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


@given(st.text(max_size=300), st.text(max_size=20))
def test_whatever_the_text_and_the_query(text, query):
    assert all(stretch for stretch, _ in snippet(text, parse(query)))
