"""A PDF of ours says what each stretch of its pages is: headings, paragraphs, cells, in which language."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pdfminer.high_level import extract_text

from desk.dossier.pdf import Sheets

LONG = "Une phrase qui se répète. " * 900
HEADS = ("Critère", "Anne", "Paul")
ROWS = [(f"Critère {number}", "trouvé : " + "mot " * 40, "non trouvé") for number in range(30)]


@pytest.fixture(scope="module")
def written():
    sheets = Sheets("page", title="Dossier : Anne", language="fr", paper="A3", wide=True)
    sheets.begin("Anne")
    sheets.masthead("Anne")
    sheets.heading("Décision")
    sheets.paragraph(LONG)
    sheets.pair("Note", "Rappeler")
    sheets.statement("Nomination", "trouvé")
    sheets.quote("Ik ben vast benoemd.", "CV.pdf", "nl")
    sheets.table(HEADS, ROWS)
    return pikepdf.open(io.BytesIO(sheets.finished()))


def elements(of):
    """Every element below one, in order of reading."""
    for kid in of.K:
        if kid.get("/Type") == pikepdf.Name.StructElem:
            yield kid
            yield from elements(kid)


def stretches(of):
    return [kid for kid in of.K if kid.get("/Type") == pikepdf.Name.MCR]


def test_readers_are_told_title_and_language(written):
    assert written.Root.Lang == "fr"
    assert written.Root.MarkInfo.Marked
    assert written.Root.ViewerPreferences.DisplayDocTitle
    with written.open_metadata() as told:
        assert told["dc:title"] == "Dossier : Anne"


def test_elements_are_in_the_order_of_reading(written):
    roles = [str(element.S) for element in elements(written.Root.StructTreeRoot)]

    assert roles[:10] == ["/Document", "/H1", "/H2", "/P", "/P", "/P", "/H3", "/P", "/BlockQuote", "/P"]
    assert roles[10:15] == ["/Table", "/TR", "/TH", "/TH", "/TH"]
    assert roles[15:19] == ["/TR", "/TH", "/TD", "/TD"]
    (quote,) = (one for one in elements(written.Root.StructTreeRoot) if one.S == "/BlockQuote")
    assert quote.Lang == "nl"


def test_a_paragraph_over_several_pages_is_one_element(written):
    long = max(elements(written.Root.StructTreeRoot), key=lambda element: len(stretches(element)))

    assert str(long.S) == "/P"
    assert len({kid.Pg.objgen for kid in stretches(long)}) == len(stretches(long)) > 1


def test_every_word_of_every_page_belongs_to_an_element_or_is_told_to_be_beside_the_text(written):
    numbers = written.Root.StructTreeRoot.ParentTree.Nums
    for place, page in enumerate(written.pages):
        marked, owners = [], numbers[2 * place + 1]
        assert page.obj.StructParents == place
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in {"BDC", "BMC"}:
                marked.append(operands)
            elif str(operator) == "EMC":
                marked.pop()
            elif str(operator) in {"Tj", "TJ"}:
                (mark,) = marked  # never none, never one within another
                if str(mark[0]) != "/Artifact":
                    owner = owners[int(mark[1].MCID)]
                    assert mark[0] == owner.S
                    assert int(mark[1].MCID) in [int(kid.MCID) for kid in stretches(owner)]
        assert marked == []


def test_a_table_has_its_heads_on_every_page_and_loses_no_row(written):
    out = io.BytesIO()
    written.save(out)
    text = extract_text(io.BytesIO(out.getvalue()))

    assert all(f"Critère {number}" in text for number in range(30))
    pages = [extract_text(io.BytesIO(out.getvalue()), page_numbers=[n]) for n in range(len(written.pages))]
    with_rows = [page for page in pages if "Critère 1" in page or "Critère 2" in page]
    assert len(with_rows) > 1
    assert all("Paul" in page for page in with_rows)
