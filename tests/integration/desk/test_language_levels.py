"""The list limited by language and level, in a real browser: what is stated is shown, words are never compared."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.integration.desk.test_accessibility import findings


def names(page):
    return page.locator("table.list tbody th a").all_inner_texts()


@pytest.mark.parametrize("javascript", [True, False])
def test_english_at_b2_or_better_is_one_filter(visit, javascript):
    page = visit("mireille", java_script_enabled=javascript)
    page.goto("/?order=name")
    page.locator("details.more > summary").click()
    page.get_by_label("Parle", exact=True).select_option(label="anglais")
    page.get_by_label("au niveau, au moins").select_option("B2")
    page.locator("details.more").get_by_role("button", name="Filtrer").click()
    expect(page.get_by_role("status")).to_contain_text("avec ces filtres")
    shown = names(page)
    assert "Fabienne Wuidar" in shown  # B2
    assert "Delphine Rossignon" in shown  # C1 in three of four skills
    assert "Fiona Macallister" in shown  # the mother tongue is above all levels
    assert "Hélène Goffinet-Marchal" not in shown  # B1
    assert "Rachid Benameur" not in shown  # "moyen" is shown and never compared
    expect(page.locator("details.more > summary")).to_contain_text("2 filtres")


def test_who_states_no_level_that_can_be_compared_is_one_choice_away(page):
    page.goto("/?language=en&level=none")
    shown = names(page)
    assert "Rachid Benameur" in shown
    assert "Fabienne Wuidar" not in shown
    page.locator("details.more > summary").click()
    expect(page.get_by_label("au niveau, au moins")).to_have_value("none")
    assert findings(page) == []


def test_a_level_is_shown_with_its_words_explained_and_corrected(page):
    page.goto("/?language=en&level=none&order=name")
    page.get_by_role("link", name="Rachid Benameur").click()
    levels = page.locator("#fact-language_levels")
    expect(levels).to_contain_text("français langue maternelle")
    expect(levels).to_contain_text("anglais (moyen)")
    levels.locator("a.fold").click()
    levels.get_by_label("Valeur exacte").fill("volapuk B2")
    levels.get_by_role("button", name="Enregistrer la correction").click()
    expect(page.get_by_role("alert").first).to_contain_text("Indiquez chaque langue par son nom")
    expect(levels.get_by_label("Valeur exacte")).to_have_value("volapuk B2")
    levels.get_by_label("Valeur exacte").fill("français langue maternelle, anglais B2")
    levels.get_by_role("button", name="Enregistrer la correction").click()
    expect(levels.locator("dd > div").first).to_contain_text("français langue maternelle, anglais B2")
    page.goto("/?language=en&level=B2")
    assert "Rachid Benameur" in names(page)
    page.get_by_role("link", name="Rachid Benameur").click()
    page.locator("#fact-language_levels a.fold").click()
    page.locator("#fact-language_levels").get_by_role("link", name="Pourquoi").click()
    expect(page.get_by_role("main")).to_contain_text("CECR")
