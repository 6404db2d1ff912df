"""Every page is read by pdfminer and by pdfium, and by OCR where they do not tell what it shows."""

from __future__ import annotations

import os
import signal
import time

import pytest
from specimens import Pdf, composite

from parsers.documents.external.tools import PAGES_UNTIL, Tools
from parsers.documents.extracted_text import Line, Sheet, assemble
from parsers.documents.limits import Limits
from parsers.documents.pdf import pdf as reader_of_pdf
from parsers.documents.pdf.pdf import read_pdf
from parsers.documents.pdf.pdfium import SecondReader
from parsers.errors import Unreadable
from parsers.values.documents import Agreement, Method
from parsers.values.problems import Reason

SENTENCE = "Nommée à titre définitif depuis 2015"


def reading(data: bytes, seen: str | None = None):
    """The pages of a file; OCR sees `seen`, or is not there."""
    asked: list[int] = []

    def ocr(_data, index, _password):
        asked.append(index)
        return None if seen is None else Sheet(lines=(Line(text=seen, box=(0.1, 0.9, 0.9, 0.95)),), method=Method.OCR)

    extract = read_pdf(data, passwords=(), limits=Limits(), tools=Tools(), ocr=ocr)
    return extract, asked


def words(sheet: Sheet) -> str:
    return "\n".join(line.text for line in sheet.lines).strip()


def agreement(extract, page: int = 0) -> Agreement:
    return assemble(extract, limit=100_000)[1][page].agreement


def codes(extract) -> list[str]:
    return [problem.code for problem in extract.problems]


def test_a_page_that_both_read_alike_says_so():
    extract, asked = reading(Pdf().draw(50, 700, SENTENCE).bytes())
    assert (words(extract.sheets[0]), agreement(extract), asked) == (SENTENCE, Agreement.AGREED, [])


def test_a_font_with_an_encoding_of_its_own_is_read_by_the_second_reader():
    extract, asked = reading(composite(SENTENCE, encoding=b"10 0 R"))
    assert words(extract.sheets[0]) == SENTENCE
    assert agreement(extract) is Agreement.ALONE
    assert asked == []


def test_what_only_the_second_reader_has_is_put_in_its_place():
    data = composite(SENTENCE, encoding=b"10 0 R").replace(
        b" Tj ET", b" Tj ET BT /F1 10 Tf 1 0 0 1 50 720 Tm (Avant la ligne) Tj 0 -40 Td (Apres la ligne) Tj ET", 1
    )
    extract, _ = reading(data)
    assert {"Avant la ligne", SENTENCE, "Apres la ligne"} == set(words(extract.sheets[0]).splitlines())


def test_words_that_differ_are_shown_to_a_third_reader(monkeypatch):
    monkeypatch.setattr(SecondReader, "text", lambda *_: "Nommée à titre temporaire")
    monkeypatch.setattr(SecondReader, "drawing", lambda *_: None)
    data = Pdf().draw(50, 700, SENTENCE).bytes()
    told, _ = reading(data, seen="Nommée à titre temporaire")
    assert told.sheets[0].method is Method.OCR
    kept, _ = reading(data, seen=SENTENCE)
    assert (words(kept.sheets[0]), agreement(kept)) == (SENTENCE, Agreement.ALONE)


def test_readers_that_nothing_reconciles_are_named(monkeypatch):
    monkeypatch.setattr(SecondReader, "text", lambda *_: "Nommée à titre temporaire")
    monkeypatch.setattr(SecondReader, "drawing", lambda *_: None)
    extract, _ = reading(Pdf().draw(50, 700, SENTENCE).bytes())
    assert (agreement(extract), codes(extract)) == (Agreement.APART, ["readers_differ"])
    assert "temporaire" in extract.problems[0].sentence


@pytest.mark.parametrize("signal_", [signal.SIGSEGV, signal.SIGKILL])
def test_a_second_reader_that_dies_leaves_the_first_ones_words(monkeypatch, signal_):
    monkeypatch.setattr(SecondReader, "_read_texts", lambda *_: os.kill(os.getpid(), signal_))
    extract, _ = reading(Pdf().draw(50, 700, SENTENCE).bytes())
    assert (words(extract.sheets[0]), agreement(extract)) == (SENTENCE, Agreement.ALONE)


