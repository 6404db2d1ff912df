"""Receipts acknowledged by the program itself: approved for a proven address, drafted for any other."""

from types import SimpleNamespace

import pytest

from desk.letters.office import Office as Writer
from jobs.outgoing.letters import automatic
from store.letters.states import LetterState
from tests.unit.jobs.intake.process.test_forged_acts import COLLEAGUE, FORGED_WAYS, HERS, OURS, Office
from tests.unit.store.conftest import empty_store, store  # noqa: F401 - fixtures
from tests.unit.store.posting import NOTICE, START

VICTIM = "victim@mail.example"
LURE = "Recrutement EO GAGNEZ https://stranger.example"


@pytest.fixture
def office(store, monkeypatch):  # noqa: F811 - a fixture
    made = Office(store, OURS)
    writer = Writer(sender="Office <office@cdm.example>", name="Office", signature="M.", information={"fr": "RGPD."})
    monkeypatch.setattr(automatic, "office_of", lambda _: writer)
    return made


def acknowledged(office):
    """By address the state and the subject of what was written."""
    settings = SimpleNamespace(letters=SimpleNamespace(automatic=["acknowledgement"]))
    place = SimpleNamespace(settings=settings, store=office.store, in_force=[NOTICE])
    automatic.acknowledge(place, START)
    with office.store.peek() as tx:
        return {one.to_email: (one.state, one.subject) for one in tx.letters.all()}


def test_who_proves_to_have_applied_is_answered(office):
    assert acknowledged(office) == {HERS: (LetterState.APPROVED, "Re: Recrutement EO")}


@pytest.mark.parametrize("way", ["her address, refused by DMARC", "her address, no verdict"])
def test_what_proves_no_sender_makes_a_draft_without_its_words(office, way):
    office.come([line.replace(HERS, VICTIM) for line in FORGED_WAYS[way]], subject=LURE, papers=["CV.txt"])
    state, subject = acknowledged(office)[VICTIM]
    assert state == LetterState.DRAFT
    assert subject.startswith("Votre candidature")


def test_a_colleague_s_forward_makes_a_draft(office):
    block = f"De : Vic <{VICTIM}>\nEnvoyé : lundi 2 mars 2026 09:00\nÀ : Colette\nObjet : {LURE}\n"
    office.come(COLLEAGUE, subject="TR: Recrutement EO", papers=["CV.txt"], text=f"{block}\nJe pose ma candidature.\n")
    assert acknowledged(office)[VICTIM][0] == LetterState.DRAFT
