"""Remembers: messages, applications, people's words, search, what the page and the commands read.

`Store.open(url)` is the way in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.store import Store as Store

__all__ = ["Store"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever a module has
    """`Store`, loaded when it is asked for: it brings SQLAlchemy, which errors and values do without."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from store.store import Store  # noqa: PLC0415 - see above

    return Store
