"""Every document in one viewer, in a real browser: set pages with marks, zoom and turn by keyboard and by links."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.integration.desk.test_accessibility import findings

PIXELS = """async () => {
    const image = document.querySelector('.sheet img');
    await image.decode();
    const canvas = document.createElement('canvas'), rect = document.querySelector('.marks rect.chosen');
    canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
    const drawing = canvas.getContext('2d'); drawing.drawImage(image, 0, 0);
    const at = (name) => Number(rect.getAttribute(name)) / 1000;
    const pixels = drawing.getImageData(at('x') * canvas.width, at('y') * canvas.height,
        at('width') * canvas.width, at('height') * canvas.height).data;
    let dark = 0;
    for (let i = 0; i < pixels.length; i += 4) if (pixels[i] < 128) dark += 1;
    return dark / (pixels.length / 4);
}"""


def size(page):
    """Pixels of the page's picture, once it is there."""
    return page.evaluate("""async () => {
        const image = document.querySelector('.sheet img');
        await image.decode();
        return [image.naturalWidth, image.naturalHeight];
    }""")


def to_the_quote(page):
    """From a Word document's fact to its page."""
    page.goto("/?name=Goffinet")
    page.locator("tbody th a").first.click()
    page.locator("#fact-tenure .quotes a").filter(has_text="Nommée à titre définitif").first.click()
    expect(page.locator("mark.chosen")).to_contain_text("Nommée à titre définitif")
    page.get_by_role("link", name="Ouvrir en grand").click()


def test_a_word_document_s_page_is_set_marked_enlarged_and_turned_by_keyboard(page):
    to_the_quote(page)
    expect(page.locator("mark.chosen")).to_contain_text("Nommée à titre définitif")
    expect(page.get_by_text("Cette page a été mise en page par le programme")).to_be_visible()
    wide, high = size(page)
    assert (wide, high > wide) == (1200, True)
    assert 0.03 < page.evaluate(PIXELS) < 0.6  # below the mark there is ink

    page.keyboard.press("+")
    expect(page).to_have_url(re.compile("zoom=150"))
    assert size(page)[0] == 2400
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile("zoom=200"))
    page.keyboard.press("r")
    expect(page).to_have_url(re.compile("turn=90"))
    turned_wide, turned_high = size(page)
    assert turned_wide > turned_high
    assert 0.03 < page.evaluate(PIXELS) < 0.6  # the mark went round with it
    expect(page.locator(".marks rect.chosen").first).to_be_in_viewport()
    assert findings(page) == []

    page.keyboard.press("l")
    expect(page).not_to_have_url(re.compile("turn="))
    page.keyboard.press("0")
    expect(page).not_to_have_url(re.compile("zoom="))


def test_all_of_it_goes_by_links_without_a_script(visit):
    page = visit("jury", java_script_enabled=False)
    page.goto("/documents/20001?start=688&end=737#passage")
    expect(page.locator(".marks rect.chosen")).to_have_count(1)
    tools = page.get_by_role("navigation", name="Affichage de la page")
    tools.get_by_role("link", name="Toute la largeur").click()
    expect(page.locator(".sheet")).to_have_class("sheet zoomwidth")
    box, frame = page.locator(".sheet img").bounding_box(), page.locator("main").bounding_box()
    assert box["width"] > 0.9 * frame["width"]
    tools.get_by_role("link", name="Tourner vers la droite").click()
    tools.get_by_role("link", name="Plus grand").click()
    expect(page).to_have_url(re.compile("start=688&end=737&zoom=300&turn=90"))
    expect(page.locator(".marks rect.chosen")).to_have_count(1)
    tools.get_by_role("link", name="À côté du texte").click()
    expect(page.locator(".sheet")).to_have_class("sheet zoom100")


def test_the_words_of_a_search_are_marked_wherever_they_stand(page):
    page.goto("/search?q=orientation")
    page.get_by_role("link", name="CV Hélène Goffinet.docx").first.click()
    expect(page.locator("mark.found").first).to_have_text(re.compile("orientation", re.IGNORECASE))
    assert page.locator(".marks rect.found").count() + page.locator(".marks rect.chosen").count() > 1
    assert findings(page) == []


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
@pytest.mark.parametrize("state", ["", "?zoom=300&turn=90", "?q=orientation"])
def test_axe_finds_nothing_in_any_state_and_language(visit, language, state):
    page = visit("jury")
    page.goto("/documents/20001")
    page.locator(f".languages button[lang={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.goto(f"/documents/20001{state}")
    assert findings(page) == []


def test_on_a_telephone_the_page_is_enlarged_within_its_box(page):
    page.set_viewport_size({"width": 380, "height": 800})
    page.goto("/documents/20001?zoom=200")
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    assert page.locator(".sheet img").bounding_box()["width"] > 600


def test_a_passage_is_shown_beside_the_decision_and_what_was_typed_stays(page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/?name=Goffinet")
    page.locator("tbody th a").first.click()
    expect(page.locator("#papers .marks rect.other").first).to_be_visible()
    page.get_by_label("Motif de la décision").fill("Nommée.")
    page.locator("#fact-tenure a.fold").click()
    expect(page.locator("#fact-tenure").get_by_role("link", name="Pourquoi")).to_be_visible()
    page.locator("#fact-tenure .quotes a").last.click()
    expect(page.locator("#papers mark.chosen").first).to_be_visible()
    expect(page.locator("#papers .marks rect.chosen").first).to_be_in_viewport()
    expect(page.locator("#papers .tabs a[aria-current]")).to_contain_text("Lettre")
    assert page.locator("#reason").input_value() == "Nommée."
    assert findings(page) == []
    page.mouse.move(1000, 600)
    page.mouse.wheel(0, 1500)
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(page.get_by_role("button", name="Enregistrer la décision")).to_be_in_viewport()


def test_on_a_narrow_screen_the_papers_are_a_tab_without_a_script(visit):
    page = visit("mireille", java_script_enabled=False)
    page.set_viewport_size({"width": 900, "height": 800})
    page.goto("/applications/2")
    expect(page.locator("#papers")).to_be_hidden()
    page.get_by_role("link", name="CV et lettre", exact=True).click()
    expect(page.locator("#papers .sheet img")).to_be_visible()
    expect(page.locator("#reason")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name="Dossier", exact=True).click()
    expect(page.locator("#reason")).to_be_visible()
