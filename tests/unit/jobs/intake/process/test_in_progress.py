from __future__ import annotations

from shutil import copyfile

import pytest

from jobs.intake.process.in_progress import InProgress, hung, stopped
from store.store import Store


@pytest.fixture
def folder(tmp_path):
    """Where the originals are."""
    return tmp_path


@pytest.fixture
def store(tmp_path, migrated):
    made = Store.open(f"sqlite:///{copyfile(migrated, tmp_path / 'store.db')}")
    yield made
    made.close()


@pytest.fixture(autouse=True)
def kernel(monkeypatch):
    """Its count of those that it killed for want of memory, in a list."""
    count = [7]
    monkeypatch.setattr("jobs.runtime.memory.kernel_kills", lambda: count[0])
    return count


def after_a_death(store, folder):
    again = InProgress(store, folder)
    again.recover()
    return again


def test_what_was_being_read_when_memory_ran_out_is_suspect_until_it_is_read(store, folder, kernel):
    one = InProgress(store, folder)
    one.recover()
    for message in (3, 4, 5):
        one.begin(message)
    with store.begin() as transaction:
        one.end(transaction, 3)
    kernel[0] += 1
    again = after_a_death(store, folder)
    assert [again.is_suspect(message) for message in (3, 4, 5, 6)] == [False, True, True, False]
    with store.begin() as transaction:
        again.end(transaction, 4)
    again = after_a_death(store, folder)
    assert [again.is_suspect(message) for message in (4, 5)] == [False, True]


def test_a_kill_from_outside_makes_nobody_suspect(store, folder):
    one = InProgress(store, folder)
    one.begin(3)
    assert not after_a_death(store, folder).is_suspect(3)


def test_who_leaves_of_his_own_will_suspects_nobody(store, folder, kernel):
    one = InProgress(store, folder)
    one.begin(3)
    stopped(store)
    kernel[0] += 1
    assert not after_a_death(store, folder).is_suspect(3)


def test_what_a_transaction_that_was_rolled_back_ended_is_still_under_way(store, folder, kernel):
    one = InProgress(store, folder)
    one.begin(3)
    with store.rehearse() as transaction:
        one.end(transaction, 3)
    kernel[0] += 1
    assert after_a_death(store, folder).is_suspect(3)


def test_what_was_being_read_when_the_watchdog_ended_the_program_is_suspect_once(store, folder):
    one = InProgress(store, folder)
    one.recover()
    one.begin(3)
    hung(folder)
    again = after_a_death(store, folder)
    assert [again.is_suspect(message) for message in (3, 4)] == [True, False]
    again.begin(4)
    assert not after_a_death(store, folder).is_suspect(4)
