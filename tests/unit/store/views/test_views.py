from __future__ import annotations

import pytest
from sqlalchemy import event

from parsers.values.criteria import Criterion
from parsers.values.documents import Box, Kind, Page
from parsers.values.evidence import Finding, State
from store.database.engines import reading
from store.errors import NotInStore
from store.values import Notice
from store.views.values import ApplicationFilter
from tests.unit.store.posting import CLOSES, LATE, NEAR, NOTICE, paper, scene


def finding(key, value, state=State.FOUND):
    return Finding(key=key, value=value, state=state)


def then():
    return CLOSES


@pytest.fixture
def at_noon(store):
    store._clock = then
    return store


@scene
def three(at_noon, store, post):
    """Zoé, complete; Éloïse, without a letter; Bob, late and without anything."""
    with store.begin() as tx:
        tx.reviews.note_history("x", "start")
    zoe = post.take_in(
        paper(findings=[finding("tenure", "permanent")]),
        paper(Kind.LETTER, "l.pdf", "œuvre"),
        sender="zoe@mail.example",
        name="Zoé Étienne",
    )
    eloise = post.take_in(
        paper(findings=[finding("tenure", "temporary", State.CONTRARY)]),
        sender="eloise@mail.example",
        name="Éloïse Dupont",
    )
    bob = post.take_in(sender="bob@mail.example", name="Bob", verdict=LATE, received_at=CLOSES)
    with store.begin() as tx:
        tx.reviews.decide(zoe, "colette", "shortlist", "x")
    return zoe, eloise, bob


def listed(store, **wanted):
    with store.read() as views:
        return [row.id for row in views.applications(ApplicationFilter(**wanted)).rows]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"on_time": True}, "ze"),
        ({"on_time": False}, "b"),
        ({"missing": "cv"}, "b"),
        ({"missing": "letter"}, "eb"),
        ({"missing": "any"}, "eb"),
        ({"missing": "none"}, "z"),
        ({"missing": "nonsense"}, ""),
        ({"awaits": "late"}, "b"),
        ({"awaits": "any"}, "eb"),
        ({"awaits": "nonsense"}, ""),
        ({"decision": "shortlist"}, "z"),
        ({"decision": "none"}, "eb"),
        ({"states": (("tenure", "found"),)}, "z"),
        ({"states": (("tenure", "contrary"), ("tenure", "found"))}, ""),
        ({"name": "etienne"}, "z"),
        ({"name": "zoe eti"}, "z"),
        ({"name": "pont"}, ""),
        ({"name": "%"}, "zeb"),
        ({"text": "oeuvre"}, "z"),
        ({"text": "-oeuvre nommée"}, "e"),
        ({"text": "!!"}, ""),
        ({"text": " "}, "zeb"),
        ({"notice": "other"}, ""),
        ({"ids": ()}, ""),
        ({"order": "name"}, "bez"),
        ({"order": "-name"}, "zeb"),
        ({"order": "missing"}, "bez"),
        ({"order": "decision"}, "zeb"),
        ({"order": "-arrival"}, "bez"),
        ({"order": "tenure"}, "ezb"),
        ({"order": "nonsense"}, "zeb"),
        ({"limit": 1, "offset": 1}, "e"),
    ],
)
def test_filters_and_orders(store, three, wanted, expected):
    names = dict(zip("zeb", three, strict=True))
    assert listed(store, **wanted) == [names[letter] for letter in expected]


def test_a_page_tells_how_many_there_are_in_all(store, three):
    with store.read() as views:
        page = views.applications(ApplicationFilter(limit=2))
    assert (len(page.rows), page.total) == (2, len(three))


def test_the_list_shows_the_criteria(store, three):
    with store.read() as views:
        row = views.applications(ApplicationFilter(ids=three[:1])).rows[0]
    assert (row.facts["tenure"].value, row.facts["tenure"].state, row.facts["tenure"].corrected) == (
        "permanent",
        "found",
        False,
    )