def test_words_drawn_without_letters_are_read_by_ocr():
    nul = b"\n".join(b"<%04X> <0000>" % ord(c) for c in sorted(set(SENTENCE)))
    extract, _ = reading(composite(SENTENCE, encoding=b"/Identity-H", names=nul), seen=SENTENCE)
    assert (words(extract.sheets[0]), extract.sheets[0].method) == (SENTENCE, Method.OCR)


def test_private_characters_that_count_from_f000_are_their_letters():
    private = b"\n".join(b"<%04X> <%04X>" % (ord(c), 0xF000 + ord(c)) for c in sorted(set(SENTENCE)))
    extract, _ = reading(composite(SENTENCE, encoding=b"/Identity-H", names=private), seen="")
    assert words(extract.sheets[0]) == SENTENCE


def outlined(pdf: Pdf, x: float, y: float, letters: int) -> Pdf:
    """Shapes of a letter's size beside one another."""
    for number in range(letters):
        left = x + 7 * number
        pdf.pages[-1].append(
            b"%g %g m %g %g l %g %g l %g %g l h f" % (left, y, left + 5, y, left + 5, y + 9, left, y + 9)
        )
    return pdf


def test_a_page_of_outlines_is_read_by_ocr():
    extract, _ = reading(outlined(Pdf(), 50, 700, 30).bytes(), seen=SENTENCE)
    assert (words(extract.sheets[0]), extract.sheets[0].method) == (SENTENCE, Method.OCR)


def test_outlined_headings_are_added_to_the_text():
    pdf = Pdf()
    for number in range(20):
        pdf.draw(50, 700 - 14 * number, SENTENCE)
    extract, _ = reading(outlined(pdf, 50, 60, 20).bytes(), seen="Profil")
    assert words(extract.sheets[0]).endswith("Profil")
    assert SENTENCE in words(extract.sheets[0])
    assert (extract.sheets[0].method, agreement(extract)) == (Method.TEXT, Agreement.ALONE)


def test_icons_beside_the_text_are_no_words():
    pdf = Pdf()
    for number in range(20):
        pdf.draw(50, 700 - 14 * number, SENTENCE)
        outlined(pdf, 30, 700 - 14 * number, 1)
    assert reading(pdf.bytes())[1] == []


def test_an_empty_page_is_not_read_by_ocr():
    assert reading(Pdf().draw(50, 700, SENTENCE).page().bytes())[1] == []


def test_accents_drawn_over_their_letters_are_theirs():
    # The acute of Helvetica is 333 wide, its e 556: TeX draws it first and moves back over the letter.
    pdf = Pdf().draw(50, 700, "Universit")
    pdf.pages[-1].append(b"BT /F1 10 Tf 1 0 0 1 88.2 700 Tm (\xb4) Tj ET BT /F1 10 Tf 1 0 0 1 87.2 700 Tm (e) Tj ET")
    assert words(reading(pdf.bytes())[0].sheets[0]) == "Université"


def test_letters_that_make_no_words_are_doubted_where_there_is_no_ocr():
    pdf = Pdf()
    for number in range(12):
        pdf.draw(50, 700 - 14 * number, "Qrpphh wlwuh ghilqlwli ghsxlv suhvhqw hfroh fhqwuh")
    extract, asked = reading(pdf.bytes())
    assert (codes(extract), asked) == (["letters_doubtful"], [0])


def test_ocr_reads_words_where_letters_make_none():
    pdf = Pdf()
    for number in range(12):
        pdf.draw(50, 700 - 14 * number, "Qrpphh wlwuh ghilqlwli ghsxlv suhvhqw hfroh fhqwuh")
    extract, _ = reading(pdf.bytes(), seen="Je suis nommée à titre définitif à l'école du centre " * 10)
    assert extract.sheets[0].method is Method.OCR


def test_the_second_reader_has_the_places_of_the_first(monkeypatch):
    drawn = Pdf().draw(50, 700, SENTENCE).draw(320, 500, "Plus bas, à droite")
    drawn.page_extra = b"/Rotate 90"
    first = reading(drawn.bytes())[0].sheets[0]
    monkeypatch.setattr(reader_of_pdf.PageReader, "draw", lambda self, _page: self.so_far())
    second = reading(drawn.bytes())[0].sheets[0]
    assert words(second) == words(first)
    for one, other in zip(first.lines, second.lines, strict=True):
        assert one.box == pytest.approx(other.box, abs=0.02)


