"""Withdrawn, or no application at all: said by a person, of the mails that were there, and out of every count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from store.database.models import BodyRow
from store.errors import NotInStore, ReviewRefused
from store.views.values import ApplicationFilter
from tests.unit.store.posting import paper, scene


def set_aside(store, number, standing="excluded", kind="test", **options):
    with store.begin() as tx:
        return tx.reviews.set_aside(number, "mireille", standing, "un essai", kind=kind, **options)


def row(store, number):
    with store.read() as views:
        return views.application(number).row


def listed(store, **wanted):
    with store.read() as views:
        return [row.id for row in views.applications(ApplicationFilter(order="id", **wanted)).rows]


@scene
def two(post):
    return [post.take_in(paper(filename=f"{name}.pdf"), sender=f"{name}@mail.example") for name in ("anne", "test")]


def test_no_application_leaves_list_and_counts_and_is_found_under_its_filter(store, two):
    anne, tried = two
    set_aside(store, tried)
    assert listed(store) == [anne]
    assert listed(store, standing="excluded") == [tried]
    assert listed(store, standing="any") == listed(store, ids=tuple(two)) == two
    with store.read() as views:
        tallies, overview, attention = views.tallies(), views.overview(), views.attention()
        assert [detail.row.id for detail in views.details()] == [anne]
        assert (row(store, tried).standing_kind, row(store, tried).standing_reason) == ("test", "un essai")
    assert (tallies.applications, tallies.undecided, tallies.excluded, tallies.withdrawn) == (1, 1, 1, 0)
    assert (overview.applications, overview.excluded, overview.decisions) == (1, 1, {"none": 1})
    assert sum(number for _, number in overview.arrivals) == 1
    assert attention.incomplete == 1
    with store.peek() as tx:
        assert tx.notices.counts()["eo"] == (2, 1)


def test_what_is_withdrawn_stays_in_the_list_and_out_of_the_counts(store, two):
    anne, gone = two
    set_aside(store, gone, "withdrawn", None)
    with store.read() as views:
        page = views.applications(ApplicationFilter(order="id"))
        assert [(row.id, row.standing) for row in page.rows] == [(anne, "active"), (gone, "withdrawn")]
        assert (page.total, page.withdrawn) == (2, 1)
        assert views.tallies().applications == views.overview().applications == views.attention().incomplete == 1
        assert views.tallies().withdrawn == views.overview().withdrawn == 1
    assert row(store, gone).awaits == ()
    assert listed(store, awaits="any") == [anne]


def test_undone_it_is_as_it_was(store, two):
    word = set_aside(store, two[1])
    with store.begin() as tx:
        tx.reviews.undo(word, "colette")
    assert listed(store) == two
    assert row(store, two[1]).standing == "active"


def test_it_outlives_reading_again(store, post, two):
    set_aside(store, two[1])
    post.read(two[1], replace(post.sighting(sender="test@mail.example")), paper(filename="test.pdf"))
    assert row(store, two[1]).standing == "excluded"


@pytest.mark.parametrize(("standing", "kind"), [("excluded", "test"), ("withdrawn", None)])
def test_a_later_mail_puts_it_back_and_asks(store, post, two, standing, kind):
    set_aside(store, two[1], standing, kind)
    post.take_in(paper(filename="cv.pdf"), sender="test@mail.example")
    assert (row(store, two[1]).standing, row(store, two[1]).standing_asks) == ("active", "newer_mail")
    assert row(store, two[1]).awaits[-1] == "newer_mail"
    with store.read() as views:
        assert [one.id for one in views.to_sort().standing] == [two[1]]
        assert views.attention().standing == 1
    set_aside(store, two[1], standing, kind)
    assert (row(store, two[1]).standing, row(store, two[1]).standing_asks) == (standing, None)


@pytest.fixture
def withdrawing(store, post):
    """An application of which a mail seems to withdraw."""
    number = post.take_in(paper())
    problems = [{"code": "withdrawal", "place": "body", "sentence": "The application seems to be withdrawn: “adieu”"}]
    with store.begin() as tx:
        session = tx.reviews._session
        session.execute(update(BodyRow).where(BodyRow.message_id == number).values(problems=problems))
        tx.applications.recompute(number)
    return number


def test_a_withdrawal_is_proposed_and_nothing_is_withdrawn_by_itself(store, withdrawing):
    assert (row(store, withdrawing).standing, row(store, withdrawing).standing_asks) == ("active", "withdrawal")
    assert listed(store, awaits="withdrawal") == [withdrawing]


@pytest.mark.parametrize("standing", ["active", "withdrawn"])
def test_an_answered_proposal_asks_no_more(store, withdrawing, standing):
    set_aside(store, withdrawing, standing, None)
    assert (row(store, withdrawing).standing, row(store, withdrawing).standing_asks) == (standing, None)


def test_who_is_no_application_is_nobody_s_duplicate(store, post):
    store._logic.possible_duplicates = lambda claims: [(1, 2, "the same name")] if len(claims) > 1 else []
    one = post.take_in(paper(), reading={"tokens": {"email:a"}})
    other = post.take_in(paper(), sender="b@mail.example", reading={"tokens": {"email:b"}})
    with store.begin() as tx:
        tx.applications.refresh(one, other)
    assert row(store, one).duplicate_count == 1
    set_aside(store, other, "excluded", "duplicate")
    assert row(store, one).duplicate_count == 0


@pytest.mark.parametrize(
    ("standing", "kind"), [("gone", None), ("excluded", None), ("excluded", "dull"), ("withdrawn", "spam")]
)
def test_what_makes_no_sense_is_refused(store, two, standing, kind):
    with pytest.raises(ReviewRefused):
        set_aside(store, two[0], standing, kind)


def test_who_is_not_there_is_told(store):
    with pytest.raises(NotInStore):
        set_aside(store, 99)
