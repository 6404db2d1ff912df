"""One search over everything, in a real browser: a hit leads to the marked word; nobody who waits is denied."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.integration.desk.test_accessibility import findings


def search(page, words):
    page.get_by_role("searchbox", name="Chercher partout").fill(words)
    page.get_by_role("searchbox", name="Chercher partout").press("Enter")
    expect(page.get_by_role("heading", name="Chercher", level=1)).to_be_visible()


def test_a_hit_leads_to_the_marked_word_in_text_and_picture(page):
    page.goto("/journal")
    search(page, "definitif")
    expect(page.locator(".found mark").first).to_have_text(re.compile("définitif", re.IGNORECASE))
    box = page.get_by_role("searchbox", name="Chercher partout")
    color, ground = box.evaluate("box => [getComputedStyle(box).color, getComputedStyle(box).backgroundColor]")
    assert color != ground
    assert findings(page) == []
    page.get_by_role("link", name="CV_Bertrand_Lequeux_2026.pdf").click()
    expect(page.locator("mark.chosen").first).to_have_text(re.compile("définitif", re.IGNORECASE))
    expect(page.locator(".marks rect.chosen")).not_to_have_count(0)


def test_a_telephone_number_is_found_however_it_is_written(page):
    page.goto("/")
    for spelled in ("0495/27.41.08", "+32 495 274 108", "0495274108"):
        search(page, spelled)
        expect(page.get_by_role("link", name="Hélène Goffinet-Marchal").first).to_be_visible()


def test_who_waits_is_never_denied(page):
    page.goto("/")
    page.get_by_label("Nom", exact=True).fill("dubru")
    page.get_by_label("Nom", exact=True).press("Enter")
    expect(page.get_by_text("un mail attend sous")).to_be_visible()
    expect(page.get_by_text("Aucune candidature ne correspond")).to_have_count(0)
    assert findings(page) == []
    page.get_by_role("link", name="1 mail à trier").click()
    page.get_by_role("region", name="Mails à trier").or_(page.locator("section")).get_by_role(
        "link", name="À trier"
    ).first.click()
    expect(page.get_by_role("article", name="Recrutement OE - candidature V. Dubru")).to_be_visible()


def test_a_note_is_found(page):
    page.goto("/applications/7")
    page.get_by_label("Nouvelle note").fill("Demander l’ornithorynque.")
    page.get_by_role("button", name="Ajouter la note").click()
    search(page, "ornithorynque")
    page.locator("section[aria-labelledby=notes] a").first.click()
    expect(page).to_have_url(re.compile(r"/applications/7#word-\d+$"))


def test_search_works_without_a_script_and_by_keyboard(visit):
    page = visit("jury", java_script_enabled=False)
    page.goto("/")
    search(page, "lequeux")
    expect(page.get_by_role("link", name="Bertrand Lequeux").first).to_be_visible()


@pytest.mark.parametrize("path", ["/search", "/search?q=definitif", "/search?q=zzz", "/search?q=a*&part=documents"])
def test_axe_finds_nothing(page, path):
    page.goto(path)
    assert findings(page) == []
    page.set_viewport_size({"width": 380, "height": 800})
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
