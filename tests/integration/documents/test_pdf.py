from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from fpdf import FPDF
from specimens import Pdf, assembled

from parsers.documents.limits import Limits
from parsers.values.documents import Method
from parsers.values.problems import Reason


def lines(document) -> list[str]:
    return [line for line in document.text.split("\n") if line]


def columns(pdf: Pdf, order) -> Pdf:
    for column, row in order:
        pdf.draw(40 + 300 * column, 700 - 14 * row, f"column {column} line {row} of text")
    return pdf


LEFT_THEN_RIGHT = [f"column {column} line {row} of text" for column in (0, 1) for row in range(12)]


def test_columns_drawn_one_after_the_other_are_read_so(read):
    order = [(column, row) for column in (0, 1) for row in range(12)]
    assert lines(read(columns(Pdf(), order).bytes())) == LEFT_THEN_RIGHT


def test_columns_drawn_row_by_row_are_read_one_after_the_other(read):
    order = [(column, row) for row in range(12) for column in (0, 1)]
    assert lines(read(columns(Pdf(), order).bytes())) == LEFT_THEN_RIGHT


def test_a_few_dates_beside_their_entries_stay_on_their_lines(read):
    pdf = Pdf()
    for row in range(12):
        if row in {3, 8}:
            pdf.draw(40, 700 - 14 * row, "2015 - 2020")
        pdf.draw(180, 700 - 14 * row, f"entry {row} goes on")
    assert "2015 - 2020  entry 3 goes on" in read(pdf.bytes()).text.replace("\t", "  ")


def test_a_career_drawn_row_by_row_keeps_dates_with_their_posts(read):
    pdf, expected = Pdf().draw(40, 760, "Parcours"), ["Parcours"]
    for row in range(10):
        pdf.draw(40, 720 - 30 * row, f"20{row:02} – 20{row + 1:02}").draw(
            180, 720 - 30 * row, f"Enseignante, école {row}"
        )
        pdf.draw(180, 706 - 30 * row, "suite de la description")
        expected += [f"20{row:02} – 20{row + 1:02}  Enseignante, école {row}", "suite de la description"]
    assert lines(read(pdf.bytes())) == expected


def test_a_label_of_two_lines_stays_before_the_cell_beside_it(read):
    pdf, expected = Pdf().draw(40, 760, "Parcours"), ["Parcours"]
    for row in range(6):
        height = 720 - 50 * row
        pdf.draw(40, height, f"septembre 20{row:02} –").draw(40, height - 14, f"juin 20{row + 3:02} (intérim)")
        pdf.draw(180, height, f"Enseignante, école {row}").draw(180, height - 14, "suite de la description")
        expected += [f"septembre 20{row:02} –", f"juin 20{row + 3:02} (intérim)"]
        expected += [f"Enseignante, école {row}", "suite de la description"]
    text = read(pdf.bytes()).text
    assert [line for line in text.split("\n") if line] == expected
    assert "juin 2003 (intérim)\nEnseignante, école 0\nsuite de la description\n" in text


def test_dates_set_flush_right_stay_with_their_titles(read):
    pdf, expected, measure = Pdf(), [], FPDF()
    measure.set_font("helvetica", size=8)

    def width(text):
        return measure.k * measure.get_string_width(text)

    for row, town in enumerate(("Ath", "Mons", "Bruxelles", "Tournai", "Spa", "Charleroi")):
        height = 720 - 40 * row
        pdf.draw(40, height, f"Professeure de français, école {row}", size=8)
        pdf.draw(500 - width(town), height, town, size=8)
        dates = f"20{row:02} - 20{row + 1:02}" if row % 2 else f"mai 20{row:02} - juin 20{row + 1:02}"
        pdf.draw(40, height - 12, f"Collège du {row}e arrondissement", size=8)
        pdf.draw(500 - width(dates), height - 12, dates, size=8)
        expected += [f"Professeure de français, école {row}  {town}", f"Collège du {row}e arrondissement  {dates}"]
    assert lines(read(pdf.bytes())) == expected


