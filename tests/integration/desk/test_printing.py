"""What comes out of the printer: the list with every column, the table for the jury, tagged dossiers."""

from __future__ import annotations

import io

import pikepdf
from pdfminer.high_level import extract_text

from tests.integration.desk.test_meeting import tick


def words(content):
    return "".join(extract_text(io.BytesIO(content)).split()).casefold()


def test_the_list_prints_every_column_that_is_shown(page):
    page.goto("/")
    keys = [box.get_attribute("value") for box in page.locator("input[name=col]").all()]
    page.goto("/?" + "&".join(f"col={key}" for key in keys))
    heads = [head.inner_text().replace("▲", "") for head in page.locator("thead th a").all()]
    names = page.locator("table.list tbody th a").all_inner_texts()
    printed = words(page.pdf(prefer_css_page_size=True))

    assert len(heads) == len(keys) + 4
    for said in (*heads, *names):  # long words go on on the next line of their cell
        assert all(word[:5].casefold() in printed for word in said.replace("-", " ").split()), said


def test_the_widest_list_is_no_wider_than_its_sheet(page):
    sheet = round((297 - 20) / 25.4 * 96)
    page.set_viewport_size({"width": sheet, "height": 718})
    page.goto("/")
    keys = [box.get_attribute("value") for box in page.locator("input[name=col]").all()]
    page.goto("/?" + "&".join(f"col={key}" for key in keys))
    page.emulate_media(media="print")

    assert page.locator("thead th").count() == len(keys) + 5
    assert page.evaluate("document.documentElement.scrollWidth") <= sheet
    cut = page.evaluate("""() => [...document.querySelectorAll('table.list :is(th, td)')]
        .filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent.trim())""")
    assert cut == []


def test_the_table_for_the_jury_is_made_of_those_ticked(page, tmp_path):
    page.goto("/?order=name")
    tick(page, "Bertrand Lequeux", "Amandine Pirotton", "Nathalie Crélot", "Fabienne Wuidar")
    with page.expect_download() as saved:
        page.get_by_label("Format du tableau pour le jury").select_option("A3")
        page.get_by_role("button", name="Tableau pour le jury").click()
    saved.value.save_as(tmp_path / "jury.pdf")
    told = words((tmp_path / "jury.pdf").read_bytes())

    assert all(name in told for name in ("bertrandlequeux", "amandinepirotton", "nathaliecrélot", "fabiennewuidar"))
    assert "engagéàtitredéfinitif" in told


def test_a_printed_dossier_is_tagged_with_title_and_language(page, tmp_path):
    page.goto("/?name=Lequeux")
    page.locator("tbody th a").first.click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Imprimer le dossier (PDF)").click()
    saved.value.save_as(tmp_path / "dossier.pdf")
    with pikepdf.open(tmp_path / "dossier.pdf") as book:
        assert book.Root.Lang == "fr"
        assert "Bertrand Lequeux" in str(book.docinfo["/Title"])
        assert pikepdf.Name.Document == book.Root.StructTreeRoot.K[0].S
        assert book.Root.MarkInfo.Marked
