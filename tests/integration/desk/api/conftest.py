"""The small store of the unit tests, which these send thousands of requests."""

from tests.unit.conftest import migrated, scenes, statements, stores
from tests.unit.store.conftest import empty_store, post, store

__all__ = ["empty_store", "migrated", "post", "scenes", "statements", "store", "stores"]
