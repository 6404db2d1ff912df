"""Every address: declared in one place, shut to whom it is not for, and noted where it shows people's data."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.errors import ErasingRefused
from desk.web.access import ANYONE, CHAIR, DECLARED, JURY, MEMBER, PRESIDING, Undeclared, WatchedRoute, watched_router
from desk.web.app import PARTS
from store.accounts.roles import HOLDERS, ROLES, Right
from store.errors import StoreError
from tests.unit.desk.web.conftest import enter, seated
from tests.unit.desk.web.routes.test_letters import OFFICE
from tests.unit.store.posting import NOTICE

ADDRESSES = sorted(DECLARED)
HERS = ("Anne Lambert", "anne@mail.example", "CV Anne.pdf", "Je suis nommée")
"""What names her, or is hers."""

FILES = {"GET /compare.xlsx", "GET /export.{kind}", "GET /dossier.pdf"}
"""Files that hold what is hers, whatever a search in their bytes finds."""


class Eraser:
    """Erasing that only notes who was to be erased."""

    def __init__(self, store):
        self.store = store
        self.erased = []
        self.also = []
        self.refusal = None
        self.has_key = True

    def preview(self, application_id):
        with self.store.peek() as tx:
            person = tx.erasing.person(application_id)
        return replace(person, applications=(*person.applications, *self.also))

    def erase(self, application_id, author):
        if self.refusal:
            raise ErasingRefused(self.refusal)
        self.erased.append((application_id, author))
        return self.preview(application_id).in_mailboxes


@pytest.fixture
def eraser(site, store):
    made = Eraser(store)
    site.state.desk = replace(site.state.desk, erasing=made, office=OFFICE)
    return made


def ask(client, address, anne, csrf=""):
    """One request there, about Anne."""
    method, _, path = address.partition(" ")
    known = {
        "application_id": anne,
        "message_id": anne,
        "document_id": anne * 10_000 + 1,
        "number": 1,
        "review_id": 1,
        "letter_id": 1,
        "answer_id": 1,
        "interview_id": 1,
        "slot_id": 1,
        "calendar_id": 1,
        "opinion_id": 1,
        "token": "guessed",
        "act": "recall",
        "kind": "refusal" if "templates" in path else "csv",
        "language": "fr",
        "verdict": "accept",
        "key": "tenure" if "why" in path else "x",
    }
    filled = path.format(**known)
    if method == "GET":
        more = {
            "/letters/new": f"?application={anne}",
            "/dossier.pdf": f"?id={anne}",
            "/search": "?q=anne",
            "/compare": f"?id={anne}&id={anne}",
        }
        query = more.get(path, "?q=anne" if path.startswith("/api/") else f"?id={anne}&other={anne}")
        return client.get(filled + query, follow_redirects=False)
    if path.startswith("/api/"):
        return client.post(filled, json={}, headers={"x-csrf-token": csrf}, follow_redirects=False)
    return client.post(filled, data={"csrf": csrf}, follow_redirects=False)


def is_let_in(answer):
    led_away = answer.status_code == 303 and (
        answer.headers["location"].startswith("/login?next=") or answer.headers["location"] == "/jury"
    )
    return answer.status_code not in {401, 403} and not led_away


def looks(store):
    with store.peek() as tx:
        return [(look.author, look.act) for look in tx.access_log.entries(limit=1000)]


def test_every_address_is_declared_and_every_declaration_is_an_address():
    routes = [route for part in PARTS for route in part.router.routes]
    assert {type(route) for route in routes} == {WatchedRoute}
    served = {f"{method} {route.path}" for route in routes for method in route.methods - {"HEAD"}}
    assert served == DECLARED.keys()


def test_an_address_that_is_not_declared_is_not_even_served():
    with pytest.raises(Undeclared, match="GET /elsewhere: say in"):
        watched_router().get("/elsewhere")(lambda: "everybody")


def have(who, *, chaired):
    """The roles to which an address is open."""
    if who in {ANYONE, MEMBER}:
        return set(ROLES)
    return {"chair"} if who == CHAIR and chaired else HOLDERS[Right(who)]


@pytest.mark.parametrize("address", [address for address in ADDRESSES if DECLARED[address].who != ANYONE])
def test_nobody_gets_in_where_it_is_not_theirs(stranger, reader, eraser, anne, address):
    assert not is_let_in(ask(stranger, address, anne))
    assert is_let_in(ask(reader.client, address, anne, reader.csrf)) == (
        "reader" in have(DECLARED[address].who, chaired=False)
    )


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address.startswith("POST ")])
def test_no_form_is_taken_without_the_token_that_it_was_shown_with(site, store, eraser, anne, address):
    chair = seated(site, store, "simone", "chair")
    with store.begin() as tx:
        tx.jury.present(anne, "simone")
    assert ask(chair.client, address, anne).status_code == 403


def test_the_chair_of_another_notice_erases_nobody_of_this_one_and_the_recruiters_still_may(site, store, eraser, anne):
    with store.begin() as tx:
        tx.notices.put(replace(NOTICE, slug="autre", title="Autre poste", criteria=()))
    other = seated(site, store, "simone", "chair", "autre")
    assert other.send(f"/applications/{anne}/erase", number=str(anne)).status_code == 404
    assert "Simone" not in other.get(f"/access?application={anne}").text
    recruiter = seated(site, store, "paul", "recruiter")
    assert recruiter.send(f"/applications/{anne}/erase", number=str(anne)).status_code == 200
    assert eraser.erased == [(anne, "paul")]


def test_who_has_applied_for_two_notices_is_erased_by_nobody_who_may_not_erase_from_both(site, store, eraser, anne):
    with store.begin() as tx:
        tx.notices.put(replace(NOTICE, slug="autre", title="Autre poste", criteria=()))
        tx.accounts.add_user("chairs", "chair", None)
        tx.accounts.give_role("chairs", "reader", [NOTICE.slug])
    chair = seated(site, store, "simone", "chair")
    eraser.also = [10**6]
    assert chair.send(f"/applications/{anne}/erase", number=str(anne)).status_code == 409
    assert (eraser.erased, chair.get(f"/applications/{anne}/erase").status_code) == ([], 409)


def test_on_a_page_everybody_is_offered_what_they_may_do_there(site, store, anne):
    seated(site, store, "simone", "chair")
    offered = {}
    for name, role in (("nadine", "reader"), ("paul", "recruiter"), ("simone", "chair")):
        page = (
            (seated(site, store, name, role) if name != "simone" else enter(site, name))
            .get(f"/applications/{anne}")
            .text
        )
        offered[role] = (f'action="/applications/{anne}/decision"' in page, f"/applications/{anne}/erase" in page)
    assert offered == {"reader": (False, False), "recruiter": (True, False), "chair": (True, True)}


def test_the_jury_finds_no_way_to_what_is_not_its_own(site, store, anne):
    page = seated(site, store, "paul", "jury").get("/account")
    assert page.status_code == 200
    assert [path for path in ("/sort", "/letters", "/journal", 'action="/search"') if path in page.text] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_recruiter_gets_in_and_what_shows_her_is_noted_as_a_look_at_her(
    site, recruiter, store, eraser, anne, address
):
    """Of the jury's addresses: its chair, with her dossier before the jury."""
    declared, someone, name = DECLARED[address], recruiter, "mireille"
    if declared.who in {JURY, PRESIDING}:
        someone, name = seated(site, store, "simone", "chair"), "simone"
        with store.begin() as tx:
            tx.jury.present(anne, name)
    answer = ask(someone.client, address, anne, someone.csrf)
    noted = looks(store)
    with store.peek() as tx:
        at_her = tx.access_log.entries(limit=10, messages=[anne])
    found = [words for words in HERS if words in answer.text]
    assert declared.who == ANYONE or is_let_in(answer)
    if noted:
        assert noted == [(name, declared.act)]
    else:
        assert found == [], f"{address} shows her and nobody notes it"
    if declared.act and answer.status_code == 200:
        assert noted
    if found or address in FILES:
        assert [look.act for look in at_her] == [declared.act]


