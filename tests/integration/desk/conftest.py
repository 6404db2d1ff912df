"""One polled store and one browser for all; a server and a copy of the store for each module."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect, sync_playwright

from tests import desks
from tests.missing import missing
from tests.once import made_once

expect.set_options(timeout=240_000)


@pytest.fixture(scope="session")
def office(sample_read, tmp_path_factory):
    mails = (desks.locked_application(), desks.hostile_application())
    place = sample_read.folder / "place"
    return made_once(tmp_path_factory, "office", lambda folder: desks.polled(folder, *mails, read=place))


@pytest.fixture(scope="session")
def browser():
    if not desks.CHROMIUM.exists():
        missing("Chromium is missing: apt install chromium-headless-shell")
    with sync_playwright() as playwright, desks.chromium(playwright) as started:
        yield started


@pytest.fixture(scope="module")
def folder(office, tmp_path_factory):
    return desks.copied(office, tmp_path_factory.mktemp("desk") / "copy")


@pytest.fixture(scope="module")
def url(folder):
    with desks.served(folder) as server:
        yield server.url


@pytest.fixture(scope="module")
def people():
    """Who logs in, and what their first page is headed."""
    return dict.fromkeys(desks.USERS, "Candidatures")


def log_in(page, name, heading):
    page.goto("/login")
    page.get_by_label("Identifiant").fill(name)
    page.get_by_label("Mot de passe").fill(desks.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()


@pytest.fixture(scope="module")
def sessions(browser, url, people):
    """Logged-in cookies by user: each logs in once for the module's tests."""
    kept = {}
    for name, heading in people.items():
        with browser.new_context(base_url=url, locale="fr-BE") as context:
            log_in(context.new_page(), name, heading)
            kept[name] = context.storage_state()
    return kept


@pytest.fixture
def visit(browser, url, sessions):
    """Opens a browser window for a user: `visit("mireille")`. Faults in the page's console fail the test."""
    contexts, faults = [], []

    def opened(name, **options):
        context = browser.new_context(
            base_url=url, locale="fr-BE", storage_state=sessions[name], accept_downloads=True,
            viewport={"width": 1400, "height": 1000}, **options,
        )  # fmt: skip
        context.set_default_timeout(240_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda told: faults.append(told.text) if "Content Security Policy" in told.text else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(visit):
    return visit("mireille")
