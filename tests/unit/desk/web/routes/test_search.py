"""One box over everything, and the list that never says that nobody is there while somebody waits."""

from __future__ import annotations

import re

import pytest

from tests.unit.desk.web.conftest import QUOTE, TEXT
from tests.unit.store.posting import NEAR, paper


@pytest.fixture
def waiting(post):
    """Somebody whose mail waits to be sorted, with a telephone number in the CV."""
    cv = paper(filename="cv z.pdf", text="Zoé Wauters, 0470/12.34.56")
    return post.take_in(cv, sender="zoe@mail.example", name="Zoé Wauters", subject="OE", verdict=NEAR)


def test_every_page_has_the_box_and_the_results_keep_the_words(recruiter, anne):
    for path in ("/", "/sort", "/mails", f"/mails/{anne}", f"/applications/{anne}", "/journal", "/account"):
        assert 'action="/search"' in recruiter.get(path).text, path
    box = 'id="find" name="q" type="search" data-key="/" value="{}"'
    assert box.format("&lt;b&gt;definitif") in recruiter.get("/search?q=<b>definitif").text
    assert box.format("") in recruiter.get(f"/mails/{anne}").text


def test_a_hit_leads_to_the_marked_word(recruiter, anne):
    page = recruiter.get("/search?q=definitif").text
    start = TEXT.index("définitif")
    link = f"/documents/{anne}0001?start={start}&amp;end={start + len('définitif')}&amp;q=definitif#passage"
    assert f'href="{link}"' in page
    assert "<mark>définitif</mark>" in page
    document = recruiter.get(link.replace("&amp;", "&").partition("#")[0]).text
    assert '<mark class="chosen" id="passage" tabindex="-1">définitif</mark>' in document


def test_a_note_is_found_and_led_to(recruiter, anne):
    recruiter.send(f"/applications/{anne}/notes", text="Rappeler pour le parapluie.")
    page = recruiter.get("/search?q=parapluie").text
    link = re.search(r'href="(/applications/\d+)#(word-\d+)"', page)
    assert f'id="{link.group(2)}"' in recruiter.get(link.group(1)).text


def test_a_number_in_any_spelling_finds_who_waits(recruiter, waiting):
    page = recruiter.get("/search?q=%2B32 470 123 456").text
    assert f'href="/sort#near-{waiting}"' in page
    assert "<mark>0470/12.34.56</mark>" in page


@pytest.mark.parametrize("query", ["q=wauters", "name=wau", "name=Zoé&q=0470123456"])
def test_the_list_never_says_that_nobody_matches_while_somebody_waits(recruiter, anne, waiting, query):
    page = recruiter.get(f"/?{query}").text
    assert "Aucune candidature ne correspond" not in page
    assert "un mail attend sous «\N{NO-BREAK SPACE}À trier\N{NO-BREAK SPACE}»" in page
    link = re.search(r'href="(/search\?q=[^"]+)#to_sort"', page).group(1)
    assert f'href="/sort#near-{waiting}"' in recruiter.get(link).text


def test_the_list_says_so_where_nobody_is(recruiter, anne):
    assert "Aucune candidature ne correspond" in recruiter.get("/?name=personne").text
    assert "elsewhere" not in recruiter.get("/").text


def test_the_list_s_own_hits_lead_to_the_marked_word_too(recruiter, anne):
    start = TEXT.index("nommée")
    link = f"/documents/{anne}0001?start={start}&amp;end={start + 6}&amp;q=nomm%C3%A9e#passage"
    assert link in recruiter.get("/?q=nommée").text
    assert "nommée" in QUOTE


@pytest.mark.parametrize("query", ["", "q=", "q=%00", "q=%22", "q=x&part=documents", "q=x&part=nothing", "q=x&page=7"])
def test_no_address_is_an_error(recruiter, anne, query):
    assert recruiter.get(f"/search?{query}").status_code == 200


def test_nothing_is_told_as_nothing(recruiter, anne):
    assert "Aucun résultat" in recruiter.get("/search?q=ornithorynque").text


def test_one_part_is_paged(recruiter, post, anne):
    for number in range(12):
        post.take_in(paper(filename=f"cv {number}.pdf", text="parapluie"), sender=f"n{number}@mail.example")
    page = recruiter.get("/search?q=parapluie").text
    assert '<a href="/search?q=parapluie&amp;part=documents">Les 12' in page
    assert recruiter.get("/search?q=parapluie&part=documents").text.count("<mark>parapluie</mark>") == 12


def test_what_was_written_is_text(recruiter, eve):
    page = recruiter.get("/search?q=alert").text
    assert "<script>alert" not in page
    assert "<mark>alert</mark>" in page


def test_the_api_finds_the_same(recruiter, waiting):
    parts = {one["part"]: one for one in recruiter.get("/api/find?q=0470123456").json()}
    assert [hit["message_id"] for hit in parts["to_sort"]["hits"]] == [waiting]
