"""What the tests of one process would else prepare anew each time: the command line, statements, an empty store."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.util import LRUCache
from typer import testing

from store import Store
from store.database.engines import sqlite_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def copied_when_new(upgrade: Callable[[Store], None]) -> Callable[[Store], None]:
    """As `upgrade` does; but a new store on SQLite is a copy of the first one that it made."""
    first: list[bytes] = []

    def upgraded(store: Store) -> None:
        path = Path(sqlite_file(store.engine) or "")
        is_new = bool(path.name) and path.parent.is_dir() and not (path.exists() and path.stat().st_size)
        if is_new and first:
            path.touch(mode=0o600)
            path.write_bytes(first[0])
        upgrade(store)
        if is_new and not first:
            with closing(sqlite3.connect(path)) as made:
                first.append(made.serialize())

    return upgraded


@contextmanager
def once() -> Iterator[None]:
    """Commands are put together once, each statement is compiled once for each kind of database, and the migrations
    make one empty store on SQLite.

    Typer makes all commands anew for each that a test types. A statement costs more to compile than to carry out, and
    each engine would compile all of them anew.
    """
    known: dict[str, Any] = {}
    compiled, made, put_together = LRUCache(5000), Store.__init__, testing._get_command

    def sharing(store: Store, engine: Any, *rest: Any, **named: Any) -> None:
        known.setdefault(engine.dialect.name, engine.dialect)
        if known[engine.dialect.name].default_schema_name is None:  # it has met no database yet
            known[engine.dialect.name] = engine.dialect
        engine.dialect, engine._compiled_cache = known[engine.dialect.name], compiled
        made(store, engine, *rest, **named)

    Store.__init__ = sharing  # type: ignore[method-assign]
    testing._get_command = cache(put_together)
    upgrade = Store.upgrade
    Store.upgrade = copied_when_new(upgrade)  # type: ignore[method-assign]
    try:
        yield
    finally:
        Store.__init__, Store.upgrade = made, upgrade  # type: ignore[method-assign]
        testing._get_command = put_together
