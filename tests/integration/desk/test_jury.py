"""A jury in a browser: its chair and two members, by mouse, by keyboard, without JavaScript, in four languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from desk.i18n.languages import LANGUAGES
from tests import desks
from tests.integration.desk.test_accessibility import findings

NOTICE = "eo-arlon-2026"
SEATS = {"solange": "chair", "paul": "jury", "nadine": "jury"}
ANNE = 2


@pytest.fixture(scope="module")
def folder(office, tmp_path_factory):
    made = desks.copied(office, tmp_path_factory.mktemp("jury") / "copy")
    for name, role in SEATS.items():
        words = ("users", "add", name, "--role", role, "--notice", NOTICE, "--password-stdin")
        done = desks.command(made, *words, given=desks.PASSWORD)
        assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def people():
    """The chair, who has the list, and the members, who have what is put before them."""
    return {name: "Candidatures" if role == "chair" else "Soumis au jury" for name, role in SEATS.items()}


def open_without_own(chair):
    """She has written no opinion and is asked whether she means it."""
    chair.get_by_role("button", name="Ouvrir les avis sur tous les dossiers").click()
    expect(chair.get_by_role("heading", name="Vous n’avez pas encore remis votre propre avis")).to_be_visible()
    assert findings(chair) == []
    chair.get_by_role("button", name="Ouvrir quand même").click()


def test_a_jury_from_the_first_dossier_to_the_summary(visit):
    chair, paul, nadine = visit("solange"), visit("paul"), visit("nadine", java_script_enabled=False)

    paul.goto("/")
    expect(paul.get_by_text("La présidence ne vous a encore soumis aucun dossier.")).to_be_visible()
    chair.goto(f"/applications/{ANNE}")
    name = chair.get_by_role("heading", level=1).inner_text()
    chair.get_by_role("button", name="Soumettre ce dossier au jury").click()
    expect(chair.get_by_role("status")).to_have_text("Le dossier est soumis au jury.")

    paul.goto("/jury")
    paul.get_by_role("link", name=name).click()
    expect(paul.get_by_role("heading", name="Mon avis")).to_be_visible()
    assert findings(paul) == []
    paul.keyboard.press("Tab")
    paul.keyboard.press("Tab")
    expect(paul.get_by_role("link", name="Aller à mon avis").first).to_be_focused()
    paul.keyboard.press("Enter")
    paul.keyboard.press("Tab")
    paul.keyboard.type("Convaincante sur le terrain")
    paul.get_by_role("button", name="Remettre mon avis", exact=True).press("Enter")
    expect(paul.get_by_role("status")).to_contain_text("Votre avis est remis")

    nadine.goto(f"/jury/applications/{ANNE}")
    nadine.get_by_label("Sur l’ensemble").fill("Trop jeune dans le métier")
    nadine.get_by_role("button", name="Enregistrer comme brouillon").click()
    expect(nadine.get_by_text("Brouillon\xa0: personne d’autre ne le voit.", exact=True)).to_be_visible()
    nadine.get_by_role("button", name="Remettre mon avis", exact=True).click()
    expect(nadine.get_by_role("status")).to_contain_text("Votre avis est remis")
    assert "Convaincante" not in nadine.content()

    chair.goto("/jury/chair")
    expect(chair.get_by_role("listitem").filter(has_text="paul : donné").first).to_be_visible()
    assert "Convaincante" not in chair.content()
    assert findings(chair) == []
    open_without_own(chair)
    expect(chair.get_by_role("status")).to_contain_text("Les avis sont ouverts")

    nadine.reload()
    expect(nadine.get_by_text("Convaincante sur le terrain")).to_be_visible()
    nadine.get_by_label("Sur l’ensemble").fill("Jeune, et très solide")
    nadine.get_by_role("button", name="Remettre mon avis", exact=True).click()
    paul.reload()
    for words in ("Trop jeune dans le métier", "Jeune, et très solide"):
        expect(paul.get_by_role("region", name="Avis du jury").get_by_text(words)).to_be_visible()
    assert findings(paul) == []

    chair.goto(f"/applications/{ANNE}")
    chair.get_by_label("Synthèse de la présidence").fill("Retenue à l'unanimité")
    chair.get_by_role("button", name="Enregistrer la synthèse").click()
    expect(chair.get_by_role("status")).to_have_text("La synthèse est enregistrée.")
    assert findings(chair) == []

    paul.goto(f"/jury/applications/{ANNE}")
    paul.get_by_text("J’ai un conflit d’intérêts").click()
    paul.get_by_role("button", name="M’abstenir pour ce dossier").click()
    expect(paul.get_by_role("heading", name="Vous vous abstenez")).to_be_visible()
    assert paul.goto(f"/jury/applications/{ANNE}").status == 404
    assert paul.goto(f"/documents/{ANNE}0001").status == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_the_jurys_pages_in_each_language(visit, language):
    page = visit("solange")
    page.goto(f"/applications/{ANNE}")
    if page.locator("form[action$='/present'] button").count():
        page.locator("form[action$='/present'] button").click()
    page.locator(f'button[name="language"][value="{language}"]').click()
    page.set_viewport_size({"width": 380, "height": 800})
    for path in ("/jury/chair", "/jury", f"/jury/applications/{ANNE}"):
        page.goto(path)
        if page.locator("main .criterion").count():
            page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        assert (page.get_attribute("html", "lang"), findings(page)) == (language, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= 380


def test_all_of_a_view_are_put_before_the_jury_and_taken_back_at_once(visit, folder):
    chair = visit("solange")
    chair.goto("/?missing=none&order=name")
    chair.locator('button[name="language"][value="fr"]').click()
    chair.get_by_role("link", name="au jury…").click()
    assert findings(chair) == []
    chair.get_by_role("button", name="au jury").click()
    expect(chair.get_by_role("status").first).to_contain_text("soumis au jury")
    assert "missing=none" in chair.url
    told = desks.command(folder, "show", str(ANNE)).stdout
    assert "soumis au jury, avis" in told
    chair.get_by_role("button", name="Annuler", exact=True).click()
    chair.goto("/jury/chair")
    expect(chair.locator("table.list tbody tr")).to_have_count(1)  # what was put there by itself stays
