"""A later mail that nothing proves: what the page says of it, and what a recruiter can do."""

from __future__ import annotations

import pytest

from parsers.values.evidence import Finding, State
from tests.unit.desk.web.conftest import QUOTE, TEXT, Acquainted
from tests.unit.store.posting import evidence, paper, scene

WHY = "it comes from another address"
OTHER = "anne@elsewhere.example"


class Doubting(Acquainted):
    """Mails from elsewhere wait until a person accepts them."""

    def waiting(self, claims, admitted):
        return {claim.message_id: WHY for claim in claims[1:] if claim.message_id not in admitted}

    def assemble(self, sources, notice):
        return super().assemble([source for source in sources if source.admitted], notice)


@pytest.fixture
def doubting(store, anne):
    """From when Anne is there, a name alone ties a mail to her, which waits."""
    store._logic = Doubting()
    return store


@scene
def later(doubting, post):
    """Anne's name from another address, with another CV that says the contrary."""
    found = Finding(key="tenure", value="temporary", state=State.CONTRARY, evidence=(evidence(TEXT, QUOTE),))
    cv = paper(text=TEXT, filename="CV nouveau.pdf", findings=[found])
    return post.take_in(cv, name="Anne Lambert", sender=OTHER, reading={"tokens": {"email:anne@mail.example"}})


def test_the_page_says_why_it_waits_and_what_it_would_change(recruiter, anne, later):
    page = recruiter.get(f"/applications/{anne}").text
    assert "Mail ultérieur à accepter" in page
    assert "provient d’une autre adresse" in page
    assert "définitif" in page
    assert "temporaire" in page
    assert "CV Anne.pdf" in page
    assert f'action="/mails/{later}/admit"' in page
    assert f'action="/mails/{later}/separate"' in page


def test_it_is_listed_where_people_look(recruiter, anne, later):
    for path in ("/", "/sort", f"/mails/{later}"):
        assert "Mail ultérieur à accepter" in recruiter.get(path).text or "Mails ultérieurs" in recruiter.get(path).text
    assert recruiter.get("/?awaits=waiting").text.count("Anne Lambert") >= 1


def test_a_reader_sees_it_and_no_form(reader, anne, later):
    page = reader.get(f"/applications/{anne}").text
    assert "Mail ultérieur à accepter" in page
    assert "/admit" not in page


def test_a_recruiter_accepts_it_and_takes_that_back(recruiter, store, anne, later):
    def state():
        with store.read() as views:
            detail = views.application(anne)
        return detail.facts["tenure"].value, detail.row.waiting_count, [d.superseded for d in detail.documents]

    before = state()
    assert before == ("permanent", 1, [False, False, False])
    assert recruiter.send(f"/mails/{later}/admit").status_code == 303
    assert state() == ("temporary", 0, [True, False, False])
    with store.read() as views:
        word = next(review for review in views.application(anne).reviews if review.kind == "admit")
    recruiter.send(f"/reviews/{word.id}/undo", back=f"/applications/{anne}")
    assert state() == before


def test_what_does_not_wait_is_not_accepted(recruiter, anne):
    assert recruiter.send(f"/mails/{anne}/admit").status_code == 409