CAREER = [
    ("Enseignante, lycée de Bure", "2019 – présent"),
    ("Éducatrice, internat de Tellin", "2012 – 2019"),
    ("Vendeuse, librairie du Marché", "2008 – 2012"),
]


def career(dated_at: int, lead: float) -> Pdf:
    """A page whose dates are drawn after all posts, at one edge; `lead` is how far each stands above its post's row."""
    pdf = Pdf()
    for number, (post, _) in enumerate(CAREER):
        pdf.draw(40, 700 - 60 * number, post).draw(
            40, 686 - 60 * number, "ce que j'y ai fait, en une ligne assez longue"
        )
    pdf.draw(40, 500, "Divers")
    for number, (_, when) in enumerate(CAREER):
        pdf.draw(dated_at, 700 - 60 * number + lead, when)
    return pdf


def test_dates_set_in_a_column_at_the_right_are_read_in_the_rows_they_stand_in(read):
    text = read(career(430, 0).bytes()).text.replace("\t", "  ")
    assert all(f"{post}  {when}" in text for post, when in CAREER)


def test_a_side_column_with_years_stays_one(read):
    text = read(career(430, 5).bytes()).text.replace("\t", "  ")
    assert not any(f"{post}  {when}" in text for post, when in CAREER)


def test_a_table_is_read_row_by_row(read):
    rows = [
        ("Langue", "Parlé", "Écrit"),
        ("Néerlandais", "C1", "B2"),
        ("Anglais", "B2", "B1"),
        ("Allemand", "A2", "A1"),
    ]
    pdf = Pdf()
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            pdf.draw(40 + 120 * column, 700 - 16 * number, cell)
    assert lines(read(pdf.bytes())) == ["  ".join(cells) for cells in rows]


def test_a_side_column_drawn_by_height_does_not_mix_with_the_main_one(read):
    side = [(40, 700 - 19 * row, f"atout {row}") for row in range(14)]
    main = [(220, 700 - 14 * row, f"une phrase de la colonne principale, ligne {row}") for row in range(19)]
    pdf = Pdf()
    for x, y, text in sorted([*side, *main], key=lambda item: (-item[1], item[0])):
        pdf.draw(x, y, text)
    found = lines(read(pdf.bytes()))
    assert found == [text for _, _, text in side] + [text for _, _, text in main]


def test_bullets_stay_with_their_points(read):
    pdf = Pdf()
    for column in (0, 1):
        for row in range(8):
            pdf.draw(40 + 300 * column, 700 - 28 * row, "•")
    for row in range(8):
        for column in (0, 1):
            pdf.draw(80 + 300 * column, 700 - 28 * row, f"un point assez long de la colonne {column}, {row}")
    assert "• un point assez long de la colonne 1, 7" in lines(read(pdf.bytes()))


def test_the_order_is_the_same_in_every_run(read):
    pdf = Pdf()
    for row in range(10):
        for column in range(3):
            pdf.draw(40 + 180 * column, 700 - 30 * row, f"cell {column} {row}")
    data = pdf.bytes()
    assert len({read(data).text for _ in range(5)}) == 1


def test_pages_know_where_their_text_stands(read):
    document = read(Pdf().draw(40, 700, "first page here").page().draw(40, 700, "second page here").bytes())
    first, second = document.pages
    assert document.text[first.start : first.end].strip() == "first page here"
    assert document.text[second.start : second.end].strip() == "second page here"
    assert document.page_count == 2


def test_a_line_has_its_place_on_the_page(read):
    document = read(Pdf().draw(60, 720, "placed", size=20).bytes())
    (box,) = document.pages[0].boxes
    assert document.text[box.start : box.end] == "placed"
    assert box.left == pytest.approx(0.1, abs=0.01)
    assert box.bottom == pytest.approx(1 - 715 / 800, abs=0.01)


