"""What the tests of several rooms stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Path:
    """An empty SQLite store of the newest schema, made once: copy it."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    Store.open(f"sqlite:///{path}", upgrade=True).close()
    return path
