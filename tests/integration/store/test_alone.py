"""Who only looks writes nothing, and one daemon has a store to itself: on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from store import Store
from store.database import migrations
from store.database.engines import writing
from store.errors import StoreLocked, StoreMissing, StoreNotWritable, StoreOutdated
from tests.unit.store.posting import Plain, paper


@pytest.fixture
def address(store):
    return store.engine.url.render_as_string(hide_password=False)


def test_a_store_opened_to_look_is_read_and_never_written(store, post, address):
    number = post.take_in(paper())
    looking = Store.open(address, logic=Plain(), read_only=True)
    with looking.read() as views:
        assert [row.id for row in views.applications().rows] == [number]
    with pytest.raises(StoreNotWritable), looking.begin() as tx:
        tx.reviews.decide(number, "anne", "reject", "")
    with pytest.raises(StoreNotWritable), writing(looking.engine) as connection:
        connection.execute(text("DELETE FROM applications"))
    with store.read() as views:
        assert views.application(number).row.decision is None
    looking.close()


def test_who_looks_makes_and_upgrades_nothing(url):
    with pytest.raises(StoreMissing):
        Store.open(url, read_only=True)
    if url.startswith("sqlite"):
        with pytest.raises(StoreMissing):
            Store.open(url)  # not even a file was made
    store = Store.open(url, upgrade=True)
    migrations.downgrade(store.engine, "0006")
    with pytest.raises(StoreOutdated, match="run candidatures migrate"):
        Store.open(url, read_only=True)
    store.close()


def test_a_copy_to_try_things_out_in_leaves_the_store_as_it_is(store, post, tmp_path):
    number = post.take_in(paper())
    (tmp_path / "room").mkdir()
    with store.copied(tmp_path / "room") as copy:
        with copy.begin() as tx:
            tx.reviews.decide(number, "anne", "reject", "")
            tx.applications.recompute(number)
        with copy.read() as views:
            assert views.application(number).row.decision == "reject"
    with store.read() as views:
        assert views.application(number).row.decision is None


def test_one_daemon_to_a_store(store, address):
    other = Store.open(address)
    with store.alone() as mine:
        with pytest.raises(StoreLocked, match="another daemon is at work"), other.alone():
            pass
        mine.ensure()
    with other.alone():
        pass
    other.close()


def test_a_server_that_was_restarted_is_asked_again(request, store, address):
    if address.startswith("sqlite"):
        pytest.skip("a file has no server")
    other = Store.open(address)
    with store.alone() as mine:
        request.getfixturevalue("cluster").cut_connections()
        with other.alone(), pytest.raises(StoreLocked):
            mine.ensure()
        mine.ensure()
        with pytest.raises(StoreLocked), other.alone():
            pass
    other.close()
