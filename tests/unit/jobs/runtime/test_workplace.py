"""What a workplace takes up anew from the store, before each look and each mail."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import event

from jobs.config import configuration
from jobs.runtime.workplace import open_workplace
from tests.maildirs import Maildirs


@pytest.fixture
def place(tmp_path):
    with open_workplace(configuration.load(Maildirs.make(tmp_path).configure())) as opened:
        yield opened


def test_notices_are_read_again_only_when_some_have_changed(place):
    asked = []
    event.listen(place.store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert not place.renew()
    assert not any("FROM notices" in statement for statement in asked)
    changed = replace(place.notices[0], title="Autre titre")
    with place.store.begin() as transaction:
        transaction.notices.put(changed)
    copy = replace(place)  # another job's view
    assert place.renew()
    assert copy.renew()
    assert place.notices == copy.notices == (changed,)
