"""What two recruiters do all day, in a real browser on the sample mailbox."""

from __future__ import annotations

import re

import openpyxl
import pikepdf
import pytest
from pdfminer.high_level import extract_text
from playwright.sync_api import expect

from tests import desks
from tests.integration.desk.test_accessibility import findings


def open_application(page, name):
    page.goto("/")
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def decide(page, choice, reason):
    page.get_by_label(choice).check()
    page.get_by_label("Motif de la décision").fill(reason)
    page.get_by_role("button", name="Enregistrer la décision").click()


def width_of_picture(page):
    """The width of a page's picture, once it is there; nothing is evaluated again and again, which the page forbids."""
    return page.locator(".sheet img").evaluate("async (image) => { await image.decode(); return image.naturalWidth; }")


def test_the_first_start_prints_a_link_that_makes_the_first_account(browser, tmp_path):
    maildirs = desks.Maildirs.make(tmp_path)
    maildirs.configure()
    with desks.served(tmp_path) as server, browser.new_context(base_url=server.url, locale="fr-BE") as context:
        page = context.new_page()
        page.goto(server.first_link())
        page.get_by_label("Identifiant").fill("nadine")
        page.get_by_label("Mot de passe", exact=True).fill(desks.PASSWORD)
        page.get_by_label("Confirmez le mot de passe").fill(desks.PASSWORD)
        page.get_by_role("button", name="Créer le compte").click()

        expect(page.get_by_text("Aucune candidature n’est encore arrivée.")).to_be_visible()


def test_a_wrong_password_is_told(browser, url):
    with browser.new_context(base_url=url, locale="fr-BE") as context:
        page = context.new_page()
        page.goto("/applications/2")
        page.get_by_label("Identifiant").fill("mireille")
        page.get_by_label("Mot de passe").fill("faux")
        page.get_by_role("main").get_by_role("button", name="Se connecter").click()

        expect(page.get_by_role("alert")).to_have_text("L’identifiant et le mot de passe ne correspondent pas.")


def test_filters_apply_at_once_and_stand_in_the_address(page):
    page.goto("/")
    expect(page.get_by_role("status")).to_have_text("18 candidatures")
    page.get_by_label("Arrivée").select_option("hors délai")

    expect(page.get_by_role("status")).to_contain_text("1 candidature ")
    assert page.url.endswith("/?time=no")
    page.get_by_role("link", name="Tout réafficher").click()
    expect(page.get_by_role("status")).to_have_text("18 candidatures")


def test_search_without_accents_finds_and_marks(page):
    page.goto("/")
    page.get_by_label("Mots dans les pièces").fill("definitif")
    page.get_by_label("Mots dans les pièces").press("Enter")

    expect(page.locator("mark").first).to_have_text(re.compile("définitif", re.IGNORECASE))
    expect(page.get_by_role("link", name="Bertrand Lequeux", exact=True)).to_be_visible()


def test_a_saved_view_comes_back(page):
    page.goto("/?c.tenure=found")
    page.get_by_label("Enregistrer cette vue sous").fill("Définitifs")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.goto("/")
    page.get_by_role("link", name="Définitifs").click()

    expect(page).to_have_url(re.compile(r"c\.tenure=found"))


def test_a_click_on_a_quote_shows_it_marked_on_the_page_and_in_the_text(page):
    open_application(page, "Bertrand Lequeux")
    quote = page.locator("#fact-tenure .quotes a").first
    words = quote.inner_text().strip("« »\u00a0")
    quote.click()

    expect(page.locator("mark.chosen").first).to_be_visible()
    marked = " ".join(" ".join(page.locator("mark.chosen").all_inner_texts()).split())
    assert marked == " ".join(words.split())
    picture = page.locator(".sheet img")
    expect(picture).to_be_visible()
    assert width_of_picture(page) > 500
    mark, sheet = page.locator(".marks rect.chosen").first.bounding_box(), picture.bounding_box()
    assert sheet["x"] <= mark["x"]
    assert mark["x"] + mark["width"] <= sheet["x"] + sheet["width"]
    assert sheet["y"] <= mark["y"] < sheet["y"] + sheet["height"]


