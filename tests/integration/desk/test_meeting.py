"""A meeting that goes fast, in a real browser: compare, decide several, go on by key, on a phone and in the dark."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.integration.desk.test_accessibility import findings


def tick(page, *names):
    for name in names:
        page.get_by_label(f"Cocher {name}", exact=True).check()


def test_the_first_row_stands_within_the_first_third(page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/")
    assert page.locator("table.list tbody tr").first.bounding_box()["y"] <= 800 / 3
    page.locator("table.list tbody th a").first.click()
    decision = page.get_by_role("button", name="Enregistrer la décision", exact=True).bounding_box()
    assert decision["y"] + decision["height"] <= 800


def test_candidates_are_compared_with_their_quotes(page):
    page.goto("/")
    tick(page, "Bertrand Lequeux", "Amandine Pirotton")
    page.get_by_role("button", name="Comparer").click()
    expect(page.get_by_role("columnheader", name="Amandine Pirotton")).to_be_visible()
    expect(page.get_by_role("row", name="Nomination ou engagement")).to_contain_text("engagé à titre définitif")
    assert findings(page) == []


def test_who_is_compared_stays_in_sight_down_the_page_and_has_room_on_a_telephone(page):
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    tick(page, "Bertrand Lequeux", "Amandine Pirotton")
    page.get_by_role("button", name="Comparer").click()
    page.get_by_role("row", name="Notes").scroll_into_view_if_needed()
    assert page.evaluate("scrollY") > 300
    expect(page.get_by_role("columnheader", name="Amandine Pirotton")).to_be_in_viewport()
    page.get_by_role("row", name="Nomination ou engagement").get_by_role("link").first.focus()
    held = page.evaluate("document.activeElement.getBoundingClientRect().top")
    head = page.get_by_role("columnheader", name="Amandine Pirotton").bounding_box()
    assert held >= head["y"] + head["height"] - 1

    page.set_viewport_size({"width": 390, "height": 800})
    assert page.get_by_role("rowheader", name="Nomination ou engagement").bounding_box()["width"] <= 390 / 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_one_decision_for_several_is_taken_and_undone(page):
    page.goto("/?order=name")
    tick(page, "Amandine Pirotton", "Rachid Benameur")
    page.get_by_role("button", name="Décider…").click()
    assert findings(page) == []
    page.get_by_label("À discuter").check()
    page.get_by_label("Motif de la décision, valable pour chaque candidature").fill("À revoir ensemble.")
    page.get_by_role("button", name="Statuer sur 2 candidatures").click()
    expect(page.get_by_text("2 décisions sont enregistrées.")).to_be_in_viewport()
    expect(page.get_by_role("row", name="Amandine Pirotton")).to_contain_text("À discuter")
    assert "order=name" in page.url
    page.get_by_role("button", name="Annuler", exact=True).click()
    expect(page.get_by_role("row", name="Amandine Pirotton")).not_to_contain_text("À discuter")


def test_a_whole_view_is_decided_on_in_one_go(page):
    page.goto("/?missing=letter&order=name&size=25")
    shown = page.locator("table.list tbody th a").all_inner_texts()
    page.get_by_role("link", name=f"Statuer sur les {len(shown)}…").click()
    assert page.locator("#who-title + ul > li > a").all_inner_texts() == shown
    page.get_by_label("À discuter").check()
    page.get_by_label("Motif de la décision, valable pour chaque candidature").fill("Lettre à demander.")
    page.get_by_role("button", name=f"Statuer sur {len(shown)} candidatures").click()
    expect(page.get_by_text(f"{len(shown)} décisions sont enregistrées.")).to_be_in_viewport()
    assert "missing=letter" in page.url
    assert "order=name" in page.url
    page.get_by_role("button", name="Annuler", exact=True).click()
    expect(page.locator("table.list tbody .decision")).to_have_count(0)


def test_place_filters_and_order_survive_every_detour(page):
    page.goto("/?time=yes&order=-name")
    names = page.locator("table.list tbody th a").all_inner_texts()
    page.get_by_role("link", name=names[1], exact=True).click()
    place = page.get_by_role("navigation", name="Dans la liste")

    def still_there():
        expect(page.get_by_role("heading", name=names[1], level=1)).to_be_visible()
        expect(place).to_contain_text(f"2 sur {len(names)}")
        expect(place.locator("[rel=prev]")).to_contain_text(names[0])
        expect(place.locator("[rel=next]")).to_contain_text(names[2])

    still_there()
    page.locator("#note").fill("À rappeler.")
    page.get_by_role("button", name="Ajouter la note").click()
    expect(page.get_by_role("status")).to_be_in_viewport()
    still_there()
    town = page.locator("#fact-city")
    town.locator("a.fold").click()
    town.get_by_label("Valeur exacte").fill("Virton")
    town.get_by_role("button", name="Enregistrer la correction").click()
    expect(page.get_by_role("status")).to_be_in_viewport()
    still_there()
    page.locator(".documents a").first.click()
    expect(page.get_by_role("heading", name=names[1], level=1)).to_have_count(0)
    page.get_by_role("link", name=names[1], exact=True).first.click()
    still_there()
    page.get_by_label("À discuter").check()
    page.get_by_label("Motif de la décision").fill("Cela dépend de la charge.")
    page.get_by_role("button", name="Enregistrer la décision", exact=True).click()
    expect(page.get_by_role("status")).to_be_in_viewport()
    still_there()
    place.get_by_role("link", name="Retour à la liste").click()
    assert page.locator("table.list tbody th a").all_inner_texts() == names


def test_all_of_a_page_is_ticked_at_once(page):
    page.goto("/?size=25")
    page.get_by_label("Cocher toute la page").check()
    expect(page.locator('input[name="id"]:checked')).to_have_count(page.locator('input[name="id"]').count())


def test_keys_lead_through_the_list_and_can_be_turned_off(page):
    page.goto("/?order=name&decision=none")
    page.locator("table.list tbody th a").first.click()
    first = page.locator("main h1").inner_text()
    page.keyboard.press("j")
    expect(page.locator("main h1")).not_to_have_text(first)
    page.keyboard.press("k")
    expect(page.locator("main h1")).to_have_text(first)
    page.keyboard.press("n")
    expect(page.locator("#note")).to_be_focused()
    page.keyboard.type("jk?")  # what is typed into a field is text
    expect(page.locator("#note")).to_have_value("jk?")
    page.locator("main h1").click()
    page.keyboard.press("d")
    expect(page.locator('input[name="decision"]').first).to_be_focused()
    page.locator("main h1").click()
    page.keyboard.press("?")
    page.get_by_label("activer les raccourcis").uncheck()
    page.locator("main h1").click()
    page.keyboard.press("n")
    expect(page.locator("#note")).not_to_be_focused()
    page.keyboard.press("u")
    expect(page.locator("main h1")).to_have_text(first)


def test_ten_are_decided_by_keyboard_alone(browser, url, visit):
    page = visit("colette")
    page.goto("/?order=name&decision=none")
    page.locator("table.list tbody th a").first.focus()
    page.keyboard.press("Enter")
    for _ in range(10):
        name = page.locator("main h1").inner_text()
        page.keyboard.press("d")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type("Au clavier.")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")  # past the button that stays
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text(name)
        expect(page.get_by_role("status")).to_be_in_viewport()
        assert "decision%3Dnone" in page.url
    page.goto("/?decision=shortlist&order=name")
    expect(page.locator("table.list tbody tr")).to_have_count(10)


def test_on_a_phone_the_list_is_cards_and_the_decision_one_tap_away(page):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/")
    card = page.locator("table.list tbody tr").first
    assert card.evaluate("(row) => getComputedStyle(row).display") == "flex"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert findings(page) == []
    card.get_by_role("link", name=re.compile("^Décider")).click()
    expect(page.locator("#decision")).to_be_in_viewport()


DARK = ["/", "/applications/2", "/sort", "/overview", "/mails", "/documents/20001", "/search?q=cv",
        "/compare?id=2&id=4", "/bulk?id=2", "/applications/2/merge"]  # fmt: skip


@pytest.mark.parametrize("path", DARK)
def test_axe_finds_nothing_in_the_dark(visit, path):
    page = visit("mireille", color_scheme="dark")
    page.goto(path)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    assert findings(page) == []


@pytest.mark.parametrize("language", ["nl", "de", "en"])
def test_the_new_pages_speak_four_languages(visit, language):
    page = visit("jury")
    page.goto("/")
    page.locator(f"button[name=language][value={language}]").click()
    page.goto("/compare?id=2&id=4")
    assert page.locator("html").get_attribute("lang") == language
    assert findings(page) == []
    page.locator("button[name=language][value=fr]").click()


def test_several_work_without_a_script(visit):
    page = visit("mireille", java_script_enabled=False)
    page.goto("/?order=name")
    tick(page, "Ralf Heinen", "Thomas Weyrich")
    page.get_by_role("button", name="Comparer").click()
    expect(page.get_by_role("columnheader", name="Ralf Heinen")).to_be_visible()
    page.get_by_role("link", name="Retour à la liste").click()
    tick(page, "Ralf Heinen", "Thomas Weyrich")
    page.get_by_role("button", name="Décider…").click()
    page.get_by_label("Ne pas retenir").check()
    page.get_by_label("Motif de la décision, valable pour chaque candidature").fill("Sans script.")
    page.get_by_role("button", name="Statuer sur 2 candidatures").click()
    expect(page.get_by_text("2 décisions sont enregistrées.")).to_be_visible()


def test_a_dangerous_file_is_saved_after_a_warning(page, tmp_path):
    page.goto("/?name=eve")
    page.locator("table.list tbody th a").click()
    expect(page.locator("#documents-title + .documents .fault")).to_contain_text("Dangereux")
    page.get_by_role("link", name=re.compile("après un avertissement")).click()
    assert findings(page) == []
    with page.expect_download() as saved:
        page.get_by_role("link", name="L’enregistrer quand même").click()
    assert saved.value.suggested_filename.endswith(".zip")
