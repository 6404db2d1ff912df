"""The copy of all that is held on a candidate, as data and for reading, tells of nobody else."""

from __future__ import annotations

import json

import pypdfium2
import pytest

from jobs.people import access, retention
from tests.unit.desk.web.routes.test_later_mails import doubting, later  # noqa: F401 - fixtures


@pytest.fixture(autouse=True)
def _without_clocks(monkeypatch):
    monkeypatch.setattr(retention, "until", lambda *_: None)


def copy(store, application):
    """data.json, and the text of the summary in French."""
    with store.peek() as tx:
        held = access._Held(None, tx, application)
        data = held.data()
        pdf = pypdfium2.PdfDocument(held.summaries("fr")[application])
        return data, "".join(page.get_textpage().get_text_range() for page in pdf)


@pytest.fixture
def spoken_of(store, anne, locked):
    """Colleagues compare her with somebody else, and say who does what."""
    with store.begin() as tx:
        tx.reviews.decide(anne, "mireille", "reject", "Luc Verrou a une meilleure expérience.")
        tx.reviews.note(anne, "colette", "À comparer à luc@mail.example")
        tx.reviews.assign(anne, "mireille", "colette")
        tx.reviews.correct(anne, "mireille", "tenure", "temporary")
    return anne


@pytest.mark.parametrize("name", ["Luc Verrou", "luc@mail.example", "mireille", "colette"])
def test_neither_file_names_anybody_else(store, spoken_of, name):
    data, pages = copy(store, spoken_of)
    assert name not in json.dumps(data, ensure_ascii=False, default=str)
    assert name not in pages


def test_a_colleague_is_the_same_one_in_both_files(store, spoken_of):
    data, pages = copy(store, spoken_of)
    (application,) = data["applications"]
    corrected = application["facts"]["tenure"]["correction"]
    assert [word["who"] for word in application["said"] if word["what"] == "correction"] == [corrected["author"]]
    role, number = corrected["author"].split()
    assert role == "recruiter"
    assert f"Corrigé par recrutement {number} le" in pages


def test_papers_of_a_mail_that_somebody_else_wrote_are_in_neither(store, anne, namesake):
    with store.begin() as tx:
        tx.reviews.decide(namesake, "mireille", "reject", "Dossier trop mince")
        tx.reviews.merge(anne, namesake, "mireille", "recommandation", whose="third")
    data, pages = copy(store, anne)
    told = json.dumps(data, ensure_ascii=False, default=str) + pages
    assert [words for words in ("Autre CV", "Dossier trop mince") if words in told] == []
    assert "cv2.pdf" not in pages


def test_papers_that_nothing_proves_to_be_hers_are_in_neither_until_somebody_accepts_them(store, anne, later):  # noqa: F811 - the fixture
    def files():
        data, pages = copy(store, anne)
        (application,) = data["applications"]
        return [paper["filename"] for paper in application["documents"]], "CV nouveau.pdf" in pages

    assert files() == (["CV Anne.pdf", "Lettre.pdf"], False)
    with store.begin() as tx:
        tx.reviews.admit(later, "mireille")
    assert "CV nouveau.pdf" in files()[0]


def test_her_own_papers_and_what_was_said_of_her_stay(store, spoken_of):
    data, pages = copy(store, spoken_of)
    (application,) = data["applications"]
    assert [paper["filename"] for paper in application["documents"]] == ["CV Anne.pdf", "Lettre.pdf"]
    assert application["decision_reason"] == "█ a une meilleure expérience."
    assert "Anne Lambert" in pages
    assert "■ a une meilleure expérience." in pages