def test_the_mark_covers_the_words_on_the_picture(page):
    """Below the mark there is ink: the boxes of the text are those of the picture."""
    open_application(page, "Bertrand Lequeux")
    page.locator("#fact-tenure .quotes a").first.click()
    expect(page.locator(".marks rect.chosen").first).to_be_visible()
    assert width_of_picture(page) > 500
    darkness = page.evaluate("""() => {
        const image = document.querySelector('.sheet img'), rect = document.querySelector('.marks rect.chosen');
        const canvas = document.createElement('canvas');
        canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
        const drawing = canvas.getContext('2d'); drawing.drawImage(image, 0, 0);
        const at = (name) => Number(rect.getAttribute(name)) / 1000;
        const pixels = drawing.getImageData(at('x') * canvas.width, at('y') * canvas.height,
            at('width') * canvas.width, at('height') * canvas.height).data;
        let dark = 0;
        for (let i = 0; i < pixels.length; i += 4) if (pixels[i] < 128) dark += 1;
        return dark / (pixels.length / 4);
    }""")
    assert 0.03 < darkness < 0.6


def test_a_phone_is_corrected_and_says_who_did_it(page):
    open_application(page, "Yves Dombret")
    field = page.locator("#fact-phone")
    field.locator("a.fold").click()
    field.get_by_label("Valeur exacte").fill("0470/12.34.56")
    field.get_by_role("button", name="Enregistrer la correction").click()

    expect(page.get_by_role("status")).to_contain_text("La correction est enregistrée")
    expect(page.locator("#fact-phone")).to_contain_text("+32 470 12 34 56")
    expect(page.locator("#fact-phone")).to_contain_text("Corrigé par mireille")


def test_a_near_miss_becomes_an_application(page):
    page.goto("/sort")
    mail = page.get_by_role("article", name="Recrutement OE - candidature V. Dubru")
    mail.get_by_label("Motif pour accepter").fill("Lettres interverties dans l’objet")
    mail.get_by_role("button", name="Accepter comme candidature").click()

    expect(page.get_by_role("status")).to_contain_text("accepté comme candidature")
    open_application(page, "Vinciane Dubru")


def test_two_applications_are_merged_and_parted_again(page):
    open_application(page, "Fiona Macallister")
    other = re.search(r"/applications/(\d+)", page.url).group(1)
    open_application(page, "Ralf Heinen")
    page.get_by_text("Fusionner avec une autre candidature").click()
    page.get_by_label("Numéro de l’autre candidature").fill(other)
    page.get_by_role("button", name="Voir ce que change la fusion", exact=True).click()
    expect(page.get_by_role("heading", name="Fusionner deux candidatures")).to_be_visible()
    assert findings(page) == []
    page.get_by_role("button", name="C’est la même personne : fusionner").click()
    expect(page.get_by_role("status")).to_contain_text("n’en forment plus qu’une")
    page.goto("/")
    expect(
        page.get_by_role("row", name="Fiona Macallister").or_(page.get_by_role("row", name="Ralf Heinen"))
    ).to_have_count(1)

    page.goto(f"/applications/{other}")
    page.locator("#history").get_by_role("button", name="Annuler : Candidatures fusionnées").click()
    expect(page.get_by_role("status")).to_have_text("Annulé.")
    open_application(page, "Fiona Macallister")
    open_application(page, "Ralf Heinen")


def test_a_decision_needs_and_keeps_its_reason(page):
    open_application(page, "Nathalie Crélot")
    decide(page, "Présélectionner", "Nommée, CPMS depuis 2008.")

    expect(page.get_by_role("status")).to_have_text("La décision est enregistrée.")
    page.goto("/?decision=shortlist")
    expect(page.get_by_role("row", name="Nathalie Crélot")).to_contain_text("Présélectionner")


