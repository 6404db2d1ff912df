"""The list limited and ordered by what the papers say: years, load, language, town."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from parsers.values.evidence import Finding, State
from parsers.values.profiles import Profile
from store.database.models import Application
from store.views.filters import ORDERS, page
from store.views.values import ApplicationFilter
from tests.unit.store.posting import Plain, paper


class Living(Plain):
    """Takes the findings of the person's place as what holds of the person."""

    def assemble(self, sources, notice):
        profile = super().assemble(sources, notice)
        place = {key: profile.facts.pop(key) for key in ("city", "postal_code") if key in profile.facts}
        return Profile(person={**profile.person, **place}, facts=profile.facts)


def said(**facts):
    return [Finding(key=key, value=value, state=State.FOUND) for key, value in facts.items()]


@pytest.fixture
def store(store, post):
    store._logic = Living()
    for name, facts in {
        "anne": {"experience_years": 9.5, "nursing_years": 9, "workload": 1.0, "languages": ["fr", "nl", "en"],
                 "city": "Neufchâteau", "postal_code": "6840",
                 "language_levels": [{"language": "fr", "level": "native"}, {"language": "nl", "level": "B2"},
                                     {"language": "nl", "level": "B1"}, {"language": "en", "words": "courant"}]},
        "bruno": {"experience_years": 22, "nursing_years": 10.5, "workload": 0.5, "languages": ["fr"], "city": "Arlon",
                  "postal_code": "6700", "language_levels": [{"language": "fr", "level": "C1", "words": "C1 B2 C1"},
                                                             {"language": "nl", "level": "A1"}]},
        "cora": {"city": "Saint-Hubert"},
    }.items():  # fmt: skip
        post.take_in(paper(findings=said(**facts), filename=f"{name}.pdf"), name=name, sender=f"{name}@mail.example")
    return store


def names(store, **wanted):
    with store.read() as views:
        return [row.name for row in views.applications(ApplicationFilter(**wanted)).rows]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"at_least": (("experience_years", 10),)}, ["bruno"]),
        ({"at_least": (("experience_years", 9.5),)}, ["anne", "bruno"]),
        ({"at_least": (("workload", 0.8), ("experience_years", 5))}, ["anne"]),
        ({"at_least": (("tenure", 1),)}, []),
        ({"language": "nl"}, ["anne"]),
        ({"language": "f"}, []),
        ({"language": "nl", "level": "A1"}, ["anne", "bruno"]),
        ({"language": "nl", "level": "A2"}, ["anne"]),
        ({"language": "nl", "level": "B2"}, ["anne"]),
        ({"language": "nl", "level": "C1"}, []),
        ({"language": "fr", "level": "C1"}, ["anne", "bruno"]),
        ({"language": "fr", "level": "native"}, ["anne"]),
        ({"language": "en", "level": "A1"}, []),
        ({"language": "en", "level": "none"}, ["anne"]),
        ({"language": "fr", "level": "none"}, []),
        ({"language": "fr", "level": "courant"}, []),
        ({"level": "B2"}, ["anne", "bruno", "cora"]),
        ({"town": "neufch"}, ["anne"]),
        ({"town": "hubert"}, ["cora"]),
        ({"town": "67"}, ["bruno"]),
        ({"town": "6700-6840"}, ["anne", "bruno"]),
        ({"town": "%"}, []),
    ],
)
def test_values_limit_the_list(store, wanted, found):
    assert names(store, **wanted) == found


def test_numbers_order_as_numbers_and_who_tells_none_comes_last(store):
    assert names(store, order="experience_years") == ["anne", "bruno", "cora"]
    assert names(store, order="-experience_years") == ["bruno", "anne", "cora"]


def test_a_notice_s_own_numbers_order_as_numbers(store):
    assert names(store, order="nursing_years") == ["anne", "bruno", "cora"]
    assert names(store, order="-nursing_years") == ["bruno", "anne", "cora"]


def test_pages_one_after_another_are_the_whole_list(store):
    for order in (
        turned + key for key in (*ORDERS, "experience_years", "nursing_years", "tenure") for turned in ("", "-")
    ):
        whole = names(store, order=order)
        assert sorted(whole) == ["anne", "bruno", "cora"]
        for limit in (1, 2):
            pages = [names(store, order=order, limit=limit, offset=start) for start in range(0, 4, limit)]
            assert pages == [whole[start : start + limit] for start in range(0, 4, limit)], order


def test_the_last_page_is_reached_from_the_end():
    def skipped(offset, limit=50, total=1000):
        query, turned = page(select(Application.id), ApplicationFilter(order="name", limit=limit, offset=offset), total)
        return query._offset, query._limit, turned

    assert skipped(0) == (0, 50, False)
    assert skipped(500) == (500, 50, False)
    assert skipped(550) == (400, 50, True)
    assert skipped(950) == (0, 50, True)
    assert skipped(990) == (0, 10, True)
    assert skipped(1000) == (0, 0, True)
    assert skipped(600, limit=None) == (0, 400, True)