def test_a_file_whose_tree_of_pages_is_broken_is_mended():
    data = Pdf().draw(50, 700, SENTENCE).bytes().replace(b"/Kids[10 0 R]/Count 1", b"/Kids[99 0 R]/Count 1")
    assert words(reading(data)[0].sheets[0]) == SENTENCE


def test_a_file_without_pages_says_so():
    data = (
        Pdf().draw(50, 700, SENTENCE).bytes().replace(b"/Type/Page/", b"/Type/Leaf/").replace(b"/Pages 2", b"/Pages 9")
    )
    with pytest.raises(Unreadable) as refusal:
        reading(data)
    assert refusal.value.reason is Reason.CORRUPT


def test_much_junk_before_the_header_costs_no_reader():
    extract, _ = reading(b"Content-Type: application/pdf\r\n" * 200 + Pdf().draw(50, 700, SENTENCE).bytes())
    assert (words(extract.sheets[0]), agreement(extract)) == (SENTENCE, Agreement.AGREED)


@pytest.mark.parametrize(("flags", "seen"), [(4, True), (2, False), (32, False)])
def test_a_field_shows_what_its_appearance_draws(flags, seen):
    look = b"/Tx BMC BT /F1 9 Tf 2 4 Td (Nommee depuis 2015) Tj ET EMC"
    pdf = Pdf().draw(50, 700, "Situation administrative de la candidate :")
    pdf.page_extra = b"/Annots[100 0 R]"
    data = pdf.bytes(
        b"<</Type/Annot/Subtype/Widget/FT/Sig/T(s)/Rect[50 600 300 616]/F %d/AP<</N 101 0 R>>>>" % flags,
        b"<</Type/XObject/Subtype/Form/BBox[0 0 250 16]/Resources<</Font<</F1 3 0 R>>>>"
        b"/Length %d>>stream\n%s\nendstream" % (len(look), look),
    )
    extract, asked = reading(data)
    assert ("Nommee depuis 2015" in words(extract.sheets[0])) is seen
    assert asked == []


def test_a_picture_of_few_letters_does_not_replace_a_page_of_guessed_ones():
    pdf = Pdf()
    for number in range(12):
        pdf.draw(50, 700 - 14 * number, "Qrpphh wlwuh ghilqlwli ghsxlv suhvhqw hfroh fhqwuh")
    extract, _ = reading(pdf.bytes(), seen="du")
    assert extract.sheets[0].method is Method.TEXT


@pytest.mark.parametrize(
    "box", [b"[0 800 600 0]", b"[600 800 0 0]", b"[0 0 0 0]"], ids=["top first", "corners swapped", "without area"]
)
def test_a_sheet_may_be_named_by_any_corners(box):
    extract, _ = reading(Pdf().draw(50, 700, SENTENCE).bytes().replace(b"[0 0 600 800]", box))
    assert (words(extract.sheets[0]), extract.hidden) == (SENTENCE, ())


def test_white_text_on_a_banner_of_a_cropped_page_is_seen():
    pdf = Pdf().fill(150, 600, 300, 40, "0 0 0.4 rg").draw(160, 615, SENTENCE, color="1 g")
    pdf.page_extra = b"/CropBox[140 300 500 660]"
    extract, _ = reading(pdf.bytes())
    assert (words(extract.sheets[0]), extract.hidden) == (SENTENCE, ())


def test_text_is_not_lost_with_its_ocr():
    pdf = Pdf()
    for number in range(20):
        pdf.draw(50, 700 - 14 * number, SENTENCE)

    def ocr(*_):
        raise Unreadable(Reason.TIMEOUT, "tesseract took more than 60 s")

    data = outlined(pdf, 50, 60, 20).bytes()
    extract = read_pdf(data, passwords=(), limits=Limits(), tools=Tools(), ocr=ocr)
    assert SENTENCE in words(extract.sheets[0])
    assert codes(extract) == ["letters_doubtful"]
    with pytest.raises(Unreadable):
        read_pdf(outlined(Pdf(), 50, 700, 30).bytes(), passwords=(), limits=Limits(), tools=Tools(), ocr=ocr)


def test_pages_for_which_no_time_is_left_are_told_and_cost_no_page_before_them():
    pdf = Pdf()
    for number in range(3):
        pdf.draw(50, 700, f"feuillet {number}").page()
    begun: list[int] = []

    def alive():
        begun.append(len(begun))

    tools = Tools(alive=alive, until=time.monotonic() + PAGES_UNTIL / 2)
    extract = read_pdf(pdf.bytes(), passwords=(), limits=Limits(), tools=tools, ocr=lambda *_: None)
    assert [words(sheet) for sheet in extract.sheets] == ["feuillet 0"]
    assert begun == [0]
    assert [problem.sentence for problem in extract.problems] == ["Only the first 1 of 4 pages were read."]


