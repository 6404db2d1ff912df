"""Letters on both databases: of many who want to send one, one does, and there is one sender."""

from __future__ import annotations

import threading

import pytest

from store import Store
from store.errors import LetterMoved, LetterTwice, StoreLocked
from store.letters.states import LetterState
from tests.unit.store.letters.test_letters import DRAFT, NOW, seal


def at_once(many, work):
    """Do it in so many threads at the same moment; whatever each came to."""
    barrier, came = threading.Barrier(many), []

    def begin(number):
        barrier.wait()
        try:
            came.append(work(number))
        except (LetterMoved, LetterTwice) as exc:
            came.append(type(exc))

    threads = [threading.Thread(target=begin, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def test_two_recruiters_at_once_make_one_letter_and_two_senders_send_it_once(store, post):
    post.take_in()

    def draft(number):
        with store.begin() as tx:
            return tx.letters.draft(DRAFT, f"recruiter {number}").id

    def claim(number):
        with store.begin() as tx:
            return tx.letters.claim(1, str(number), seal, way="smtp").id

    assert sorted(at_once(6, draft), key=str).count(LetterTwice) == 5
    with store.begin() as tx:
        tx.letters.approve(1, "mireille", revision=1)
    assert sorted(at_once(6, claim), key=str).count(LetterMoved) == 5
    with store.begin() as tx:
        assert tx.letters.doubt_abandoned("candidatures") == (1,)
        assert tx.letters.get(1).state == LetterState.DOUBTFUL
        assert tx.letters.attempted_since(NOW.replace(year=2000))


def test_there_is_one_sender_whatever_the_daemon_does(store):
    other = Store(store.engine)
    with store.alone(), store.sending(), pytest.raises(StoreLocked, match="being sent already"), other.sending():
        pass
    with other.sending():
        pass
