"""The DPO's table of who may see what has every address and command."""

from __future__ import annotations

from desk.web.access import DECLARED
from docs import access
from jobs.runtime import looks


def test_the_table_is_what_is_declared():
    table = access.table()
    assert [name for name in DECLARED if f"`{name}`" not in table] == []
    assert [name for name in looks.DECLARED if f"`candidatures {name}`" not in table] == []
    assert "| the chair; recruiters where none is named | access_log | `GET /access` |" in table
    assert "| operators who are given all notices | access | `candidatures access` |" in table
