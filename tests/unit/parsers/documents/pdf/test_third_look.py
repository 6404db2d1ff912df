"""What is made of a page's text and of what OCR sees of it."""

from __future__ import annotations

from parsers.documents.extracted_text import Line, Sheet
from parsers.documents.pdf.looks.third_look import OcrLook, in_doubt, is_settled, looked_at, with_doubts
from parsers.values.documents import Method

SHOWN = "Nommée à titre définitif depuis 2015"
OTHERS = tuple(f"Une ligne que les deux lecteurs lisent, la {number}e de la page" for number in range(4))


def sheet(*texts: str, method: Method = Method.TEXT, inkless: bool = False) -> Sheet:
    lines = tuple(
        Line(text=text, box=(0.1, 0.1 * number, 0.9, 0.1 * number + 0.03)) for number, text in enumerate(texts)
    )
    return Sheet(lines=lines, method=method, readings=("\n".join(texts),), inkless=inkless)


SEEN = sheet(SHOWN, *OTHERS, method=Method.OCR)


def test_a_strange_line_is_read_by_ocr_in_its_place():
    text = with_doubts(sheet("Nommée à titre d?finitif depuis 2015", *OTHERS), ())
    whole = looked_at(OcrLook.JUDGE, text, SEEN, ())
    assert (whole.lines[0].text, whole.method) == (SHOWN, Method.TEXT)
    assert is_settled(whole, SEEN)


def test_a_line_that_holds_a_damaged_sign_is_doubtful():
    text = with_doubts(sheet(SHOWN, *OTHERS), [(0.5, 0.11)])
    assert [line.doubtful for line in text.lines] == [False, True, False, False, False]


def test_a_line_that_ocr_does_not_read_stays_doubtful():
    text = with_doubts(sheet("Nommée à titre d?finitif depuis 2015", *OTHERS), ())
    seen = Sheet(lines=SEEN.lines[1:], method=Method.OCR, readings=("",))
    whole = looked_at(OcrLook.JUDGE, text, seen, ())
    assert [line.doubtful for line in whole.lines] == [True, False, False, False, False]
    assert not is_settled(whole, seen)
    assert in_doubt(whole, ()) == whole


def test_an_invisible_layer_gives_way_to_what_ocr_sees():
    text = with_doubts(sheet("Nommée à titre temporaire", *OTHERS, inkless=True), [(0.5, 0.01)])
    assert looked_at(OcrLook.JUDGE, text, SEEN, ()).lines == SEEN.lines


def test_a_page_that_nothing_settles_is_doubtful_line_by_line_or_word_by_word():
    text = sheet(SHOWN, *OTHERS)
    assert all(line.doubtful for line in in_doubt(text, ()).lines)
    assert not any(line.doubtful for line in in_doubt(text, ("temporaire",)).lines)
    assert in_doubt(text, ("temporaire",)).apart