def test_two_recruiters_do_not_overwrite_each_other(visit):
    mireille, colette = visit("mireille"), visit("colette")
    for page in (mireille, colette):
        open_application(page, "Marc Sépulchre")
    decide(colette, "À discuter", "Charge à préciser.")
    expect(colette.get_by_role("status")).to_be_visible()
    decide(mireille, "Ne pas retenir", "Pas de titre.")

    expect(mireille.get_by_role("alert")).to_contain_text("Colette vient de prendre une décision dans ce dossier")
    expect(mireille.get_by_label("Motif de la décision")).to_have_value("Pas de titre.")
    mireille.get_by_role("button", name="Enregistrer la décision").click()
    expect(mireille.get_by_role("status")).to_have_text("La décision est enregistrée.")
    history = mireille.locator("#history")
    expect(history).to_contain_text("colette")
    expect(history).to_contain_text("Pas de titre.")


def test_the_list_is_taken_away_as_a_workbook(page, tmp_path):
    page.goto("/?c.tenure=contrary")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Excel").click()
    saved.value.save_as(tmp_path / "liste.xlsx")

    rows = list(openpyxl.load_workbook(tmp_path / "liste.xlsx")["Candidatures"].values)
    assert [row[rows[0].index("Nom")] for row in rows[1:]] == ["Amandine Pirotton"]


def test_a_dossier_is_printed_with_the_candidate_s_documents(page, tmp_path):
    page.goto("/?name=lequeux")
    page.get_by_label("Cocher Bertrand Lequeux").check()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Imprimer (PDF)").click()
    saved.value.save_as(tmp_path / "dossier.pdf")

    text = " ".join(extract_text(tmp_path / "dossier.pdf").split())
    assert "Bertrand Lequeux" in text
    assert "« Je suis professeur à l’Institut Notre-Dame d’Arlon, engagé à titre définitif. »" in text
    with pikepdf.open(tmp_path / "dossier.pdf") as book, book.open_outline() as outline:
        assert [child.title for child in outline.root[0].children] == [
            "CV_Bertrand_Lequeux_2026.pdf",
            "Motivation – Bertrand Lequeux.pdf",
        ]
        assert len(book.pages) >= 4


def test_a_locked_cv_is_opened_with_its_password(page):
    open_application(page, "Luc Verrou")
    page.get_by_label("Mot de passe du fichier").fill("ouvre-toi")
    page.get_by_role("button", name="Ouvrir").click()
    expect(page.get_by_role("alert")).to_have_text("Le fichier ne s’ouvre pas avec ce mot de passe.")
    open_application(page, "Luc Verrou")
    page.get_by_label("Mot de passe du fichier").fill(desks.LOCK)
    page.get_by_role("button", name="Ouvrir").click()

    expect(page.get_by_role("status")).to_have_text("Le fichier est déverrouillé : il est en cours de lecture.")
    expect(page.locator("#fact-tenure")).to_contain_text("nommé à titre définitif")


def test_what_a_hostile_candidate_wrote_does_nothing(page, tmp_path):
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto("/?name=eve")
    link = page.locator("tbody th a")
    expect(link).to_contain_text("eve@mail.example")
    link.click()
    for path in sorted(
        {
            found.get_attribute("href")
            for found in page.locator(
                "main a[href^='/documents/']:not([href$=original]), main a[href^='/mails/']:not([href$=original])"
            ).all()
        }
    ):
        page.goto(path)
        expect(page.locator("main h1")).to_be_visible()
        assert page.locator("main img[src=x], main script").count() == 0
    with page.expect_download() as saved:
        page.goto("/")
        page.get_by_role("link", name="CSV").click()
    saved.value.save_as(tmp_path / "liste.csv")
    cells = [cell for line in (tmp_path / "liste.csv").read_text("utf-8-sig").splitlines() for cell in line.split(";")]
    assert not [cell for cell in cells if cell.strip('"')[:1] in ("=", "@")]
    assert dialogs == []


