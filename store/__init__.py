"""The store: what is remembered. `Store.open(url)` is the way in."""

from store.store import Store

__all__ = ["Store"]
