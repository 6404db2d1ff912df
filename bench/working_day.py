"""One working day at the page, in Chromium: clicks, keys, characters, seconds and controls, task by task.

    python -m bench.working_day [WIDTH...]     1440, 1280 and 390 without any

The office has the sample's applications and enough more to preselect 40. A recruiter finds somebody, reads the CV, asks
why, corrects, decides and goes on; preselects by keyboard alone; has letters written and approves them; plans
interviews, cancels one and moves one; a juror writes an opinion; the minutes are saved; somebody is erased. A task that
does not end as it should fails the run. Seconds hold for the machine and its load alone; the rest holds anywhere.
"""

from __future__ import annotations

import base64
import os
import re
import sys
import tempfile
import time
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect, sync_playwright

from tests import desks
from tests.desk_scene import OFFICE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

MORE, PRESELECTED = 30, 40
WIDTHS = {1440: 900, 1280: 800, 390: 844}
NOTICE = "eo-arlon-2026"
SEATS = {"solange": "chair", "paul": "jury"}
CONTROLS = """() => [...document.querySelectorAll('a,button,input,select,textarea,summary')].filter(
    (each) => each.checkVisibility() && each.getClientRects().length && each.type !== 'hidden').length"""
NAMES = ("Abel", "Berthe", "Cyrille", "Dorothée", "Edmond", "Félicie", "Gaspard", "Honorine", "Isidore", "Jacinthe")


def applications() -> Iterator[bytes]:
    """So many more, each with a CV and a letter of a few lines."""
    for number in range(MORE):
        name = f"{NAMES[number % len(NAMES)]} {('Delvigne', 'Marbais', 'Noirhomme')[number // len(NAMES)]}"
        message = EmailMessage()
        message["From"] = f"{name} <candidat{number}@mail.example>"
        message["To"], message["Subject"] = "emplois@cdm.example", "Recrutement EO"
        message["Message-ID"] = f"<jour{number}@mail.example>"
        message.set_content(f"Mesdames,\n\nJe pose ma candidature ; mon CV et ma lettre sont joints.\n\n{name}\n")
        cv = f"{name}\nCurriculum vitae\nDepuis 2010 : professeure à l’Athénée de Sertebois, temps plein.\n"
        letter = f"{name}\nLettre de motivation\nMesdames, ce poste m’intéresse vivement.\n"
        for text, file in ((cv, "CV"), (letter, "Lettre de motivation")):
            message.add_attachment(text.encode("utf-8"), maintype="text", subtype="plain", filename=f"{file}.txt")
        yield message.as_bytes()


class Person:
    """Somebody at the page, whose clicks and keys are counted."""

    def __init__(self, browser: Browser, url: str, name: str, width: int) -> None:
        view = {"width": width, "height": WIDTHS.get(width, 900)}
        context = browser.new_context(base_url=url, locale="fr-BE", viewport=view, accept_downloads=True)  # type: ignore[arg-type]
        context.set_default_timeout(120_000)
        self.page: Page = context.new_page()
        self.clicks = self.keys = self.characters = 0
        self.page.goto("/login")
        self.page.get_by_label("Identifiant").fill(name)
        self.page.get_by_label("Mot de passe").fill(desks.PASSWORD)
        self.page.get_by_role("main").get_by_role("button", name="Se connecter").click()
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def click(self, what: Locator) -> None:
        """One click."""
        self.clicks += 1
        what.click()

    def press(self, *keys: str) -> None:
        """Keys, one after the other."""
        self.keys += len(keys)
        for key in keys:
            self.page.keyboard.press(key)

    def fill(self, what: Locator, text: str) -> None:
        """A click into the field, and its characters."""
        self.clicks += 1
        self.characters += len(text)
        what.fill(text)

    def button(self, name: str) -> None:
        """A click on the button of that name."""
        self.click(self.page.get_by_role("button", name=name).first)

    def link(self, name: str, *, exact: bool = False) -> None:
        """A click on the link of that name."""
        self.click(self.page.get_by_role("link", name=name, exact=exact).first)

    def told(self, words: str) -> None:
        """The page says so."""
        expect(self.page.get_by_role("status").first).to_contain_text(words)