def test_a_page_whose_ocr_falls_costs_no_other_page():
    pdf = Pdf().draw(50, 700, SENTENCE).page()
    outlined(pdf, 50, 700, 30).page()
    pdf.draw(50, 700, "Le dernier feuillet")

    def ocr(*_):
        raise Unreadable(Reason.TIMEOUT, "tesseract took more than 60 s")

    extract = read_pdf(pdf.bytes(), passwords=(), limits=Limits(), tools=Tools(), ocr=ocr)
    assert [words(sheet) for sheet in extract.sheets] == [SENTENCE, "", "Le dernier feuillet"]
    assert [(problem.code, problem.place) for problem in extract.problems] == [("page_broken", "page 2")]


def test_pages_with_text_are_not_looked_at_beyond_so_much_processor_time(monkeypatch):
    pdf = Pdf()
    for _ in range(6):
        for number in range(20):
            pdf.draw(50, 700 - 14 * number, SENTENCE)
        outlined(pdf, 50, 60, 20).page()
    clock = iter(range(0, 1000, 15))
    monkeypatch.setattr(reader_of_pdf, "processor_time_of_programs", lambda: next(clock))
    extract, asked = reading(pdf.bytes(), seen="Profil")
    assert len(asked) == 3
    assert codes(extract) == ["letters_doubtful"] * 3


def test_pages_with_text_are_looked_at_a_few_times_only():
    pdf = Pdf()
    for _ in range(12):
        for number in range(20):
            pdf.draw(50, 700 - 14 * number, SENTENCE)
        outlined(pdf, 50, 60, 20).page()
    extract, asked = reading(pdf.bytes(), seen="Profil")
    assert len(asked) == reader_of_pdf.LOOKS
    assert codes(extract) == ["letters_doubtful"] * (12 - reader_of_pdf.LOOKS)


def test_a_value_that_no_appearance_shows_is_read_by_one_reader_alone():
    pdf = Pdf().draw(50, 700, SENTENCE)
    pdf.page_extra = b"/Annots[100 0 R]"
    extract, _ = reading(pdf.bytes(b"<</Type/Annot/Subtype/Widget/FT/Tx/T(s)/Rect[50 600 300 616]/V(Arlon)>>"))
    text, (page,) = assemble(extract, limit=1_000)
    assert page.agreement is Agreement.ALONE
    assert [text[one.start : one.end] for one in page.doubts] == ["Arlon"]


def test_a_value_that_its_appearance_shows_is_read_by_both():
    look = b"/Tx BMC BT /F1 9 Tf 2 4 Td (Arlon) Tj ET EMC"
    pdf = Pdf().draw(50, 700, SENTENCE)
    pdf.page_extra = b"/Annots[100 0 R]"
    data = pdf.bytes(
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(s)/Rect[50 600 300 616]/F 4/V(Arlon)/AP<</N 101 0 R>>>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 250 16]/Resources<</Font<</F1 3 0 R>>>>"
        b"/Length %d>>stream\n%s\nendstream" % (len(look), look),
    )
    extract, _ = reading(data)
    assert "Arlon" in words(extract.sheets[0])
    assert agreement(extract) is Agreement.AGREED


@pytest.mark.parametrize("text", ["שלום לכולם", "Здравствуйте, уважаемая комиссия"])
def test_other_scripts_are_read_by_both(text):
    seen = text[::-1] if text > "\u0590" else text
    extract, _ = reading(composite(seen, encoding=b"/Identity-H", names=_names(seen)))
    assert (words(extract.sheets[0]), agreement(extract)) == (text, Agreement.AGREED)


def _names(text: str) -> bytes:
    return b"\n".join(b"<%04X> <%04X>" % (ord(c), ord(c)) for c in sorted(set(text)))


def test_a_column_of_letters_is_in_doubt():
    pdf = Pdf()
    for number, letter in enumerate("NOMMEEATITREDEFINITIF"):
        pdf.draw(50, 700 - 14 * number, letter)
    extract, _ = reading(pdf.bytes())
    assert (agreement(extract), codes(extract)) == (Agreement.APART, ["letters_doubtful"])
