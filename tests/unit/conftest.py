"""What the tests of several rooms stand on."""

from __future__ import annotations

import gc
import sqlite3
from contextlib import closing
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.util import LRUCache
from typer import testing

from store import Store
from store.database.engines import connect
from tests.opinion_keys import KeysInMemory
from tests.unit.store.posting import Scenes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPINION_KEYS = KeysInMemory()
"""Every store here has the same: what is written by one test's store is copied for another's."""

gc.disable()  # until all tests are collected: what is imported stays


def pytest_collection_finish():
    """The rooms, their libraries and the tests themselves are never garbage: to look through them again and again for
    some would be a tenth of what the tests cost.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def statements():
    """Every store on SQLite takes the dialect and the compiled statements of one engine, which no test can change.

    A statement costs more to compile than to carry out, and each engine would compile all of them anew.
    """
    first, compiled, made = connect("sqlite://"), LRUCache(5000), Store.__init__
    with first.connect():  # by which a dialect comes to know its database
        pass

    def sharing(store, engine, *rest, **named):
        if engine.dialect.name == first.dialect.name:
            engine.dialect, engine._compiled_cache = first.dialect, compiled
        made(store, engine, *rest, **named)
        store.opinion_keys = OPINION_KEYS

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "__init__", sharing)
        yield
    first.dispose()


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


@pytest.fixture(scope="session", autouse=True)
def one_command_line():
    """Typer makes all commands anew for each that a test types: more than half of what most of them cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(testing, "_get_command", cache(testing._get_command))
        yield
