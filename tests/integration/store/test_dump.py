"""The dump that a backup of a PostgreSQL store is made of."""

from __future__ import annotations

import pytest

from jobs.backup import dump_postgresql
from jobs.errors import UnreachableError


def test_a_dump_is_of_the_server_that_the_url_names(cluster, tmp_path):
    dump_postgresql(cluster.database(), tmp_path / "store.dump")
    assert (tmp_path / "store.dump").read_bytes().startswith(b"PGDMP")


def test_a_server_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UnreachableError, match=str(tmp_path)):
        dump_postgresql(f"postgresql://postgres@/none?host={tmp_path}", tmp_path / "store.dump")
