"""What workers tell of themselves is one note, to which each adds its own."""

from __future__ import annotations

from shutil import copyfile
from types import SimpleNamespace

import pytest

from jobs.daemon.workers.tasks import Tasks
from jobs.runtime.daemon_state import KEY, DaemonState
from store.store import Store


@pytest.fixture
def tasks(tmp_path, migrated):
    made = Store.open(f"sqlite:///{copyfile(migrated, tmp_path / 'store.db')}")
    place = SimpleNamespace(store=made, archive=SimpleNamespace(folder=tmp_path))
    yield Tasks(place, worker="one", stopping=lambda: False)
    made.close()


def test_who_tells_a_trouble_leaves_those_of_others(tasks):
    tasks._change_note(lambda note: DaemonState(pid=note.pid + 1, troubles={"retention": "soon", "letters": "wait"}))
    tasks._tell("letters", None)
    assert tasks._note().troubles == {"retention": "soon"}
    tasks._tell("letters", "wait again")
    with tasks._place.store.peek() as transaction:
        note = DaemonState.from_json(transaction.health.get(KEY))
    assert note == DaemonState(pid=1, troubles={"retention": "soon", "letters": "wait again"})
