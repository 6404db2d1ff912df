"""What the tests of several rooms stand on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import count
from typing import TYPE_CHECKING

import pytest

from store import Store
from tests.opinion_keys import KeysInMemory
from tests.unit.store.posting import Scenes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPINION_KEYS = KeysInMemory()
"""Every store here has the same: what is written by one test's store is copied for another's."""


@pytest.fixture(scope="session", autouse=True)
def opinion_keys():
    """A store has its keys in memory."""
    made = Store.__init__

    def keyed(store, *rest, **named):
        made(store, *rest, **named)
        store.opinion_keys = OPINION_KEYS

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "__init__", keyed)
        yield


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Path:
    """An empty SQLite store of the newest schema, made once: copy it."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    Store.open(f"sqlite:///{path}", upgrade=True).close()
    _shrink(path)
    return path


def _shrink(path):
    """Each of a hundred tables and indices takes a page at least, and most stay empty: small ones are copied sooner."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode=DELETE; PRAGMA page_size=1024; VACUUM; PRAGMA journal_mode=WAL")


@pytest.fixture(scope="session")
def stores(tmp_path_factory) -> Iterator[Path]:
    """Where the next test's store is: in one folder, for a folder for each would have to be made and cleared away."""
    folder = tmp_path_factory.mktemp("stores")
    return (folder / f"{number}.db" for number in count(1))


@pytest.fixture(scope="session")
def scenes():
    """Stores as mails left them, for `posting.Remembering`."""
    kept = Scenes()
    yield kept
    kept.close()
