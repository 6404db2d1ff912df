"""The small store of the unit tests, which these send thousands of requests."""

from tests.unit.conftest import migrated, opinion_keys, scenes, stores
from tests.unit.store.conftest import empty_store, post, store

__all__ = ["empty_store", "migrated", "opinion_keys", "post", "scenes", "store", "stores"]