def test_without_the_log_nothing_is_shown(recruiter, store, anne, monkeypatch):
    def full(*_, **__):
        raise StoreError("the disk is full")

    monkeypatch.setattr("store.accounts.access_log.AccessLog.note", full)
    for path in (f"/applications/{anne}", f"/api/applications/{anne}", f"/documents/{anne * 10_000 + 1}/original"):
        answer = recruiter.get(path)
        assert (answer.status_code, [words for words in HERS if words in answer.text]) == (503, [])


def test_a_document_and_its_pictures_are_one_look(recruiter, reader, store, anne):
    document = anne * 10_000 + 1
    for _ in range(3):
        recruiter.get(f"/documents/{document}/pages/1.webp")
    recruiter.get(f"/documents/{document}")
    reader.get(f"/documents/{document}/pages/1.webp")
    assert looks(store) == [("jury", "document"), ("mireille", "document"), ("mireille", "document")]


def test_who_was_in_a_list_or_a_search_is_known(recruiter, store, anne, eve):
    recruiter.get("/?name=lambert")
    recruiter.get("/search?q=anne")
    with store.peek() as tx:
        both = tx.access_log.entries(limit=10, messages=[anne])
        assert [(look.act, look.words) for look in both] == [("search", "q=anne"), ("list", "name=lambert")]
        assert tx.access_log.entries(limit=10, messages=[eve]) == ()


