"""Pages that the program sets: nothing of the text is lost, no line is too long, and every passage has its place."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk.dossier.typesetting import COLUMN, HEIGHT, LEADING, MARGIN, MOST_PAGES, ROWS, font, lay_out, rectangle, shown

LETTERS = st.text(alphabet=st.sampled_from("abc WÉ-\t\n"), max_size=400)


@example("")
@example("\n\n \t\n")
@example("WÉ-" * 130)
@example("abc " * 100)
@example("a" * 90 + "\t" * 90 + "\n" + "-" * 200)
@example("  abc\n" + "W" * 60 + " b")
@given(LETTERS)
def test_rows_are_the_text_in_order(text):
    rows = [row for page in lay_out(text) for row in page.rows]

    assert "".join(text[row.start : row.end] for row in rows) == text.replace("\n", "")
    assert all(font().getlength(shown(text[row.start : row.end]).rstrip()) <= COLUMN + 2 for row in rows)


def test_a_long_line_goes_on_at_a_blank_and_a_long_word_anywhere():
    words = "enseignement " * 30
    first = lay_out(words)[0].rows[0]
    assert words[first.end - 1] == " "
    assert words[first.end] == "e"

    long = lay_out("x" * 500)[0].rows
    assert len(long) > 2
    assert (long[0].start, long[-1].end) == (0, 500)


def test_pages_follow_one_another_without_a_gap():
    text = "\n".join(f"ligne {number}" for number in range(ROWS * 2 + 5))
    pages = lay_out(text)

    assert [page.number for page in pages] == [1, 2, 3]
    assert [len(page.rows) for page in pages] == [ROWS, ROWS, 5]
    assert [page.end for page in pages[:-1]] == [page.start for page in pages[1:]]
    assert pages[-1].end == len(text)
    assert pages[0].rows[-1].top < HEIGHT - MARGIN


def test_each_part_begins_a_page():
    pages = lay_out("un\n\ndeux", [(0, 2), (4, 8)])

    assert [(page.start, page.end) for page in pages] == [(0, 2), (4, 8)]


def test_a_text_without_end_ends():
    assert len(lay_out("\n" * (ROWS * (MOST_PAGES + 3)))) == MOST_PAGES


@pytest.mark.parametrize("text", ["", "x"])
def test_there_is_always_a_page(text):
    assert len(lay_out(text)) == 1


def test_a_passage_has_its_place_to_the_letter():
    text = "WWWW iiii"
    (row,) = lay_out(text)[0].rows
    wide, narrow = rectangle(text, row, 0, 4), rectangle(text, row, 5, 9)

    assert wide[2] - wide[0] > 2 * (narrow[2] - narrow[0])
    assert wide[2] < narrow[0]
    assert MARGIN / HEIGHT < wide[1] == narrow[1] < wide[3] < (MARGIN + LEADING) / HEIGHT


def test_what_turns_or_hides_words_is_not_drawn():
    assert shown("fdp\u202eexe\x07\tfin") == "fdpexe    fin"