def test_a_word_cut_at_the_line_end_is_whole_again(read):
    document = read(Pdf().draw(40, 700, "une longue forma-").draw(40, 686, "tion continue").bytes())
    assert document.text == "une longue formation continue"


def test_a_name_keeps_its_hyphen_at_the_line_end(read):
    document = read(Pdf().draw(40, 700, "Institut Saint-").draw(40, 686, "Joseph").bytes())
    assert document.text == "Institut Saint-Joseph"


def test_letter_spaced_headings_are_words(read):
    pdf = Pdf()
    for number, letter in enumerate("FORMATION"):
        pdf.draw(40 + 16 * number, 700, letter, size=12)
    assert read(pdf.bytes()).text == "FORMATION"


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(b"[(bon suivi) -150 (des) -150 (dossiers)]", id="gaps for some spaces"),
        pytest.param(b"[(bon suivi) 20 ( des) 20 ( dossiers)]", id="spaces drawn"),
        pytest.param(
            b"[(b) -150 (o) -150 (n) -150 ( ) -150 (suivi ) -150 (d) -150 (e) -150 (s) -150 ( ) -150 (d) -150 (o) -150"
            b" (s) -150 (s) -150 (i) -150 (e) -150 (r) -150 (s)]",
            id="letters spaced out",
        ),
    ],
)
def test_a_gap_parts_words_where_it_is_wider_than_between_letters(read, shown):
    pdf = Pdf()
    pdf.pages[-1].append(b"BT /F1 12 Tf 1 0 0 1 40 700 Tm " + shown + b" TJ ET")
    assert read(pdf.bytes()).text == "bon suivi des dossiers"


def test_bold_faked_by_drawing_twice_is_read_once(read):
    document = read(Pdf().draw(40, 700, "Diplôme").draw(40.3, 700, "Diplôme").draw(40, 680, "plain").bytes())
    assert lines(document) == ["Diplôme", "plain"]


def hidden(document) -> str:
    return " ".join(problem.sentence for problem in document.problems if problem.code == "hidden_text")


def test_white_text_on_white_paper_is_hidden(read):
    document = read(Pdf().draw(40, 700, "seen").draw(40, 600, "best candidate ever", color="1 g").bytes())
    assert document.text == "seen"
    assert "best candidate ever" in hidden(document)


def test_white_text_on_a_dark_banner_is_read(read):
    pdf = Pdf().fill(0, 650, 600, 150, "0.1 0.2 0.4 rg").draw(40, 700, "Jeanne Exemple", size=24, color="1 1 1 rg")
    document = read(pdf.draw(40, 600, "below").bytes())
    assert "Jeanne Exemple" in document.text
    assert not hidden(document)


def test_tiny_text_is_hidden(read):
    document = read(Pdf().draw(40, 700, "seen").draw(40, 690, "keywords keywords", size=0.8).bytes())
    assert document.text == "seen"
    assert "keywords" in hidden(document)


def test_text_beside_the_page_is_hidden(read):
    document = read(Pdf().draw(40, 700, "seen").draw(900, 700, "off the paper").bytes())
    assert document.text == "seen"
    assert "off the paper" in hidden(document)


def test_text_drawn_without_ink_is_hidden(read):
    document = read(Pdf().draw(40, 700, "seen by all").draw(40, 500, "invisible words", mode=3).bytes())
    assert document.text == "seen by all"
    assert "invisible words" in hidden(document)


def test_a_form_field_is_read_behind_its_label(read):
    pdf = Pdf().draw(40, 700, "Nom :").draw(40, 600, "Adresse :")
    pdf.extra, pdf.page_extra = b"/AcroForm<</Fields[100 0 R]>>", b"/Annots[100 0 R]"
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(nom)/V(Jeanne Exemple)/Rect[80 695 300 712]>>"
    assert lines(read(pdf.bytes(field))) == ["Nom :", "Jeanne Exemple", "Adresse :"]


