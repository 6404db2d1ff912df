"""The page of a notice with criteria of its own: its columns, what it does not ask, how a value is typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.i18n.speech import speech
from desk.reasons import reasons_of
from parsers.criteria import EO_CRITERIA, criterion_of
from parsers.values.documents import Kind
from parsers.values.evidence import Finding, State
from tests.unit.store.posting import NOTICE, evidence, paper

DUTCH = criterion_of(
    {
        "key": "dutch",
        "labels": {"nl": "Nederlands B2"},
        "kind": "language",
        "language": "nl",
        "from_level": "B2",
        "eliminates": True,
    }
)


@pytest.fixture
def two(store, anne):
    """Anne's notice, which asks for Dutch, and another with the criteria that ship."""
    with store.begin() as tx:
        tx.notices.put(replace(NOTICE, criteria=(DUTCH,)))
        tx.notices.put(replace(NOTICE, slug="other", title="Autre poste", criteria=EO_CRITERIA))
    return anne


def head(page):
    return page.text.split("<thead>")[1].split("</thead>")[0]


def test_a_list_of_one_notice_has_its_columns_alone(reader, two):
    own, every = reader.get(f"/?notice={NOTICE.slug}"), reader.get("/")
    assert "Nederlands B2" in head(own)
    assert "Charge" not in head(own)
    assert "Charge" in head(every)


def test_what_is_not_asked_is_blank(reader, two):
    row = reader.get("/?col=workload").text.split("<tbody")[1]
    assert '<td data-label="Charge"></td>' in row


def test_a_limit_by_what_another_notice_asks_stays_in_sight(reader, two):
    page = reader.get(f"/?notice={NOTICE.slug}&c.tenure=found").text
    assert 'name="c.tenure"' in page
    assert 'name="c.workload"' not in page


def test_what_must_be_met_is_told(reader, two):
    assert "éliminatoire" in reader.get(f"/applications/{two}").text


@pytest.mark.parametrize(("typed", "state"), [("néerlandais C1", State.FOUND), ("néerlandais A2", State.CONTRARY)])
def test_a_level_is_typed_and_measured(recruiter, store, two, typed, state):
    page = recruiter.get(f"/applications/{two}?fact=dutch").text
    assert "anglais B2, français langue maternelle" in page
    assert recruiter.send(f"/applications/{two}/corrections", key="dutch", value=typed, seen="0").status_code == 303
    with store.read() as views:
        fact = views.application(two).facts["dutch"]
    assert fact.state == state
    assert typed in recruiter.get(f"/applications/{two}").text


def test_what_is_no_level_is_told(recruiter, two):
    answer = recruiter.send(f"/applications/{two}/corrections", key="dutch", value="beaucoup", seen="0")
    assert "Indiquez chaque langue par son nom" in answer.text


TEXT = "Paul Petit\n6700 Arlon\nJe suis disponible immédiatement.\nJ'ai travaillé en soins palliatifs."
NEW = (
    ("home", "place", "Domicile", "6700 Arlon", "6700 Arlon"),
    ("begins", "availability", "Disponible", ["disponible immédiatement"], "Je suis disponible immédiatement."),
    ("care", "experience_of", "Soins palliatifs", True, "J'ai travaillé en soins palliatifs."),
)


@pytest.fixture
def paul(store, post):
    """An application for a notice that asks where somebody lives, from when, and for an experience."""
    words = {"experience_of": {"terms": ["soins palliatifs"]}}
    asked = [criterion_of({"key": key, "kind": kind, "labels": {"fr": label}, **words.get(kind, {})})
             for key, kind, label, *_ in NEW]  # fmt: skip
    with store.begin() as tx:
        tx.notices.put(replace(NOTICE, criteria=tuple(asked)))
    found = [
        Finding(key=key, value=value, state=State.FOUND, evidence=(evidence(TEXT, quote),))
        for key, _, _, value, quote in NEW
    ]
    return post.take_in(paper(Kind.CV, "CV.pdf", TEXT, found), name="Paul Petit", sender="paul@mail.example")


def test_what_is_only_shown_is_grey_with_its_value_and_passage(reader, paul):
    page, listed = reader.get(f"/applications/{paul}").text, reader.get("/?col=home.begins.care").text
    for key, value, state in (("home", "6700 Arlon", "mentioned"), ("begins", "disponible immédiatement", "mentioned")):
        row = page[page.index(f'id="fact-{key}"') :].split("</li>\n")[0]
        assert f'class="state {state}"' in row
        assert value in row
        assert value in listed
    assert 'class="state found"' in page[page.index('id="fact-care"') :].split("</li>\n")[0]


def test_what_is_only_shown_is_no_reason(store, paul):
    with store.read() as views:
        told = reasons_of(views.application(paul), views.notices()[0], speech("fr"))
    assert [one.label for one in told.considerations] == ["Soins palliatifs"]


def test_a_place_is_typed_as_text(recruiter, store, paul):
    recruiter.send(f"/applications/{paul}/corrections", key="home", value="6700  Arlon-Nord", seen="0")
    with store.read() as views:
        assert views.application(paul).facts["home"].value == "6700 Arlon-Nord"