@contextmanager
def counted(task: str, person: Person) -> Iterator[None]:
    """Print what a task took; the controls and the height are those of the page on which it ends."""
    person.clicks = person.keys = person.characters = 0
    began = time.perf_counter()
    yield
    seconds = time.perf_counter() - began
    controls, height = person.page.evaluate(CONTROLS), person.page.evaluate("document.documentElement.scrollHeight")
    print(
        f"| {task} | {person.clicks} | {person.keys} | {person.characters} | {seconds:.1f} | {controls} | {height} |",
        flush=True,
    )


def find_and_decide(person: Person) -> None:
    """From a name to a decision with its reason, and the next dossier."""
    page = person.page
    page.goto("/")
    with counted("find by name", person):
        person.fill(page.get_by_role("searchbox").or_(page.get_by_placeholder("Chercher partout")).first, "Lequeux")
        person.press("Enter")
        person.link("Bertrand Lequeux")
        expect(page.get_by_role("heading", level=1)).to_have_text("Bertrand Lequeux")
    dossier = page.url
    with counted("read a passage in the CV", person):
        person.click(page.locator("#fact-workload .quotes a").first)
        expect(page.locator(".paper").first).to_be_visible()
    page.goto(dossier)
    with counted("why is it so", person):
        person.click(page.locator("#fact-workload a.fold"))
        person.click(page.locator("#fact-workload").get_by_role("link", name=re.compile("Pourquoi")))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(dossier)
    with counted("correct a value", person):
        row = page.locator("#fact-workload")
        person.click(row.locator("a.fold"))
        person.fill(row.get_by_label("Valeur exacte"), "90 %")
        person.click(row.get_by_role("button", name="Enregistrer la correction"))
        expect(row).to_contain_text("90 %")
    with counted("decide, and on to the next", person):
        person.click(page.get_by_label("Présélectionner"))
        person.fill(page.get_by_label("Motif de la décision"), "Toutes les conditions sont établies.")
        following = page.get_by_role("button", name="Enregistrer et passer au suivant")
        person.click(following if following.count() else page.get_by_role("button", name="Enregistrer la décision"))
        person.told("enregistrée")


def preselect_by_keyboard(person: Person) -> None:
    """As many as wanted, each with its reason; no mouse."""
    page = person.page
    page.goto("/?decision=none&order=id&size=100")
    page.locator("table.list tbody th a").first.focus()
    with counted(f"preselect {PRESELECTED} by keyboard", person):
        person.press("Enter")
        for _ in range(PRESELECTED):
            expect(page.locator("#decision")).to_be_visible()
            person.press("d")
            while page.evaluate("document.activeElement.name") != "decision":
                person.press("Tab")
            person.press("Space", "Tab")
            page.keyboard.type("Conditions établies.")
            person.characters += 20
            while page.evaluate("document.activeElement.value") != "next":
                person.press("Tab")
            with page.expect_navigation():
                person.press("Enter")
    page.goto("/?decision=shortlist&size=100")
    assert page.locator("table.list tbody tr").count() == PRESELECTED + 1, "not every decision was kept"


def write_letters(person: Person) -> None:
    """The letters of the run, approved by a person."""
    page = person.page
    page.goto("/letters/selection")
    with counted("write and approve all letters", person):
        person.click(page.get_by_role("button", name=re.compile(r"Rédiger \d+ lettres")))
        person.told("rédigées")
        page.goto("/letters?state=draft")
        person.click(page.get_by_label("Cocher toute la page"))
        person.button("Approuver les lettres cochées")
        person.told("approuvée")


