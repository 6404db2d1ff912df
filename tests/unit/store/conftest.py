"""A store in a temporary file, and mail to put into it."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from store import Store
from store.database import connect
from tests.unit.store.posting import NOTICE, Plain, Post

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory) -> Path:
    """A migrated store, made once and copied for each test."""
    path = tmp_path_factory.mktemp("store") / "empty.db"
    store = Store.open(f"sqlite:///{path}", upgrade=True)
    with store.begin() as tx:
        tx.notices.put(NOTICE)
    store.close()
    return path


def hurry(connection, _record):
    """No test here pulls the plug, and each commit that waits for the disk would cost it milliseconds."""
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture
def store(empty_store, tmp_path):
    path = tmp_path / "store.db"
    path.write_bytes(empty_store.read_bytes())
    opened = Store(connect(f"sqlite:///{path}"), Plain())
    event.listen(opened.engine, "connect", hurry)
    yield opened
    opened.close()


@pytest.fixture
def post(store):
    return Post(store, count(1))
