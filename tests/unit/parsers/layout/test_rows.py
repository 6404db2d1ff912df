"""A row of many dates is cut into pieces, and an ordinary one stays whole."""

from parsers.layout.dates.dates import dates
from parsers.layout.rows import cut_rows
from parsers.layout.sections import sections
from parsers.text.marks import WIDEST
from parsers.text.text import lines


def test_a_row_of_many_dates_is_read_whole_in_pieces():
    text = "x " + "2012, " * 100
    found = dates(text)
    pieces = cut_rows(text, lines(text), found)
    assert len(found) == 100
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text.rstrip()
    assert max(sum(piece.start <= when.start < piece.end for when in found) for piece in pieces) == 24
    assert sections(text).lines == pieces


def test_an_endless_row_is_read_whole_in_pieces():
    text = "Arlon " * 1000
    pieces = cut_rows(text, lines(text), ())
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text.rstrip()
    assert max(piece.end - piece.start for piece in pieces) <= WIDEST


def test_an_ordinary_row_stays_one():
    text = "2012-2014, 2015 et 2016 : Athénée\n2017"
    assert cut_rows(text, lines(text), dates(text)) == lines(text)
    assert cut_rows(text, (), dates(text)) == ()
