"""The sample's office at work: decisions, notes, a jury, letters and interviews in several states.

Everybody in it is invented.
"""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desk.interviews.board import board_of
from desk.interviews.inviting import draft_due, draft_offer
from desk.letters.selection import draft_all
from desk.web.login.passwords import hash_password
from jobs.config import configuration
from jobs.config.secrets import store_url
from jobs.outgoing.letters.office import office_of, plans_of
from jobs.reading.parsers_logic import ParsersLogic
from jobs.runtime.workplace import open_store
from store import Store
from store.letters.answers import LetterAnswered
from store.letters.interviews.values import Attendance
from store.views.values import ApplicationFilter
from tests import desks

if TYPE_CHECKING:
    from pathlib import Path

    from store.transaction import Transaction

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
interview_address = "rue de l'Exemple 1, 6700 Arlon"
interview_access = "à cinq minutes à pied de la gare d'Arlon"
interview_contact = "Mireille Gathoye, 063 00 00 00"
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


SEATS = {"solange": "chair", "paul": "jury", "nadine": "jury"}
BEFORE_THE_JURY = ("Hélène Goffinet-Marchal", "Nathalie Crélot", "Jean-Noël Trembloy")
OPINIONS = {
    ("paul", "Hélène Goffinet-Marchal"): (
        {
            "tenure": "Nommée, sans doute possible.",
            "orientation": "A animé des séances d’information, dit où et quand.",
        },
        "Solide sur le terrain ; à entendre sur le travail en équipe.",
    ),
    ("nadine", "Hélène Goffinet-Marchal"): ({"experience_years": "Vingt-deux ans, dont dix au degré supérieur."}, ""),
    ("solange", "Nathalie Crélot"): ({}, "Son expérience en CPMS répond à la fonction."),
}
SUMMARY = "Retenue pour un entretien, à l’unanimité : nomination et expérience établies par les pièces."


def deliberate(folder: Path) -> None:
    """A chair and two members: three dossiers before them, one opened and summed up, one abstention, a draft."""
    with (
        closing(open_store(configuration.load(folder / "candidatures.toml"))) as store,
        store.begin() as transaction,
    ):
        (notice,) = transaction.notices.all()
        for name, role in SEATS.items():
            transaction.accounts.add_user(name, role, hash_password(desks.PASSWORD), "fr")
            transaction.accounts.give(name, [notice.slug])
        members = {user.name: user.id for user in transaction.accounts.users()}
        known = {row.name: row.id for row in transaction.views.applications().rows}
        first, second, third = (known[name] for name in BEFORE_THE_JURY)
        for number in (first, second, third):
            transaction.jury.present(number, "solange")
        for (author, about), (words, text) in OPINIONS.items():
            transaction.jury.give(members[author], author, known[about], words, text)
        transaction.jury.draft(members["paul"], "paul", third, {"tenure": "À vérifier."}, "")
        transaction.jury.abstain(members["nadine"], "nadine", second, "Une ancienne collègue.")
        transaction.jury.open(first, "solange")
        transaction.jury.sum_up(first, "solange", SUMMARY)
