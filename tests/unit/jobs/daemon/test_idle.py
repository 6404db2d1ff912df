from __future__ import annotations

import queue
import threading

import pytest

from ingest.errors import MailboxUnreachable
from jobs.daemon.idle import IdleListener, pause_after

SOON = 600.0


class Fake:
    """A mailbox whose `wait` answers what the test says, and whose bell rings through."""

    name = "a"

    def __init__(self):
        self.answers = queue.Queue()
        self.waiting = threading.Semaphore(0)
        self.inside = threading.Lock()

    def wait(self, seconds):
        del seconds
        with self.inside:
            self.waiting.release()
            answer = self.answers.get(timeout=SOON)
            if isinstance(answer, Exception):
                raise answer
            return answer

    def interrupt(self):
        self.answers.put(item=False)


@pytest.fixture
def heard():
    return queue.Queue()


@pytest.fixture
def mailbox():
    return Fake()


@pytest.fixture
def ear(mailbox, heard):
    listening = IdleListener(mailbox, heard.put)
    listening.start()
    yield listening
    listening.close()


def test_news_is_told_once_and_then_waits_to_be_let_listen(ear, mailbox, heard):
    ear.listen()
    mailbox.answers.put(item=True)
    assert heard.get(timeout=SOON) == "a"
    ear.pause()
    assert heard.empty()
    ear.listen(heard=True)
    mailbox.answers.queue.clear()
    mailbox.answers.put(item=True)
    assert heard.get(timeout=SOON) == "a"


def test_a_broken_connection_is_news_for_the_poll_to_mend(ear, mailbox, heard):
    ear.listen()
    mailbox.answers.put(MailboxUnreachable("a", "gone"))
    assert heard.get(timeout=SOON) == "a"


def test_a_bell_that_rang_too_late_does_not_make_it_deaf(ear, mailbox, heard):
    ear.listen()
    mailbox.answers.put(item=False)
    mailbox.answers.put(item=True)
    assert heard.get(timeout=SOON) == "a"


def test_once_paused_the_connection_is_the_callers_and_nothing_is_told(ear, mailbox, heard):
    ear.listen()
    assert mailbox.waiting.acquire(timeout=SOON)
    ear.pause()
    assert mailbox.inside.acquire(timeout=SOON)
    mailbox.inside.release()
    assert heard.empty()


def test_a_server_that_babbles_is_left_alone_longer_and_longer():
    assert [pause_after(count) for count in range(5)] == [0.0, 0.5, 1.0, 2.0, 4.0]
    assert pause_after(1000) == 60.0
