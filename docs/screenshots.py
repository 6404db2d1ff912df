"""The pictures of the docs, from the sample mailbox: `python -m docs.screenshots [desk] [jury] [letters]`; or all.

Everybody in it is invented. Pictures have a palette: they are looked at on a screen and kept in the repository.
"""

from __future__ import annotations

import io
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

from tests import desk_scene, desks

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

OUT = Path(__file__).parent / "screenshots"
SIZE = {"width": 1360, "height": 980}
PHONE = {"width": 390, "height": 800}
COLOURS = 128
COMPARED = ("Bertrand Lequeux", "Amandine Pirotton", "Nathalie Crélot")


def shoot(page: Page, name: str) -> None:
    """Keeps the window as it is once all its pictures are there."""
    page.wait_for_load_state("networkidle")
    keep(Image.open(io.BytesIO(page.screenshot())), name)


def keep(picture: Image.Image, name: str) -> None:
    """A picture with a palette, which is a third of it."""
    drawn = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    drawn.save(OUT / f"{name}.png", optimize=True)


def log_in(page: Page, name: str = "mireille") -> None:
    """As a recruiter, or another one."""
    page.goto("/login")
    page.get_by_label("Identifiant").fill(name)
    page.get_by_label("Mot de passe").fill(desks.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()


def letters_tour(page: Page) -> None:
    """From the selection run to the minutes."""
    log_in(page)
    for path, name in (
        ("/letters/selection", "selection"),
        ("/letters", "outbox"),
        ("/letters/templates/fr/refusal", "template"),
        ("/interviews", "interviews"),
        ("/minutes", "minutes"),
    ):
        page.goto(path)
        shoot(page, name)
    page.goto("/letters?state=draft")
    page.locator("tbody th a").last.click()
    shoot(page, "letter")
    page.goto("/?decision=reject")
    page.get_by_role("link", name="Amandine Pirotton", exact=True).click()
    page.get_by_role("link", name="Motifs").click()
    shoot(page, "reasons")


def tour(page: Page) -> None:
    """The pages, as a recruiter comes to them."""
    log_in(page)
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
    page.goto("/?order=name&decision=none")
    for box in page.locator('tbody input[name="id"]').all()[:3]:
        box.check()
    page.get_by_role("button", name="Décider…").click()
    shoot(page, "bulk")
    page.set_viewport_size(PHONE)
    page.goto("/")
    shoot(page, "phone")
    page.goto(application)
    shoot(page, "phone-application")
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(SIZE)
    page.goto("/")
    shoot(page, "dark")


def jury_tour(page: Page) -> None:
    """A member writes an opinion, the chair sees who has, opens and sums up; the table that lies before them."""
    log_in(page, "paul")
    page.get_by_role("link", name="Jean-Noël Trembloy").click()
    shoot(page, "jury-opinion")
    page.goto("/account")
    page.get_by_role("button", name="Se déconnecter").click()
    log_in(page, "solange")
    page.goto("/jury/chair")
    shoot(page, "jury-chair")
    page.goto("/?order=name")
    page.get_by_role("link", name=desk_scene.BEFORE_THE_JURY[0], exact=True).click()
    page.locator("#jury").scroll_into_view_if_needed()
    shoot(page, "jury-opened")
    page.goto("/?order=name")
    for name in desk_scene.BEFORE_THE_JURY:
        page.get_by_label(f"Cocher {name}", exact=True).check()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Tableau pour le jury").click()
    with closing(pypdfium2.PdfDocument(saved.value.path())) as table:
        keep(table[0].render(scale=0.9).to_pil(), "jury-table")


def main(*wanted: str) -> int:
    """Takes them all, or those of the tours that are named."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = desks.polled(Path(place) / "sample", desks.locked_application())
        desk_scene.review(folder)
        if "desk" in wanted or not wanted:
            taken(folder, tour)
        if "jury" in wanted or not wanted:
            desk_scene.deliberate(folder)
            taken(folder, jury_tour)
        if "letters" in wanted or not wanted:
            desk_scene.correspond(folder)
            taken(folder, letters_tour)
    return 0


def taken(folder: Path, walk: Callable[[Page], None]) -> None:
    """The page is served from that folder, and walked through in a browser."""
    with (
        desks.served(folder) as server,
        sync_playwright() as playwright,
        desks.chromium(playwright) as browser,
        browser.new_context(base_url=server.url, locale="fr-BE", viewport=SIZE) as context,
    ):
        walk(context.new_page())


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
