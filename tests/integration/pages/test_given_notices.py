"""Who is given some notices sees nothing of the others, at whatever address."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from tests.unit.desk.web.conftest import HASH, PASSWORD, enter, log_in
from tests.unit.desk.web.test_access import ADDRESSES, HERS, ask, eraser  # noqa: F401 - a fixture
from tests.unit.store.posting import APPLIES, NOTICE, paper, sha


@pytest.fixture
def paul(store, post, anne):
    """An application for another notice."""
    sighting = post.sighting(sender="paul@work.example", name="Paul Autre", subject="Recrutement Autre")
    with store.begin() as tx:
        tx.notices.put(replace(NOTICE, slug="autre", title="Autre poste", criteria=()))
        key = sha("paul")
        noted = tx.ledger.record(sighting, APPLIES, notice="autre", fits=["autre"], digest=key, content_key=key)
    post.read(noted.message_id, sighting, paper(filename="cv-paul.pdf", text="Je suis Paul"), body="Bonjour, Paul")
    return noted.message_id


@pytest.fixture(params=["colette", "jury", "simone", "colette of the jury"])
def given(request, site, store, paul):
    """A recruiter, a reader and a chair who are given the other notice alone, and a recruiter of all but this one."""
    name, _, seat = request.param.partition(" of the ")
    with store.begin() as tx:
        if name == "simone":
            tx.accounts.add_user(name, "chair", HASH, "fr")
        if seat:
            tx.accounts.give_role(name, seat, [NOTICE.slug])
        else:
            tx.accounts.give(name, ["autre"])
        tx.reviews.note(paul, "mireille", "à voir")
        log_in(tx, name)
    return enter(site, name)


def said_of(store, message):
    """What people said that has to do with a mail; what an undoing names is no mail."""
    with store.engine.connect() as connection:
        query = f"SELECT kind FROM reviews WHERE message_id = {message} OR other_id = {message} AND kind <> 'undo'"
        return list(connection.exec_driver_sql(query).scalars())


def test_nothing_of_another_notice_is_shown_or_done(given, store, eraser, anne, paul, subtests):  # noqa: F811 - the fixture
    assert said_of(store, paul) == ["note"]
    for address in sorted(ADDRESSES, key=lambda each: "/logout" in each):
        with subtests.test(address):
            assert given.get("/api/me").status_code == 200, "no longer signed in"
            answer = ask(given.client, address, anne, given.csrf)
            assert [words for words in HERS if words in answer.text] == []
            assert eraser.erased == []
            assert said_of(store, anne) == []
    with store.read() as views:
        application = views.application(anne)
    assert (application.reviews, application.row.decision) == ((), None)


def test_what_is_given_is_there(given, paul, anne):
    page = given.get("/").text
    assert ("Paul Autre" in page, "Anne Lambert" in page) == (True, False)
    assert "Je suis Paul" in given.get(f"/documents/{paul * 10_000 + 1}").text
    assert "Paul Autre" in given.get("/search?q=paul").text
    assert given.get(f"/applications/{anne}").status_code == 404
    assert given.get(f"/documents/{anne * 10_000 + 1}/original").status_code == 404
    assert given.get("/api/applications").json()["total"] == 1
    assert given.get("/api/search?q=suis").json()["total"] == 1
    assert [one["id"] for one in given.get("/api/messages").json()] == [paul]


def test_a_program_sees_no_more(given, site, store, paul):
    name = given.client.get("/api/me").json()["name"]
    given.client.cookies.clear()
    basic = base64.b64encode(f"{name}:{PASSWORD}".encode()).decode()
    answer = given.client.get("/api/applications", headers={"authorization": f"Basic {basic}"})
    assert answer.json()["total"] == 1


def test_given_everything_again_all_is_there(given, site, store):
    name = given.client.get("/api/me").json()["name"]
    with store.begin() as tx:
        tx.accounts.give(name, None)
        log_in(tx, name)
    assert enter(site, name).get("/api/applications").json()["total"] == 2