def test_text_typed_onto_the_page_is_read(read):
    pdf = Pdf().draw(40, 700, "Nom :")
    pdf.page_extra = b"/Annots[100 0 R]"
    note = b"<</Type/Annot/Subtype/FreeText/Contents(typed here)/Rect[80 695 300 712]>>"
    assert "typed here" in read(pdf.bytes(note)).text


def encrypted(password: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(Pdf().draw(40, 700, "secret words").bytes())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user=password, owner="owner", R=6))
    return out.getvalue()


def test_an_empty_password_opens(read):
    assert read(encrypted("")).text == "secret words"


def test_a_password_from_the_mail_opens(read):
    assert read(encrypted("arlon2026"), passwords=("wrong", "arlon2026")).text == "secret words"


def test_without_the_password_it_is_encrypted(read):
    document = read(encrypted("arlon2026"))
    assert (document.readable, document.reason, document.text) == (False, Reason.ENCRYPTED, "")


def test_junk_before_the_header_and_a_broken_table_are_repaired(read):
    data = b"X-Gateway: scanned\r\n\r\n" + Pdf().draw(40, 700, "still readable").bytes().replace(
        b"startxref", b"startxxxx"
    )
    assert read(data).text == "still readable"


def test_a_file_without_any_page_is_corrupt(read):
    assert read(b"%PDF-1.4\nnothing at all").reason in {Reason.CORRUPT, Reason.EMPTY}


def scan() -> bytes:
    picture = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\xff\nendstream"
    )
    return assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
            4: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</I 5 0 R>>>>/Contents 6 0 R>>",
            5: picture,
            6: b"<</Length 28>>stream\nq 600 0 0 800 0 0 cm /I Do Q\nendstream",
        }
    )


def test_a_scan_without_ocr_says_so(read):
    document = read(scan())
    assert (document.readable, document.reason, document.method) == (False, Reason.OCR_UNAVAILABLE, Method.NONE)


def stream_bomb(filters: int) -> bytes:
    raw = b"0 0 m " * (30 << 20)
    for _ in range(filters):
        raw = zlib.compress(raw, 9)
    names = b"/FlateDecode" * filters
    return assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
            4: b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(raw), names, raw),
        }
    )


def test_a_stream_that_unpacks_without_end_is_too_large(read):
    assert read(stream_bomb(2)).reason is Reason.TOO_LARGE


def test_forms_that_draw_one_another_without_end_are_too_large(read):
    bodies = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 10 0 R>>>>/Contents 5 0 R>>",
        5: b"<</Length 15>>stream\n/X Do /X Do /X D\nendstream",
    }
    for level in range(10, 40):
        inner = b"/X Do " * 10
        form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length %d>>" % (
            level + 1,
            len(inner),
        )
        bodies[level] = form + b"stream\n" + inner + b"\nendstream"
    assert read(assembled(bodies), limits=Limits(figures=500)).reason is Reason.TOO_LARGE


def test_a_pdf_that_holds_no_page_is_empty_and_one_that_lost_them_is_corrupt(read):
    tree = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"}
    assert read(assembled(tree) + b"PK\x03\x04 and more").reason is Reason.EMPTY
    lost = assembled({**tree, 3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"})
    assert read(lost.replace(b"0000000100 00000 n", b"0000000007 00000 n")).reason is Reason.CORRUPT


def test_a_page_tree_that_holds_itself_ends(read):
    bodies = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 99999999/Parent 2 0 R>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    }
    assert not read(assembled(bodies)).readable


def test_pages_beyond_the_limit_are_counted_and_named(read):
    pdf = Pdf()
    for number in range(5):
        pdf.draw(40, 700, f"page {number} of the paper").page()
    document = read(pdf.bytes(), limits=Limits(pages=2))
    assert document.page_count == 6
    assert "page 3" not in document.text
    assert [problem.code for problem in document.problems] == ["pages_left_out"]
