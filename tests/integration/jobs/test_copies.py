"""One mail in both mailboxes is one message, although a worker was killed before it could tell whose a copy is."""

from __future__ import annotations

import os
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace

import pytest

from ingest import failpoint
from jobs.config import configuration
from jobs.intake.poll import polling
from jobs.intake.poll.worker_tasks import identities_task
from jobs.runtime.workplace import open_store, open_workplace
from jobs.sandbox.answers import TaskFailed
from parsers.values.problems import Reason
from tests import killing
from tests.maildirs import Maildirs

TRACE = b"Received: from mx by b; Sun, 1 Feb 2026 08:00:00 +0000\r\n"
MAIL = killing.mail(0, killing.FIRST)


class Killed(killing.Inline):
    """A pool that loses each worker which is to tell whose a mail is, of the first `times` that are asked."""

    def __init__(self, times):
        self.times = times

    def submit(self, function, *arguments, **limits):
        if function is not identities_task or not self.times:
            return super().submit(function, *arguments, **limits)
        self.times -= 1
        lost = Future()
        lost.set_exception(TaskFailed(Reason.CRASHED, "killed"))
        return lost


@pytest.fixture
def maildirs(tmp_path):
    made = Maildirs.make(tmp_path)
    made.deliver("a", MAIL, killing.FIRST, "0.test")
    made.deliver("b", TRACE + MAIL, killing.FIRST, "1.test")
    return made


def run(config, *, killed=0):
    settings = configuration.load(config)
    with open_workplace(settings) as place:
        polling.run(replace(place, pool=Killed(killed)), polling.open_mailboxes(settings))


def messages(config):
    """By message, its state, how many mailboxes show it and its application."""
    with closing(open_store(configuration.load(config))) as store, store.read() as views:
        return [(one.id, one.state, len(one.mailboxes), one.application_id) for one in views.messages()]


JOINED = [(1, "parsed", 2, 1)]


@pytest.mark.parametrize("killed", [2, 4], ids=["one", "both"])
def test_the_next_pass_joins_copies_that_no_worker_told(maildirs, killed):
    """Each is asked for with others, and then alone."""
    config = maildirs.configure()
    run(config, killed=killed)
    assert messages(config) == [(1, "parsed", 1, 1), (2, "parsed", 1, 1)]
    run(config)
    assert messages(config) == JOINED
    run(config)
    assert messages(config) == JOINED


@pytest.mark.parametrize("point", ["process.replaced:1", "process.replace:2"])
def test_a_pass_that_is_killed_on_the_way_leaves_it_to_the_next(maildirs, point):
    config = maildirs.configure()
    os.environ[failpoint.VARIABLE] = point
    assert not killing.forked(lambda: run(config, killed=2))
    del os.environ[failpoint.VARIABLE]
    run(config)
    run(config)
    assert messages(config) == JOINED


def test_a_copy_that_comes_after_the_reading_is_known_at_once(tmp_path):
    maildirs = Maildirs.make(tmp_path)
    config = maildirs.configure()
    maildirs.deliver("a", MAIL, killing.FIRST, "0.test")
    run(config, killed=2)
    maildirs.deliver("b", TRACE + MAIL, killing.FIRST, "1.test")
    run(config)
    assert messages(config) == JOINED


def test_what_people_wrote_on_the_copy_keeps_it(maildirs):
    config = maildirs.configure()
    run(config, killed=2)
    with closing(open_store(configuration.load(config))) as store, store.begin() as transaction:
        transaction.reviews.dismiss(2, "anne", "sent to somebody else")
    run(config)
    assert [one[:3] for one in messages(config)] == [(1, "parsed", 1), (2, "parsed", 1)]
