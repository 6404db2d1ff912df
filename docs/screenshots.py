"""The pictures of the docs, from the sample mailbox: `python -m docs.screenshots [desk] [letters]`; without one, all.

Everybody in it is invented.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from desk.interviews.board import board_of
from desk.interviews.inviting import draft_due, draft_offer
from desk.letters.selection import draft_all
from jobs.config import configuration
from jobs.config.secrets import store_url
from jobs.outgoing.letters.office import office_of, plans_of
from jobs.reading.parsers_logic import ParsersLogic
from jobs.runtime.workplace import open_store
from store import Store
from store.letters.answers import LetterAnswered
from store.letters.interviews.values import Attendance
from store.views import ApplicationFilter
from tests import desks

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from store.transaction import Transaction

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


REFUSED = "Au moins une condition de l’avis (§ 4) n’est pas remplie d’après les pièces."
HEARD = "Toutes les conditions de l’avis sont établies par les pièces."
MARCH = datetime(2026, 3, 24, 10, 30, tzinfo=UTC)
OFFICE = """
[letters]
sender = "Carrefour des Métiers d'Arlon <emplois@cdm.example>"
office = "Carrefour des Métiers d'Arlon"
signature = "Mireille Gathoye\\nCarrefour des Métiers d'Arlon"

[letters.appeal]
fr = "Un recours peut être introduit devant le Conseil d'État, par requête, dans les soixante jours de la notification."

[letters.notices.eo-arlon-2026]
answer_by = 2026-03-27
[letters.notices.eo-arlon-2026.values]
interview_days = "les 9 et 10 avril 2026"
interview_place = "Carrefour des Métiers, Arlon"
[letters.notices.eo-arlon-2026.interviews]
days = [2026-04-09, 2026-04-10]
ends = 12:30:00
rooms = [{ name = "salle 1", jury = "A" }, { name = "salle 2", jury = "B" }]
"""


def review(folder: Path) -> None:
    """Decisions and a note, so that the pictures show a desk at work."""
    store = open_store(configuration.load(folder / "candidatures.toml"))
    with store.begin() as transaction:
        known = {row.name: row.id for row in transaction.views.applications().rows}
        for name, decision, reason in DECIDED:
            transaction.reviews.decide(known[name], "mireille", decision, reason)
        transaction.reviews.note(known[NOTED[0]], "colette", NOTED[1])
    store.close()


def correspond(folder: Path) -> None:
    """Everybody has a decision, letters are in several states, interviews are given, moved, offered and answered."""
    file = folder / "candidatures.toml"
    file.write_text(file.read_text("utf-8") + OFFICE, "utf-8")
    settings = configuration.load(file)
    office, plan = office_of(settings), plans_of(settings)["eo-arlon-2026"]
    with (
        closing(Store.open(store_url(settings), logic=ParsersLogic(), clock=lambda: MARCH)) as store,
        store.begin() as transaction,
    ):
        (notice,) = transaction.notices.all()
        rows = transaction.views.applications(ApplicationFilter(standing="active", order="id")).rows
        for number, row in enumerate(row for row in rows if row.decision is None):
            told = ("shortlist", HEARD) if number % 4 == 0 else ("reject", REFUSED)
            transaction.reviews.decide(row.id, "mireille", *told)
        draft_all(transaction, office, notice, "mireille", MARCH)
        _send_some(transaction)
        transaction.slots.add(notice.slug, plan.slots(notice.zone), "mireille")
        _invite(transaction)
        draft_due(transaction, office, notice, "mireille")
        board = board_of(transaction, notice)
        draft_offer(transaction, office, notice, board.waiting[0].application.id, board.suggested, "mireille")
        _answer(transaction)


def _send_some(transaction: Transaction) -> None:
    """Of the letters of the run two thirds went out; one came back, one was answered, one is approved."""
    letters = transaction.letters.all()
    for letter in letters[: len(letters) * 2 // 3]:
        transaction.letters.sent_by_hand(letter.id, "mireille")
    refused = [letter for letter in letters if letter.kind == "refusal"]
    told = {"tied_by": "reference", "received_at": datetime(2026, 3, 26, 9, 12, tzinfo=UTC)}
    said = {"status": "5.1.1", "permanent": True, "said": "550 5.1.1 unknown user", "address": refused[0].to_email}
    for letter, kind, more in ((refused[0], "failed", said), (refused[1], "reply", {})):
        mail = letter.message_id
        transaction.answers.note(LetterAnswered(letter_id=letter.id, message_id=mail, kind=kind, **told, **more))
    transaction.letters.approve(letters[-1].id, "mireille", revision=letters[-1].revision)


def _invite(transaction: Transaction) -> None:
    """All but the last who wait have an hour; one says yes, one was moved."""
    board = board_of(transaction, transaction.notices.all()[0])
    for each, slot in zip(board.waiting[:-1], board.free, strict=False):
        transaction.interviews.assign(each.application.id, slot.id, "mireille")
    first, second, *_ = transaction.interviews.all(board.notice.slug)
    transaction.interviews.answer(first.id, Attendance.ACCEPTED, "candidatures", sequence=first.sequence)
    transaction.interviews.move(second.id, board.free[-1].id, "mireille", revision=second.revision)


def _answer(transaction: Transaction) -> None:
    """The offer went out, and its answer chooses the second hour."""
    offer = next(letter for letter in transaction.letters.all() if letter.offers)
    transaction.letters.sent_by_hand(offer.id, "mireille")
    transaction.answers.note(
        LetterAnswered(
            letter_id=offer.id,
            message_id=offer.message_id,
            kind="reply",
            tied_by="reference",
            received_at=datetime(2026, 3, 30, 18, 40, tzinfo=UTC),
            chosen_slot_id=offer.offered[1].slot_id,
            chosen_words="le deuxième horaire me convient",
        )
    )


def shoot(page: Page, name: str) -> None:
    """Keeps the window as it is once all its pictures are there."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=OUT / f"{name}.png")


def log_in(page: Page) -> None:
    """As Mireille."""
    page.goto("/login")
    page.get_by_label("Nom").fill("mireille")
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
    page.set_viewport_size(PHONE)
    page.goto("/")
    shoot(page, "phone")


def main(*wanted: str) -> int:
    """Takes them all, or those of the tours that are named."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = desks.polled(Path(place) / "sample", desks.locked_application())
        review(folder)
        if "desk" in wanted or not wanted:
            taken(folder, tour)
        if "letters" in wanted or not wanted:
            correspond(folder)
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
