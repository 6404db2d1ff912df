"""What the tests of one process would else prepare anew each time: the command line, and compiled statements."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy.util import LRUCache
from typer import testing

from store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def once() -> Iterator[None]:
    """Commands are put together once, and each statement is compiled once for each kind of database.

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
    try:
        yield
    finally:
        Store.__init__ = made  # type: ignore[method-assign]
        testing._get_command = put_together
