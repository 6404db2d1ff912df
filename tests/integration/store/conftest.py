"""The same store on both databases."""

from __future__ import annotations

import os
from itertools import count

import pytest

from store import Store
from tests.servers import postgres
from tests.unit.store.posting import NOTICE, Plain, Post


@pytest.fixture(scope="session")
def cluster():
    if postgres.program("initdb") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is not installed (Debian: postgresql)")
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    with postgres.running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    return request.getfixturevalue("cluster").database()


@pytest.fixture
def store(url):
    opened = Store.open(url, logic=Plain(), upgrade=True)
    with opened.begin() as tx:
        tx.notices.put(NOTICE)
    yield opened
    opened.close()


@pytest.fixture
def post(store):
    return Post(store, count(1))
