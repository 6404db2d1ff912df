"""A passkey in a real browser, with the authenticator that Chromium keeps for tests."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests import desks
from tests.integration.desk.test_accessibility import findings
from tests.maildirs import Maildirs

USB = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Accounts over an empty store: no mail is needed for a login."""
    folder = tmp_path_factory.mktemp("office")
    Maildirs.make(folder).configure()
    for name in ("colette", "mireille"):
        done = desks.command(folder, "users", "add", name, "--password-stdin", given=desks.PASSWORD)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def browsing(browser, url):
    """A window where passkeys work: at the name, not the number. Faults in the page fail the test."""
    faults = []
    with browser.new_context(base_url=url.replace("127.0.0.1", "localhost"), locale="fr-BE") as context:
        context.set_default_timeout(240_000)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda told: faults.append(told.text) if "Content Security Policy" in told.text else None)
        yield page
    assert faults == []


def give_authenticator(page):
    """Plugs a security key in. Returns how to take it out again."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    plugged = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": USB})
    return lambda: devtools.send("WebAuthn.removeVirtualAuthenticator", plugged)


def give_password(page, name="colette"):
    page.goto("/login")
    page.get_by_label("Identifiant").fill(name)
    page.get_by_label("Mot de passe").fill(desks.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()


def present_password(page, button):
    form = page.locator("form", has=page.get_by_role("button", name=button, exact=True))
    form.get_by_label("Mot de passe actuel").fill(desks.PASSWORD)
    form.get_by_role("button").click()


def test_a_security_key_is_registered_asked_for_and_removed(browsing):
    page = browsing
    take_out = give_authenticator(page)
    give_password(page)
    page.goto("/account")
    present_password(page, "Enregistrer une clé d’accès")
    expect(page.get_by_label("Nom pour la reconnaître")).to_be_visible()
    assert findings(page) == []
    page.get_by_label("Nom pour la reconnaître").fill("clé bleue")
    page.get_by_role("button", name="Enregistrer la clé d’accès").click()
    expect(page.get_by_role("status")).to_contain_text("La clé d’accès est enregistrée")
    expect(page.get_by_role("listitem").filter(has_text="clé bleue")).to_be_visible()
    assert findings(page) == []

    page.get_by_role("button", name="Se déconnecter").click()
    give_password(page)
    expect(page.get_by_role("button", name="Utiliser la clé d’accès")).to_be_visible()
    assert findings(page) == []
    page.get_by_role("button", name="Utiliser la clé d’accès").click()
    expect(page.get_by_role("heading", name="Candidatures", level=1)).to_be_visible()

    page.get_by_role("button", name="Se déconnecter").click()
    take_out()
    give_authenticator(page)  # another one
    give_password(page)
    page.get_by_role("button", name="Utiliser la clé d’accès").click()
    expect(page.get_by_role("alert")).to_contain_text("Vous pouvez réessayer")
    assert findings(page) == []
    page.goto("/")
    expect(page).to_have_url(re.compile("/login"))


def test_the_operator_lets_in_who_lost_theirs(browsing, folder):
    done = desks.command(folder, "users", "second-factor", "colette", "--remove")
    assert "clé bleue" in done.stdout
    give_password(browsing)
    expect(browsing.get_by_role("heading", name="Candidatures", level=1)).to_be_visible()
    browsing.goto("/journal")
    expect(browsing.get_by_role("row").filter(has_text="Clé d’accès retirée")).to_contain_text("clé bleue")


def test_axe_finds_nothing_where_passkeys_do_not_work(browser, url):
    with browser.new_context(base_url=url, locale="fr-BE") as context:
        context.set_default_timeout(240_000)
        page = context.new_page()
        give_password(page, "mireille")
        page.goto("/account")
        present_password(page, "Enregistrer une clé d’accès")
        expect(page.get_by_role("alert")).to_contain_text("Ouvrez la page ici")
        assert findings(page) == []
