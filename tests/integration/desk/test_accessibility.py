"""WCAG 2.2 AA as far as axe-core can tell: no finding on any page."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = ["/", "/?q=definitif&c.tenure=found&col=tenure", "/?name=nobody", "/applications/2", "/documents/20002",
         "/documents/20002?page=1&start=210&end=300", "/mails/2", "/sort", "/overview", "/journal", "/account",
         "/nothing", "/applications/2?list=&at=0", "/accessibility"]  # fmt: skip


def findings(page):
    return [
        f"{finding['id']}: {node['target']} {node['failureSummary']}"
        for finding in Axe().run(page, options=RULES).response["violations"]
        for node in finding["nodes"]
    ]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page, path):
    page.goto(path)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")

    assert findings(page) == []


@pytest.mark.parametrize("path", ["/", "/applications/2", "/sort", "/overview"])
def test_axe_finds_nothing_on_a_narrow_screen(page, path):
    page.set_viewport_size({"width": 380, "height": 800})
    page.goto(path)

    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 380  # WCAG 1.4.10: no scrolling in two directions


def test_axe_finds_nothing_at_the_door(browser, url):
    with browser.new_context(base_url=url, locale="fr-BE") as context:
        page = context.new_page()
        page.goto("/login")
        assert findings(page) == []