def test_a_reader_sees_all_and_no_form_to_decide(visit):
    page = visit("jury")
    open_application(page, "Hélène Goffinet-Marchal")

    expect(page.locator("#fact-tenure .quotes a").first).to_be_visible()
    expect(page.get_by_role("button", name="Enregistrer la décision")).to_have_count(0)
    expect(page.get_by_text("Corriger")).to_have_count(0)


def test_everything_works_without_a_script(visit):
    page = visit("mireille", java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Nom", exact=True).fill("wuidar")
    page.get_by_role("button", name="Filtrer").click()
    page.get_by_role("link", name="Fabienne Wuidar", exact=True).click()
    page.locator("#fact-tenure .quotes a").first.click()
    expect(page.locator("mark.chosen").first).to_be_visible()
    page.get_by_role("link", name="Fabienne Wuidar", exact=True).click()
    page.get_by_label("Nouvelle note").fill("Sans script.")
    page.get_by_role("button", name="Ajouter la note").click()

    expect(page.locator("#notes")).to_contain_text("Sans script.")


def test_the_keyboard_is_enough(browser, url):
    with browser.new_context(base_url=url, locale="fr-BE") as context:
        page = context.new_page()
        page.goto("/login")
        expect(page.get_by_label("Identifiant")).to_be_focused()
        for words, key in (("mireille", "Tab"), (desks.PASSWORD, "Enter")):
            page.keyboard.type(words)
            page.keyboard.press(key)
        expect(page.get_by_role("heading", name="Candidatures", level=1)).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
        page.keyboard.press("Enter")
        name = press_until(page, "Tab", "a[href^='/applications/']")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
        press_until(page, "Tab", "input[name=decision]")
        page.keyboard.press("Space")
        press_until(page, "Tab", "#reason")
        page.keyboard.type("Au clavier.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text("La décision est enregistrée.")


def press_until(page, key, selector):
    """Presses until an element that matches has the focus; gives its text."""
    for _ in range(200):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return page.evaluate("document.activeElement.innerText")
    raise AssertionError(f"{selector} is not reached with {key}")


@pytest.mark.parametrize(
    ("language", "title"),
    [("nl", "Kandidaturen"), ("de", "Bewerbungen"), ("en", "Applications"), ("fr", "Candidatures")],
)
def test_the_page_speaks_four_languages(visit, language, title):
    page = visit("jury")
    page.goto("/")
    page.locator(f"button[name=language][value={language}]").click()

    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    assert page.locator("html").get_attribute("lang") == language


def test_all_that_people_did_outlives_a_reingest(page, folder):
    open_application(page, "Georges Fontignies")
    decide(page, "À discuter", "Charge inconnue.")
    page.get_by_label("Nouvelle note").fill("Téléphoner mardi.")
    page.get_by_role("button", name="Ajouter la note").click()
    field = page.locator("#fact-city")
    field.locator("a.fold").click()
    field.get_by_label("Valeur exacte").fill("Marche")
    field.get_by_role("button", name="Enregistrer la correction").click()
    expect(page.get_by_role("status")).to_be_visible()
    history = page.locator("#history .history").inner_text()
    listed = command_json(folder)

    done = desks.command(folder, "reingest", "--all")
    assert done.returncode == 0, done.stderr
    assert command_json(folder) == listed
    open_application(page, "Georges Fontignies")
    expect(page.locator("#decision")).to_contain_text("Charge inconnue.")
    expect(page.locator("#notes")).to_contain_text("Téléphoner mardi.")
    expect(page.locator("#fact-city")).to_contain_text("Marche")
    assert page.locator("#history .history").inner_text() == history


def command_json(folder):
    done = desks.command(folder, "export", "--format", "json")
    assert done.returncode == 0, done.stderr
    return done.stdout
