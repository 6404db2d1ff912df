"""Setting an application aside on its page, and what the other pages and exports make of it."""

from __future__ import annotations

import json
import re

import pytest
from sqlalchemy import update

from store.database.models import BodyRow
from tests.unit.store.posting import paper


@pytest.fixture
def aside(recruiter, anne, eve):
    """Ève's application is none."""
    done = recruiter.send(f"/applications/{eve}/standing", **{"as": "excluded:spam", "reason": "publicité"})
    assert done.headers["location"] == f"/applications/{eve}?told=set_aside#standing"
    return eve


def test_it_leaves_list_and_exports_and_is_told_on_its_page(recruiter, anne, aside):
    assert f'id="row-{aside}"' not in recruiter.get("/").text
    assert [one["id"] for one in recruiter.get("/export.json").json()] == [anne]
    assert "eve@mail.example" not in recruiter.get("/export.csv").text
    page = recruiter.get(f"/applications/{aside}").text
    assert "Pas une candidature (courrier indésirable)" in page
    assert "publicité" in page


def test_it_is_listed_under_its_filter_with_what_it_is(recruiter, aside):
    page = recruiter.get("/?standing=excluded").text
    assert f'id="row-{aside}"' in page
    assert "1 dossier sans candidature" in page
    assert '<a href="/?standing=excluded"><strong>1</strong>' in recruiter.get("/").text


def test_one_click_puts_it_back(recruiter, aside):
    page = recruiter.get(f"/applications/{aside}").text
    word = re.search(r'/reviews/(\d+)/undo" class="inline">[^\n]*Remettre parmi', page).group(1)
    recruiter.send(f"/reviews/{word}/undo", back=f"/applications/{aside}")
    assert f'id="row-{aside}"' in recruiter.get("/").text


def test_it_needs_a_reason_and_a_kind(recruiter, store, anne):
    for given in ({"as": "excluded:spam", "reason": ""}, {"as": "", "reason": "x"}):
        answer = recruiter.send(f"/applications/{anne}/standing", **given)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
    assert recruiter.send(f"/applications/{anne}/standing", **{"as": "excluded", "reason": "x"}).status_code == 409
    with store.read() as views:
        assert views.application(anne).row.standing == "active"


def test_who_comes_second_is_told(recruiter, colleague, anne):
    seen = re.search(r'name="seen" value="(\d+)"', recruiter.get(f"/applications/{anne}").text).group(1)
    colleague.send(f"/applications/{anne}/standing", **{"as": "withdrawn", "reason": "par téléphone"})
    answer = recruiter.send(f"/applications/{anne}/standing", **{"as": "excluded:test", "reason": "x", "seen": seen})
    assert answer.status_code == 409


def test_what_is_withdrawn_stays_in_the_list(recruiter, anne, eve):
    recruiter.send(f"/applications/{anne}/standing", **{"as": "withdrawn", "reason": "son mail du 3"})
    page = recruiter.get("/").text
    assert f'id="row-{anne}"' in page
    assert "<strong>1 candidature</strong> et 1 retirée" in page
    told = {one["id"]: one["standing"] for one in recruiter.get("/export.json").json()}
    assert told == {anne: "withdrawn", eve: "active"}
    assert "Statut" in recruiter.get("/export.csv").text


@pytest.mark.parametrize("path", ["/", "/overview"])
def test_every_number_s_link_lists_as_many(recruiter, store, anne, eve, locked, path):
    for number, said in ((anne, "withdrawn"), (eve, "excluded:spam")):
        recruiter.send(f"/applications/{number}/standing", **{"as": said, "reason": "x"})
    page = recruiter.get(path).text
    links = re.findall(r'<a href="(/\?[^"]+)">[^\n]*?<strong>([\d]+)</strong>', page)
    assert len(links) > 4
    for link, number in links:
        found = recruiter.get(link.replace("&amp;", "&")).text
        assert found.count("<tr id=") == int(number), link


def test_a_mail_that_withdraws_asks_with_its_sentence(recruiter, store, anne):
    problems = [{"code": "withdrawal", "place": "body", "sentence": "The application seems to be withdrawn: “adieu”"}]
    with store.begin() as tx:
        tx.reviews._session.execute(update(BodyRow).where(BodyRow.message_id == anne).values(problems=problems))
        tx.applications.recompute(anne)
    assert "Semble se désister" in recruiter.get("/sort").text
    page = recruiter.get(f"/applications/{anne}").text
    assert "« adieu »" in page
    recruiter.send(f"/applications/{anne}/standing", **{"as": "active", "reason": "il parlait d’une autre"})
    assert "Semble se désister" not in recruiter.get(f"/applications/{anne}").text


def test_a_later_mail_asks_whether_it_is_still_none(recruiter, post, aside):
    post.take_in(paper(filename="vrai.pdf"), sender="eve@mail.example", name="Ève")
    page = recruiter.get(f"/applications/{aside}").text
    assert "Il a été mis à l’écart avant l’arrivée de son dernier mail" in page
    assert 'name="as" value="excluded:spam"' in page
    assert f'id="row-{aside}"' in recruiter.get("/").text


def test_journal_and_history_say_what_it_is(recruiter, aside):
    for path in ("/journal", f"/applications/{aside}"):
        assert "Statut\N{NO-BREAK SPACE}: Pas une candidature (courrier indésirable)" in recruiter.get(path).text


def test_a_reader_sees_it_and_changes_nothing(reader, anne, aside):
    assert "Remettre parmi les candidatures" not in reader.get(f"/applications/{aside}").text
    assert reader.send(f"/applications/{anne}/standing", **{"as": "withdrawn", "reason": "x"}).status_code == 403


def test_the_api_says_it_too(recruiter, anne, eve):
    headers = {"x-csrf-token": recruiter.csrf}
    given = {"standing": "excluded", "kind": "newsletter", "reason": "lettre d’information"}
    path = f"/api/applications/{eve}/standing"
    assert recruiter.client.post(path, json=given, headers=headers).status_code == 201
    assert recruiter.client.post(path, json=given | {"kind": "dull"}, headers=headers).status_code == 422
    assert [one["id"] for one in recruiter.get("/api/applications").json()["applications"]] == [anne]
    found = recruiter.get("/api/applications?standing=excluded").json()["applications"]
    assert [(one["id"], one["standing_kind"]) for one in found] == [(eve, "newsletter")]
    assert json.loads(recruiter.get("/api/to-sort").text)["standing"] == []