def test_who_waits_and_who_is_in_the_journal_is_known(recruiter, store, anne, locked):
    recruiter.send(f"/applications/{anne}/notes", text="Rappeler.")
    for path in ("/sort", "/api/to-sort", "/journal"):
        recruiter.get(path)
    with store.peek() as tx:
        at_her = [look.act for look in tx.access_log.entries(limit=10, messages=[anne])]
        at_the_locked_file = [look.act for look in tx.access_log.entries(limit=10, messages=[locked])]
    assert (at_her, at_the_locked_file) == (["journal"], ["sort", "sort"])


def test_whom_a_merge_is_shown_with_is_known(recruiter, store, anne, eve):
    recruiter.get(f"/applications/{anne}/merge?other={eve}")
    recruiter.get(f"/api/applications/{anne}/merge?other={eve}")
    with store.peek() as tx:
        assert [look.message_id for look in tx.access_log.entries(limit=10, messages=[eve])] == [anne, anne]


def test_the_chair_sees_who_looked(recruiter, reader, anne, eve):
    reader.get(f"/applications/{anne}")
    reader.get(f"/applications/{eve}")
    page = recruiter.get(f"/access?application={anne}").text
    assert page.count("jury</td>") == 1
    assert "10:00</time>" in page.replace("\u202f", " ")  # nine in UTC
    assert recruiter.get("/access").text.count("jury</td>") == 2
    assert f"/access?application={anne}" in recruiter.get(f"/applications/{anne}").text


def test_a_missing_key_is_told_before_anything_is_asked(recruiter, eraser, anne):
    eraser.has_key = False
    page = recruiter.get(f"/applications/{anne}/erase")
    assert (page.status_code, "clé d’effacement" in page.text, 'name="number"' in page.text) == (200, True, False)
    eraser.has_key = True
    assert 'name="number"' in recruiter.get(f"/applications/{anne}/erase").text


def test_erasing_asks_for_the_number(recruiter, eraser, anne):
    shown = recruiter.get(f"/applications/{anne}/erase").text
    assert "Recrutement EO" in shown
    assert recruiter.send(f"/applications/{anne}/erase", number="oui").status_code == 422
    eraser.refusal = "busy"
    assert recruiter.send(f"/applications/{anne}/erase", number=str(anne)).status_code == 409
    assert eraser.erased == []
    eraser.refusal = None
    assert recruiter.send(f"/applications/{anne}/erase", number=str(anne)).status_code == 200
    assert eraser.erased == [(anne, "mireille")]
