"""The reasons of a decision: every criterion, the passage with its place, who decided what and why."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from desk.letters.office import Office
from desk.letters.writing import values_of
from parsers.values.evidence import Finding, State
from tests.unit.store.posting import evidence, paper

TRAP = "<script>alert(1)</script>"


@pytest.fixture
def anne(store, post):
    """One candidate with a paper that says something, refused by a person."""
    said = f"Nommée à titre définitif {TRAP}"
    found = Finding(key="tenure", value="permanent", state=State.FOUND, evidence=(evidence(said, said),))
    number = post.take_in(paper(text=said, findings=(found,)), name="Anne Dé")
    with store.begin() as tx:
        tx.reviews.decide(number, "mireille", "reject", f"moins de cinq ans {TRAP}")
    return number


def text_of(page):
    return html.unescape(re.sub(r"<[^>]+>", " ", page.text))


def test_the_page_says_what_was_decided_by_whom_and_why(reader, anne):
    page = reader.get(f"/applications/{anne}/reasons")
    assert page.status_code == 200
    assert "Vu la loi du 29 juillet 1991" in text_of(page)
    assert "mireille" in text_of(page)
    assert "moins de cinq ans" in text_of(page)
    assert "Nommée à titre définitif" in text_of(page)
    assert "cv.pdf, p. 1" in text_of(page)
    assert TRAP not in page.text
    assert f"/applications/{anne}/reasons" in reader.get(f"/applications/{anne}").text


def test_the_legal_ground_is_the_offices_where_it_has_one(site, reader, anne):
    office = Office(sender="C <c@cdm.example>", legal_ground={"fr": "Décret du 2 février"})
    site.state.desk = replace(site.state.desk, office=office)
    page = text_of(reader.get(f"/applications/{anne}/reasons"))
    assert "Décret du 2 février" in page
    assert "29 juillet 1991" not in page


def test_it_is_saved_as_pdf_and_noted(reader, recruiter, anne):
    answer = reader.get(f"/applications/{anne}/reasons.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert "Motifs imprimés" in text_of(recruiter.get("/journal"))


def test_who_has_no_decision_is_told_so_and_who_is_unknown_is_not_there(reader, store, post):
    number = post.take_in(paper(sha256="other"), sender="dan@mail.example", name="Dan")
    assert "Pas encore de décision" in text_of(reader.get(f"/applications/{number}/reasons"))
    assert reader.get("/applications/999/reasons").status_code == 404


def test_a_letter_may_carry_the_criteria_and_the_ground(store, anne):
    with store.read() as views:
        detail, notice = views.application(anne), views.notices()[0]
    told = values_of(detail, notice, Office(sender="C <c@cdm.example>"), "fr", {})
    assert told["legal_ground"].startswith("Vu la loi du 29 juillet 1991")
    lines = told["criteria"].split("\n")
    assert len(lines) == sum(not criterion.is_passages for criterion in notice.criteria)
    assert sum("Nommée à titre définitif" in line and "cv.pdf, p. 1" in line for line in lines) == 1
