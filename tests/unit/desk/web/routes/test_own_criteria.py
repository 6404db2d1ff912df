"""The page of a notice with criteria of its own: its columns, what it does not ask, how a value is typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.criteria import EO_CRITERIA, criterion_of
from parsers.values.evidence import State
from tests.unit.store.posting import NOTICE

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
