"""What waits for a human is one count, wherever it is shown."""

from __future__ import annotations

import re
from dataclasses import replace

from desk.i18n import code_labels
from store.values import IdentityClaims
from store.views.values import ApplicationFilter, Attention
from tests.unit.desk.web.routes.test_later_mails import doubting, later  # noqa: F401 - fixtures
from tests.unit.store.posting import NOTICE, paper, scene


@scene
def everything(store, post, anne, namesake, eve, locked, near_miss, later):  # noqa: F811 - a fixture
    """Something of each sort: a duplicate, a contradiction, a locked file, a near miss, later mails, a failed mail.

    And mail to a file that was set aside, which waits to be accepted, too.
    """
    del anne, namesake, eve, locked, near_miss, later
    for number in range(2):
        post.take_in(paper(filename=f"more {number}.pdf"), name="Anne Lambert", sender="anne@elsewhere.example",
                     reading={"tokens": {"email:anne@mail.example"}})  # fmt: skip
    tried = post.take_in(paper(filename="essai.pdf"), sender="test@mail.example", name="Essai")
    with store.begin() as tx:
        tx.reviews.set_aside(tried, "mireille", "excluded", "un essai", kind="test")
    post.take_in(paper(filename="vrai.pdf"), sender="test@mail.example", name="Essai")
    failed = post.record(post.sighting(sender="broken@mail.example")).message_id
    with store.begin() as tx:
        tx.papers.give_up(failed, "killed", IdentityClaims(message_id=failed))
        tx.applications.refresh(failed)
    return store


def in_menu(page):
    found = re.search(r'href="/sort"[^>]*>[^<]*<span class="count">(\d+)</span>', page.text)
    return int(found.group(1)) if found else 0


def numbers(page):
    """The numbers beside the links to the sorts of things that wait."""
    found = re.findall(r'href="(?:/sort[^"#]*)?#([a-z-]+)">[^<]*(?:</a>)? <strong>(\d+)</strong>', page.text)
    return {anchor.replace("-", "_"): int(number) for anchor, number in found}


def test_menu_list_overview_and_the_page_itself_agree(recruiter, everything):
    with everything.read() as views:
        attention, waiting = views.attention(), views.to_sort()
    codes = list(code_labels.ATTENTION)
    expected = {code: getattr(attention, code) for code in codes}

    assert min(expected.values()) > 0
    assert numbers(recruiter.get("/sort")) == numbers(recruiter.get("/overview")) == expected
    assert {in_menu(recruiter.get(path)) for path in ("/", "/sort", "/overview", "/journal", "/account")} == {
        attention.total
    }
    assert f"<strong>{attention.total}</strong> à trier" in recruiter.get("/").text
    assert f"{attention.total} éléments attendent" in recruiter.get("/sort").text

    listed = {code: len(getattr(waiting, code)) for code in codes if code != "later"}
    assert listed | {"later": sum(row.waiting_count for row in waiting.later)} == expected


def test_of_one_notice_its_own_things_are_shown_and_the_way_there_keeps_to_it(recruiter, everything):
    with everything.begin() as tx:
        tx.notices.put(replace(NOTICE, slug="second", title="Another post"))
    with everything.read() as views:
        everywhere, second = views.attention(), views.attention("second")
    page, overview = recruiter.get("/sort?notice=second"), recruiter.get("/overview?notice=second")

    assert second.total < everywhere.total
    assert numbers(page) == numbers(overview) == {code: getattr(second, code) for code in code_labels.ATTENTION}
    assert in_menu(page) == in_menu(overview) == everywhere.total
    for text in (page.text, overview.text):
        assert '<a href="/sort?notice=second"' in text
    assert 'href="/?notice=second&amp;standing=active&amp;missing=cv"' in overview.text
    assert numbers(recruiter.get("/sort?notice=no-such")) == numbers(recruiter.get("/sort"))


def test_who_sorts_one_notice_s_mail_comes_back_to_that_notice(recruiter, near_miss):
    back = "/sort?notice=eo"
    assert f'name="back" value="{back}"' in recruiter.get(back).text
    done = recruiter.send(f"/mails/{near_miss}/dismiss", reason="spam", back=back)
    assert done.headers["location"] == "/sort?notice=eo&told=dismissed#near-misses"


def test_the_list_s_filters_find_as_many(everything):
    with everything.read() as views:
        attention = views.attention()
        rows = {code: views.applications(ApplicationFilter(awaits=code)).rows for code in code_labels.AWAITS}
    assert len(rows["missing"]) == attention.incomplete
    assert len(rows["to_verify"]) == attention.contradictory
    assert sum(row.waiting_count for row in rows["waiting"]) == attention.later == 3


def test_accepting_a_later_mail_takes_it_off_everywhere(recruiter, everything, later):  # noqa: F811 - the fixture
    before = in_menu(recruiter.get("/account"))
    recruiter.send(f"/mails/{later}/admit")
    with everything.read() as views:
        attention = views.attention()
    assert attention.later == 2
    assert in_menu(recruiter.get("/account")) == attention.total
    assert attention.total < before + 1


def test_where_nothing_waits_the_menu_has_no_number(recruiter, stranger, store):
    with store.read() as views:
        assert views.attention() == Attention(**dict.fromkeys(code_labels.ATTENTION, 0))
    assert in_menu(recruiter.get("/journal")) == 0
    assert "count" not in stranger.get("/login").text
