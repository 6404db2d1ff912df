"""The pictures of docs/desk.md, from the sample mailbox: `python -m docs.screenshots`. Everybody in it is invented."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from jobs.config import configuration
from jobs.runtime.workplace import open_store
from tests import desks

if TYPE_CHECKING:
    from playwright.sync_api import Page

OUT = Path(__file__).parent / "screenshots"
SIZE = {"width": 1360, "height": 980}
PHONE = {"width": 390, "height": 800}
COMPARED = ("Bertrand Lequeux", "Amandine Pirotton", "Nathalie Crélot")
DECIDED = (
    ("Hélène Goffinet-Marchal", "shortlist", "Nommée, temps plein, 22 ans d’enseignement ; formation à l’orientation."),
    ("Nathalie Crélot", "shortlist", "Nommée en CPMS, entretiens individuels et animations de groupe."),
    ("Jean-Noël Trembloy", "discuss", "10/20 : exactement un mi-temps. À voir avec le pouvoir organisateur."),
    ("Amandine Pirotton", "reject", "Temporaire, et trois ans d’enseignement : § 4 de l’avis."),
)
NOTED = ("Bertrand Lequeux", "Disponible les 9 et 10 avril. Demande un entretien l’après-midi.")


def review(folder: Path) -> None:
    """Decisions and a note, so that the pictures show a desk at work."""
    store = open_store(configuration.load(folder / "candidatures.toml"))
    with store.begin() as transaction:
        known = {row.name: row.id for row in transaction.views.applications().rows}
        for name, decision, reason in DECIDED:
            transaction.reviews.decide(known[name], "mireille", decision, reason)
        transaction.reviews.note(known[NOTED[0]], "colette", NOTED[1])
    store.close()


def shoot(page: Page, name: str) -> None:
    """Keeps the window as it is once all its pictures are there."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=OUT / f"{name}.png")


def tour(page: Page) -> None:
    """The pages, as a recruiter comes to them."""
    page.goto("/login")
    page.get_by_label("Nom").fill("mireille")
    page.get_by_label("Mot de passe").fill(desks.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    shoot(page, "list")
    page.get_by_role("link", name="Bertrand Lequeux", exact=True).click()
    shoot(page, "application")
    application = page.url
    page.locator("#fact-tenure").get_by_role("link", name="Pourquoi").click()
    page.get_by_text("Exemples").first.click()
    shoot(page, "why")
    page.goto(application)
    page.locator("#fact-tenure .quotes a").first.click()
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")
    shoot(page, "document")
    page.goto("/sort")
    shoot(page, "sort")
    page.goto("/overview")
    shoot(page, "overview")
    page.goto("/mails")
    shoot(page, "mails")
    page.goto("/?order=name")
    for name in COMPARED:
        page.get_by_label(f"Cocher {name}", exact=True).check()
    page.get_by_role("button", name="Comparer").click()
    shoot(page, "compare")
    page.set_viewport_size(PHONE)
    page.goto("/")
    shoot(page, "phone")


def main() -> int:
    """Takes them all."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = desks.polled(Path(place) / "sample", desks.locked_application())
        review(folder)
        with (
            desks.served(folder) as server,
            sync_playwright() as playwright,
            desks.chromium(playwright) as browser,
            browser.new_context(base_url=server.url, locale="fr-BE", viewport=SIZE) as context,
        ):
            tour(context.new_page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
