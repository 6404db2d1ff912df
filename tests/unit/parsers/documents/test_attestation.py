"""How far the words kept of a page are sure."""

from __future__ import annotations

import pytest

from parsers.documents.attestation import attested
from parsers.documents.extracted_text import ExtractedText, Line, Sheet, assemble
from parsers.values.documents import Agreement, Doubt

TEXT = "Nommée à titre définitif depuis 2015"


def page_of(*texts: str, readings: tuple[str, ...] = (), apart: bool = False, doubtful: bool = False):
    lines = tuple(Line(text=text, doubtful=doubtful) for text in texts)
    sheet = Sheet(lines=lines, readings=readings, apart=apart)
    text, (page,) = assemble(ExtractedText(sheets=(sheet,)), limit=1_000)
    return text, page


def alone(text: str, *readings: str) -> list[str]:
    return [text[start:end] for start, end in attested(text, readings).alone]


@pytest.mark.parametrize(
    "other",
    [TEXT, TEXT.upper(), TEXT.replace("é", "e\u0301"), TEXT.replace("titre", "ti-\ntre"), "2\n" + TEXT],
    ids=["same", "case", "composition", "cut", "more"],
)
def test_words_that_two_readers_have_are_sure(other):
    assert attested(TEXT, [TEXT, other]).share == 1.0


@pytest.mark.parametrize(
    ("other", "lost"),
    [
        (TEXT.replace("définitif", "dénitif"), ["définitif"]),
        (TEXT.replace("définitif depuis", "définitifdepuis"), ["définitif depuis"]),
        (TEXT.replace("2015", "2 015"), ["2015"]),
        (TEXT[::-1], ["Nommée", "titre définitif depuis 2015"]),
        ("", [TEXT]),
    ],
    ids=["ligature lost", "blank lost", "blank added", "letters reversed", "nothing"],
)
def test_letters_and_blanks_that_one_reader_alone_has_are_marked(other, lost):
    assert alone(TEXT, TEXT, other) == lost


def test_a_word_is_sure_as_often_as_two_readers_have_it():
    assert alone("oui oui", "oui oui", "oui") == ["oui"]


def test_words_in_another_order_are_marked():
    assert alone("temporaire puis définitif", "temporaire puis définitif", "définitif puis temporaire")


def test_cells_and_lines_have_an_order_of_the_page_alone():
    assert alone("2015  Arlon\nNommée", "2015  Arlon\nNommée", "Nommée Arlon 2015") == []


def test_any_two_of_three_readers_make_a_word_sure():
    assert alone(TEXT, "", TEXT, TEXT) == []


def test_a_page_agrees_only_where_all_of_its_kept_words_do():
    assert page_of(TEXT, readings=(TEXT, TEXT))[1].agreement is Agreement.AGREED
    text, page = page_of(TEXT, "Saisi : oui", readings=(TEXT + "\nSaisi : oui", TEXT))
    assert page.agreement is Agreement.ALONE
    assert [(text[one.start : one.end], one.why) for one in page.doubts] == [("Saisi : oui", Doubt.ALONE)]
    assert page.sure == pytest.approx(6 / 8)


def test_a_format_that_says_what_its_text_is_has_no_doubts():
    _, page = page_of(TEXT)
    assert (page.agreement, page.doubts) == (Agreement.ALONE, ())


def test_a_doubtful_line_is_no_agreement():
    _, page = page_of(TEXT, readings=(TEXT, TEXT), doubtful=True)
    assert (page.agreement, page.doubts_letters(3, 5)) == (Agreement.ALONE, True)


def test_words_of_readers_that_nothing_reconciles_may_be_others():
    _, page = page_of(TEXT, readings=(TEXT, TEXT.replace("définitif", "temporaire")), apart=True)
    assert page.agreement is Agreement.APART
    assert [one.why for one in page.doubts] == [Doubt.LETTERS]
