"""An application is set aside, found again and put back, in a real browser."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests import desks
from tests.integration.desk.test_accessibility import findings


def set_aside(page, name, what, reason):
    page.goto("/")
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_text("Pas une candidature, ou candidature retirée").click()
    section = page.locator("#standing")
    section.get_by_label("Nature").select_option(what)
    section.get_by_label("Motif").fill(reason)
    section.get_by_role("button", name="Mettre à l’écart").click()
    expect(page.get_by_role("status")).to_contain_text("mis à l’écart")


def test_no_application_leaves_every_list_and_comes_back(page, folder):
    set_aside(page, "Marc Sépulchre", "un essai", "Un essai de l’équipe.")
    assert findings(page) == []
    page.goto("/")
    expect(page.get_by_role("link", name="Marc Sépulchre", exact=True)).to_have_count(0)
    exported = json.loads(desks.command(folder, "export", "--format", "json").stdout)
    assert "Marc Sépulchre" not in [one["candidate"]["name"] for one in exported]

    page.get_by_role("link", name="1 écartée").click()
    assert findings(page) == []
    page.get_by_role("link", name="Marc Sépulchre", exact=True).click()
    page.get_by_role("button", name="Remettre parmi les candidatures").click()
    expect(page.get_by_role("status")).to_have_text("Annulé.")
    page.goto("/")
    expect(page.get_by_role("link", name="Marc Sépulchre", exact=True)).to_have_count(1)


def test_what_is_withdrawn_stays_in_the_list_and_is_not_counted(page):
    page.goto("/")
    before = int(page.locator(".tallies strong").first.inner_text())
    set_aside(page, "Ralf Heinen", "La personne candidate se désiste", "Son appel du 17 mars.")
    page.goto("/")
    expect(page.locator(".tallies strong").first).to_have_text(str(before - 1))
    expect(page.get_by_role("row", name="Ralf Heinen")).to_contain_text("Retirée")
    expect(page.locator("p[role=status]")).to_have_text(f"{before - 1} candidatures et 1 retirée")
    assert findings(page) == []


def test_it_works_without_a_script(visit):
    page = visit("mireille", java_script_enabled=False)
    set_aside(page, "Yves Dombret", "une lettre d’information ou une publicité", "Une publicité.")
    expect(page.locator("#standing")).to_contain_text("Pas une candidature (une lettre d’information")


@pytest.mark.parametrize("path", ["/?standing=excluded", "/?standing=withdrawn", "/overview", "/journal"])
def test_axe_finds_nothing(page, path):
    page.goto(path)
    assert findings(page) == []
