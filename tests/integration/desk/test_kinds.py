"""What was read of a document is corrected, in a real browser."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.integration.desk.test_accessibility import findings


def test_a_kind_is_corrected_and_put_back(page):
    page.goto("/")
    page.get_by_role("link", name="Nathalie Crélot", exact=True).click()
    item = page.locator(".documents > li").filter(has_text="curriculum vitæ").first
    item.locator(".doc > a").first.click()
    page.get_by_text("Corriger la nature du document").click()
    page.get_by_label("C’est").select_option("Diplôme ou attestation")
    page.get_by_role("button", name="Enregistrer la correction").click()
    expect(page.get_by_role("status")).to_contain_text("La correction est enregistrée")
    page.get_by_role("link", name="Nathalie Crélot", exact=True).click()
    expect(page.locator(".parts").first).to_contain_text("CV manquant")
    expect(item).to_contain_text("lu comme")
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    assert findings(page) == []

    page.locator("#history").get_by_role("button", name="Annuler : Nature").click()
    expect(page.locator(".parts").first).not_to_contain_text("manquant")


def test_the_letter_is_in_this_mail_without_a_script(visit):
    page = visit("mireille", java_script_enabled=False)
    page.goto("/?name=eve")
    page.locator("tbody th a").first.click()
    expect(page.locator(".parts").first).to_contain_text("Lettre manquante")
    mail = page.locator(".mails > li").first
    mail.get_by_role("link").first.click()
    page.get_by_text("Corriger la nature du document").click()
    page.get_by_label("C’est").select_option("La lettre est dans ce mail")
    page.get_by_role("button", name="Enregistrer la correction").click()
    page.go_back()
    page.go_back()
    page.reload()
    expect(page.locator(".parts").first).not_to_contain_text("Lettre manquante")


def test_axe_finds_nothing_on_document_and_mail(page):
    for path in ("/documents/20002", "/mails/2"):
        page.goto(path)
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        assert findings(page) == []
