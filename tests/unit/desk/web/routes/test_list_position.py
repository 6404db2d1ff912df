"""Where in the list one is outlives every act and every detour."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from desk.web.components.lists.position import ListPosition, along, position_of
from tests.unit.store.posting import paper, scene

NAMES = ("Anne Abel", "Bruno Bel", "Cora Cel")


@scene
def three(post):
    return [post.take_in(paper(), name=name, sender=f"{name[:3]}@mail.example".lower()) for name in NAMES]


def start(browser, number=0):
    """The address of an application as the list links to it."""
    page = browser.get("/?order=name").text
    return html.unescape(re.findall(r'href="(/applications/\d+\?list=[^"#]*)"', page)[number])


def links(page, pattern):
    return [html.unescape(found) for found in re.findall(pattern, page.text)]


def way(path):
    return parse_qs(urlsplit(path).query)["way"]


def test_documents_mails_and_explanations_lead_back_to_the_same_place(recruiter, three):
    page = recruiter.get(start(recruiter, 1))
    assert "2 sur 3" in page.text
    for path in links(page, r'href="(/(?:documents|mails)/\d+\?[^"]*)"'):
        detour = recruiter.get(path)
        back = links(detour, r'href="(/applications/\d+\?[^"]*)"')[0]
        assert way(back) == ["1.order=name"]
        assert "2 sur 3" in recruiter.get(back).text


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("notes", {"text": "Rappeler."}),
        ("decision", {"decision": "discuss", "reason": "à voir"}),
        ("corrections", {"key": "city", "value": "Arlon"}),
        ("decision", {"decision": "", "reason": ""}),
    ],
)
def test_an_act_leads_back_to_the_same_place(recruiter, three, act, fields):
    page = recruiter.get(start(recruiter, 1))
    carried = links(page, r'name="way" value="([^"]*)"')[0]
    answer = recruiter.send(f"/applications/{three[1]}/{act}", way=carried, **fields)
    shown = recruiter.get(answer.headers["location"]) if answer.status_code == 303 else answer
    assert "2 sur 3" in shown.text


def test_decided_and_on_to_the_next_says_what_was_decided_of_whom(recruiter, three):
    sent = {"way": "0.decision=none&order=name", "decision": "reject", "reason": "pas nommée", "then": "next"}
    answer = recruiter.send(f"/applications/{three[0]}/decision", **sent)
    assert answer.headers["location"].startswith(f"/applications/{three[1]}?of={three[0]}&way=")
    page = recruiter.get(answer.headers["location"]).text
    told = page.split('role="status"')[1].split("</p>")[0]
    assert "Anne Abel" in told
    assert "Ne pas retenir" in told
    assert "1 sur 2" in page


def test_of_who_left_the_list_the_neighbours_are_those_that_closed_up(recruiter, three):
    where = f"/applications/{three[1]}?way=1.decision%3Dnone%26order%3Dname"
    recruiter.send(f"/applications/{three[1]}/decision", decision="discuss", reason="à voir")
    page = recruiter.get(where)
    assert "n’est plus dans cette liste" in page.text
    assert [path.split("?")[0] for path in links(page, r'href="([^"]*)" data-key="[jk]"')] == [
        f"/applications/{three[0]}",
        f"/applications/{three[2]}",
    ]
    assert links(page, r'href="(/\?[^"]*#[^"]*)"') == [f"/?decision=none&order=name#row-{three[2]}"] * 2


def test_of_who_left_the_list_as_its_last_the_way_back_leads_to_who_is_last_now(recruiter, three):
    where = f"/applications/{three[2]}?way=2.decision%3Dnone%26order%3Dname"
    recruiter.send(f"/applications/{three[2]}/decision", decision="discuss", reason="à voir")
    back = links(recruiter.get(where), r'href="(/\?[^"]*#[^"]*)"')
    assert back == [f"/?decision=none&order=name#row-{three[1]}"] * 2


def test_a_decision_taken_has_the_next_step_before_its_form_and_one_to_be_taken_behind_it(recruiter, three):
    page = recruiter.get(start(recruiter)).text
    assert page.index("Dossier suivant") > page.index("Enregistrer la décision")
    recruiter.send(f"/applications/{three[0]}/decision", decision="discuss", reason="à voir")
    page = recruiter.get(start(recruiter)).text
    assert page.index('id="decision"') < page.index("Dossier suivant") < page.index("Enregistrer la décision")


def test_after_the_last_one_comes_the_list(recruiter, three):
    sent = {"way": "2.order=name", "decision": "discuss", "reason": "à voir", "then": "next"}
    answer = recruiter.send(f"/applications/{three[2]}/decision", **sent)
    assert answer.headers["location"] == f"/?order=name&told=decided#row-{three[2]}"


@pytest.mark.parametrize("given", ["", "x", "-1.q=a", "99999999.q=a", "1", "²."])
def test_what_is_no_position_is_none(given):
    assert position_of({"way": given}) is None


def test_only_pages_about_one_application_carry_it():
    here = ListPosition(query="q=a&c.tenure=found", at=3)
    assert position_of({"way": way(along("/documents/2?page=1#passage", here))[0]}) == here
    assert along("/sort", here) == "/sort"


def test_from_a_search_one_goes_on_from_hit_to_hit(recruiter, post):
    numbers = [
        post.take_in(paper(text=f"{name}\n{word}"), name=name, sender=f"{name}@mail.example")
        for name, word in (("anne", "violon"), ("bea", "piano"), ("cleo", "violon"))
    ]
    page = recruiter.get("/search?q=violon").text
    link = re.search(rf'href="(/applications/{numbers[0]}\?way=[^"]+)"', page).group(1)
    page = recruiter.get(link.replace("&amp;", "&")).text
    assert "1 sur 2" in page
    assert "Enregistrer et passer au suivant" in page
    assert f'rel="next" href="/applications/{numbers[2]}?' in page


def test_whoever_comes_from_no_list_goes_on_in_that_of_all(recruiter, three):
    page = recruiter.get(f"/applications/{three[0]}").text
    assert "1 sur 3" in page
    assert "Enregistrer et passer au suivant" in page
