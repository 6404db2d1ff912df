"""A store in a temporary file, and mail to put into it."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from store import Store
from store.database.engines import connect
from tests.unit.store.posting import NOTICE, Plain, Remembering

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory, migrated) -> Path:
    """A migrated store with a notice, made once and copied for each test."""
    return with_notice(migrated, tmp_path_factory.mktemp("store") / "empty.db")


def with_notice(migrated: Path, path: Path) -> Path:
    path.write_bytes(migrated.read_bytes())
    store = Store.open(f"sqlite:///{path}")
    with store.begin() as tx:
        tx.notices.put(NOTICE)
    store.close()
    return path


def hurry(connection, _record):
    """No test here pulls the plug, and each commit that waits for the disk would cost it milliseconds."""
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture
def store(empty_store, stores):
    path = next(stores)
    with copied(empty_store, path) as opened:
        yield opened
    path.unlink()


@contextmanager
def copied(empty_store, path):
    """A store of its own for a test."""
    path.write_bytes(empty_store.read_bytes())
    opened = Store(connect(f"sqlite:///{path}"), Plain())
    event.listen(opened.engine, "connect", hurry)
    yield opened
    opened.close()


@pytest.fixture
def post(store, scenes):
    return Remembering(store, count(1), scenes)