def hold_interviews(person: Person) -> None:
    """Hours planned and given, one moved, one cancelled."""
    page = person.page
    page.goto("/interviews")
    with counted("plan and give the hours", person):
        person.button("Planifier ces créneaux")
        person.told("planifiés")
        person.link("Proposer des créneaux")
        person.button("Attribuer à la sélection")
        person.told("attribués")
    cells = page.locator("table.board td").filter(has=page.locator("strong a"))
    cell = page.locator(f"#{cells.nth(2).get_attribute('id')}")
    with counted("cancel an interview", person):
        person.click(cell.get_by_text("Modifier"))
        person.fill(cell.get_by_label("Motif de l’annulation"), "un membre du jury est empêché")
        person.click(cell.get_by_role("button", name="Annuler l"))
        person.told("annulé")
    with counted("move an interview to the hour that is free now", person):
        person.click(cells.nth(1).get_by_text("Modifier"))
        hours = cells.nth(1).get_by_label("Autre créneau")
        hours.select_option(index=hours.locator("option").count() - 1)
        person.clicks += 2
        person.click(cells.nth(1).get_by_role("button", name="Déplacer"))
        person.told("déplacé")


def sit(chair: Person, juror: Person) -> None:
    """A dossier is put before the jury; a juror writes an opinion."""
    chair.page.goto("/applications/2")
    with counted("put a dossier before the jury", chair):
        chair.button("Soumettre ce dossier au jury")
        chair.told("soumis au jury")
    juror.page.goto("/jury")
    with counted("write an opinion", juror):
        juror.click(juror.page.get_by_role("main").locator("a[href^='/jury/applications/']").first)
        juror.fill(juror.page.get_by_label("Sur l’ensemble"), "Convaincante sur le terrain")
        juror.click(juror.page.get_by_role("button", name="Remettre mon avis", exact=True))
        juror.told("Votre avis est remis")


def end_the_day(person: Person, chair: Person) -> None:
    """The minutes, and somebody who asked to be erased: the chair's to do, where there is one."""
    page = person.page
    page.goto("/minutes")
    with counted("save the minutes", person):
        person.fill(page.get_by_label("Lieu"), "Salle du Semois")
        with page.expect_download():
            person.button("Enregistrer comme document de texte (DOCX)")
    chair.page.goto("/applications/2")
    with counted("erase somebody", chair):
        chair.link("Effacer les données de cette personne")
        chair.fill(chair.page.get_by_label("tapez le numéro"), "2")
        chair.button("Effacer définitivement")
        expect(chair.page.get_by_role("heading", level=1)).to_contain_text("effacées")


def day(browser: Browser, office: Path, width: int) -> None:
    """All of it at one width, on a copy of the office."""
    print(f"\n{width} pixels\n\n| task | clicks | keys | characters | seconds | controls | height |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as named, desks.served(desks.copied(office, Path(named) / "copy")) as server:
        mireille = Person(browser, server.url, "mireille", width)
        chair, juror = (Person(browser, server.url, name, width) for name in SEATS)
        find_and_decide(mireille)
        preselect_by_keyboard(mireille)
        write_letters(mireille)
        hold_interviews(mireille)
        sit(chair, juror)
        end_the_day(mireille, chair)


def main(widths: list[int]) -> None:
    """One day at each width."""
    with tempfile.TemporaryDirectory() as named:
        office = desks.polled(Path(named), *applications())
        file = office / "candidatures.toml"
        key = office / "erasure"
        key.write_bytes(base64.b64encode(os.urandom(32)))
        key.chmod(0o600)
        file.write_text(f'{file.read_text("utf-8")}{OFFICE}\n[privacy]\nkey_file = "{key}"\n', "utf-8")
        for name, role in SEATS.items():
            words = ("users", "add", name, "--role", role, "--notice", NOTICE, "--password-stdin")
            desks.command(office, *words, given=desks.PASSWORD).check_returncode()
        with sync_playwright() as playwright, desks.chromium(playwright) as browser:
            for width in widths:
                day(browser, office, width)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or list(WIDTHS))
