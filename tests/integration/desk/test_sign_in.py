"""Signing in at a provider on loopback, with a real browser and `candidatures serve` as it is configured."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import desks
from tests.integration.desk.test_accessibility import findings
from tests.maildirs import Maildirs
from tests.servers.openid import CLIENT_SECRET, OpenIDProvider

OPENID = """
[desk.openid]
issuer = "{issuer}"
client_id = "candidatures"
client_secret_file = "openid"
name = "Compte CDM"
"""


@pytest.fixture(scope="module")
def office():
    with OpenIDProvider() as provider:
        yield provider


@pytest.fixture(scope="module")
def folder(tmp_path_factory, office):
    folder = tmp_path_factory.mktemp("office")
    (folder / "openid").write_text(CLIENT_SECRET, "utf-8")
    Maildirs.make(folder).configure(more=OPENID.format(issuer=office.issuer))
    done = desks.command(folder, "users", "add", "mireille", "--without-password")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def page(browser, url, office):
    """A window at the login page. Faults in the page fail the test."""
    office.client.redirect_uris = [f"{url}/login/openid/callback"]
    faults = []
    with browser.new_context(base_url=url, locale="fr-BE") as context:
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda told: faults.append(told.text) if "Content Security Policy" in told.text else None)
        page.goto("/login?next=/overview")
        yield page
    assert faults == []


def test_one_click_leads_there_and_back_to_where_one_wanted_to_go(page, url):
    page.get_by_role("link", name="Se connecter via Compte CDM").click()
    expect(page).to_have_url(f"{url}/overview")
    expect(page.get_by_role("link", name="mireille")).to_be_visible()
    page.goto("/journal")
    expect(page.get_by_role("cell", name="Connexion via le service d’authentification")).to_be_visible()
    page.goto("/account")
    expect(page.get_by_text("n’a pas de mot de passe")).to_be_visible()
    assert findings(page) == []


def test_who_refuses_there_can_try_again(page, office, url):
    person, office.person = office.person, None
    page.get_by_role("link", name="Se connecter via Compte CDM").click()
    expect(page.get_by_role("alert")).to_contain_text("pas été acceptée")
    assert findings(page) == []
    office.person = person
    page.get_by_role("link", name="Se connecter via Compte CDM").click()
    expect(page).to_have_url(f"{url}/overview")
