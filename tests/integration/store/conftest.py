"""The same store on both databases."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from store import Store
from tests.missing import missing
from tests.servers import postgres
from tests.unit.store.posting import NOTICE, Plain, Post


@pytest.fixture(scope="session")
def cluster():
    if postgres.program("initdb") is None:
        missing("PostgreSQL is missing: apt install postgresql")
    with postgres.running() as server:
        yield server


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def blank(request, tmp_path_factory):
    """The URL of a migrated store, made once for each database and copied for each test."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('blank') / 'store.db'}"
    else:
        url = request.getfixturevalue("cluster").database()
    store = Store.open(url, upgrade=True)
    with store.begin() as tx:
        tx.notices.put(NOTICE)
    store.close()
    return url


@pytest.fixture
def url(request, blank, tmp_path):
    """The URL of an empty database of the same kind."""
    if blank.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'store.db'}"
    return request.getfixturevalue("cluster").database()


@pytest.fixture
def store(request, blank, tmp_path):
    if blank.startswith("sqlite"):
        path = tmp_path / "copy.db"
        path.write_bytes(Path(blank.removeprefix("sqlite:///")).read_bytes())
        copied = f"sqlite:///{path}"
    else:
        copied = request.getfixturevalue("cluster").database(template=blank)
    opened = Store.open(copied, logic=Plain())
    yield opened
    opened.close()


@pytest.fixture
def post(store):
    return Post(store, count(1))