def test_a_list_has_the_facts_that_it_asks_for(store, three):
    with store.read() as views:
        every = views.applications(ApplicationFilter(ids=three[:1])).rows[0].facts
        one = views.applications(ApplicationFilter(ids=three[:1], facts=("tenure",))).rows[0].facts
        none = views.applications(ApplicationFilter(ids=three[:1], facts=("workload",))).rows[0].facts
    assert one == every == {"tenure": every["tenure"]}
    assert none == {}


def test_the_overview_counts(store, post, three):
    post.take_in(verdict=NEAR, sender="x@mail.example")
    with store.read() as views:
        found = views.overview()
    assert (found.applications, found.on_time, found.late, found.complete) == (3, 2, 1, 1)
    assert (found.without_cv, found.without_letter, found.near_misses) == (1, 2, 1)
    assert found.decisions == {"none": 2, "shortlist": 1}
    assert found.states == {"tenure": {"contrary": 1, "found": 1}}
    assert [number for _, number in found.arrivals] == [2, 1]
    assert found.dispositions == {"application": 2, "late": 1, "near_miss": 1}


def test_arrivals_are_counted_by_the_days_of_the_notice(store, three):
    with store.read() as views:
        assert views.overview().arrivals[-1][0].isoformat() == "2026-03-16"
        assert views.overview("other").arrivals == ()


def test_criteria_have_their_labels_and_the_notices_order(store, post):
    criteria = tuple(
        Criterion(key=key, labels={"fr": label}, extractor="x")
        for key, label in (("workload", "Charge"), ("tenure", "Nom."))
    )
    with store.begin() as tx:
        tx.notices.put(
            Notice(slug="eo", title=NOTICE.title, closes_at=CLOSES, timezone=NOTICE.timezone, criteria=criteria)
        )
    message = post.take_in(paper(findings=[finding("aaa", 1), finding("tenure", "x"), finding("workload", 1.0)]))
    with store.read() as views:
        facts = views.application(message).facts
        assert views.notices()[0].criteria == criteria
    assert [(fact.key, fact.labels) for fact in facts.values()] == [
        ("workload", {"fr": "Charge"}),
        ("tenure", {"fr": "Nom."}),
        ("aaa", {}),
    ]


def test_a_documents_pages_have_their_places(store, post):
    box = Box(start=0, end=2, left=0.1, top=0.123456, right=0.9, bottom=0.2)
    message = post.take_in(paper(text="ab", pages=(Page(number=1, start=0, end=2, boxes=(box,)),)))
    with store.read() as views:
        [page] = views.pages(message * 10_000 + 1)
        assert page.boxes == ((0, 2, 0.1, 0.1235, 0.9, 0.2),)
        assert views.document(message * 10_000 + 1).text == "ab"


def test_what_is_not_there_is_told(store):
    with store.read() as views:
        for ask in (views.application, views.message, views.document):
            with pytest.raises(NotInStore):
                ask(7)
        assert views.body(7) is None


def test_hits_are_by_candidate_and_paged(store, three):
    with store.read() as views:
        page = views.search("nommee", limit=1)
        rest = views.search("nommee", limit=1, offset=1)
    assert (page.total, page.hits[0].name, rest.hits[0].name) == (2, "Éloïse Dupont", "Zoé Étienne")


def test_mail_that_is_no_application_is_found_too(store, post):
    post.take_in(verdict=NEAR, reading={"body": "parapluie"})
    with store.read() as views:
        [hit] = views.search("parapluie").hits
    assert (hit.application_id, hit.document_id, hit.subject) == (None, None, "Recrutement EO")


def test_what_waits_is_counted_without_reading_every_document(store):
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[2:4]))
    with store.read() as views:
        views.attention()
    with reading(store.engine) as connection:
        explained = [(f"EXPLAIN QUERY PLAN {query}", values) for query, values in asked if query.startswith("SELECT")]
        plans = [connection.exec_driver_sql(query, values).all() for query, values in explained]
    steps = [step[3] for plan in plans for step in plan if " documents " in step[3]]
    assert steps
    assert all("ix_documents_unreadable" in step for step in steps), steps
