"""The DPO's table of who may see what is what addresses and commands declare."""

from __future__ import annotations

from docs import access


def test_the_table_is_what_is_declared():
    page = access.PAGE.read_text("utf-8")
    assert page == access.written(page), "python -m docs.access"
    assert page.count(access.BEGIN) == page.count(access.END) == 1
    assert "| the chair; recruiters where none is named | access_log | `GET /access` |" in page
    assert "| operators who are given all notices | access | `candidatures access` |" in page
