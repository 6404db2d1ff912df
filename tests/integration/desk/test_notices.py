"""Somebody who does not program makes a notice, without a script: from the empty form to the store that takes it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from jobs.config import configuration
from tests import desks

TITLE = 'Éducateurs "de rue" [[mailboxes]]'
SENTENCES = "J'ai animé des [ateliers collectifs].\nLes ateliers collectifs m'attirent."


@pytest.fixture
def page(visit):
    return visit("mireille", java_script_enabled=False)


def add(page, kind):
    """The panel of one more criterion of that kind."""
    page.get_by_label("Type").select_option(label=kind)
    page.get_by_role("button", name="Ajouter").click()
    return page.locator("section:has(input[name$='.kind'])").last


def check(page):
    page.get_by_role("button", name="Vérifier l’avis").click()


def ask_for_dutch(page):
    panel = add(page, "Langue, à partir d’un niveau")
    panel.get_by_label("Libellé").fill("Néerlandais B2")
    panel.get_by_label("Langue").fill("néerlandais")
    panel.get_by_label("Niveau minimum").select_option("B2")
    panel.get_by_label("Éliminatoire").check()


def ask_for_years(page):
    panel = add(page, "Années d’expérience dans un domaine")
    panel.get_by_label("Libellé").fill("Deux ans de travail social")
    panel.get_by_label("Au moins").fill("2")
    panel.get_by_label("travail social").check()


def ask_for_groups(page, words):
    panel = add(page, "Expérience dans une matière")
    panel.get_by_label("Libellé").fill("Animation de groupes")
    panel.get_by_label("Vos propres mots").fill(words)
    panel.get_by_label("Phrases d’essai").fill(SENTENCES)
    return panel


def tell_the_post(page, title=TITLE, subject="Éducateurs de rue"):
    page.get_by_label("Intitulé").fill(title)
    page.get_by_label("Mots dans l’objet").fill(subject)
    page.get_by_label("Dernier jour").fill("2099-12-31")
    page.get_by_label("Domaines mail").fill("cdm.example")


def test_from_the_empty_form_to_a_notice_that_is_applied(page, folder):
    page.goto("/overview")
    page.get_by_role("link", name="Avis et critères").click()
    page.get_by_role("link", name="Nouvel avis", exact=True).click()
    check(page)
    expect(page.get_by_role("alert")).to_contain_text("Intitulé : Ce champ est obligatoire.")
    tell_the_post(page)
    add(page, "Domicile de la personne candidate").get_by_role("button", name="Retirer").click()
    ask_for_dutch(page)
    ask_for_years(page)
    ask_for_groups(page, "séance* collective*")
    check(page)
    expect(page.get_by_role("alert")).to_contain_text("les mots entre [ ] ne sont pas lus")
    page.get_by_label("Vos propres mots").last.fill("atelier* collectif*")
    check(page)
    expect(page.get_by_text("Les phrases d’essai donnent le résultat attendu.")).to_be_visible()
    with page.expect_download() as told:
        page.get_by_role("button", name="Télécharger le fichier").click()
    assert told.value.suggested_filename == "educateurs-de-rue-mailboxes-2099.toml"
    assert_applied(folder, told.value.path().read_text("utf-8"))


def test_another_language_and_a_file_that_is_opened_keep_what_was_typed(page, tmp_path):
    page.goto("/notices/new")
    tell_the_post(page, "Concierges", "Concierges de nuit")
    ask_for_dutch(page)
    page.get_by_role("button", name="Deutsch").click()
    expect(page.get_by_label("Wörter im Betreff")).to_have_value("Concierges de nuit")
    expect(page.locator("[name='c0.language']")).to_have_value("Niederländisch")
    page.get_by_role("button", name="Français").click()
    expect(page.locator("[name='c0.language']")).to_have_value("néerlandais")
    check(page)
    with page.expect_download() as told:
        page.get_by_role("button", name="Télécharger le fichier").click()
    file = tmp_path / "avis.toml"
    told.value.save_as(file)
    page.goto("/notices")
    page.get_by_label("Fichier d’un avis").set_input_files(file)
    page.get_by_role("button", name="Ouvrir").click()
    expect(page.get_by_label("Intitulé")).to_have_value("Concierges")
    expect(page.locator("[name='c0.language']")).to_have_value("néerlandais")


def test_the_browser_asks_before_what_was_typed_is_left(visit):
    page, asked = visit("colette"), []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.goto("/notices/new")
    page.get_by_label("Intitulé").press_sequentially("Éducateurs")
    page.get_by_role("link", name="Vue d’ensemble").click()
    expect(page.get_by_label("Intitulé")).to_have_value("Éducateurs")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_label("Title")).to_have_value("Éducateurs")
    assert asked == ["beforeunload"]
    page.get_by_label("Title").click()
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_label("Title")).to_have_value("Éducateurs")
    assert asked == ["beforeunload"] * 2


def assert_applied(folder, text):
    """The operator appends the file; the program loads it, and the store takes it."""
    file = folder / "candidatures.toml"
    mailboxes = configuration.load(file).mailboxes
    file.write_text(f"{file.read_text('utf-8')}\n{text}", "utf-8")
    settings = configuration.load(file)
    assert settings.mailboxes == mailboxes
    notice = settings.notices[-1].notice
    assert (notice.title, notice.subject, notice.internal_domains) == (TITLE, "Éducateurs de rue", ("cdm.example",))
    asked = [(one.extractor, one.language, one.at_least, one.eliminates) for one in notice.criteria]
    assert asked == [("language", "nl", None, True), ("years", "", 2, False), ("experience_of", "", None, False)]
    assert desks.command(folder, "check", "--configuration").returncode == 0
    done = desks.command(folder, "notices", "apply")
    assert "educateurs-de-rue-mailboxes-2099: added" in done.stdout, done.stderr
