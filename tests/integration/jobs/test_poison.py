"""A message that kills its worker: three tries in all, over restarts; only deaths that were seen count."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from jobs import configuration, passes, reingesting
from jobs.commands import app
from jobs.reingesting import Selection
from jobs.tasks import message_task
from jobs.workers import TaskFailed
from jobs.workplace import open_workplace
from parsers.values import Reason
from tests import killing
from tests.maildirs import Maildirs


class Poisoned(killing.Inline):
    """A pool whose worker dies of one message."""

    def submit(self, function, *arguments, seconds=None):
        if function is message_task and b"poison" in arguments[0]:
            future = Future()
            future.set_exception(TaskFailed(Reason.CRASHED, "the worker ended with -11"))
            return future
        return super().submit(function, *arguments, seconds=seconds)


@pytest.fixture
def config(tmp_path):
    maildirs = Maildirs.make(tmp_path)
    for index, (mailbox, original, arrived) in enumerate(killing.mails(4)):
        maildirs.deliver(mailbox, original, arrived, f"{index:06}.test")
    poison = killing.mails(20)[-2][1].replace(b"Bonjour", b"poison")
    maildirs.deliver("a", poison, killing.FIRST, "000000.poison")
    return maildirs.configure()


def run(config, pool):
    """One pass after a start: what became of the messages, by state."""
    settings = configuration.load(config)
    with open_workplace(settings) as place:
        passes.run(replace(place, pool=pool), passes.open_mailboxes(settings))
        with place.store.read() as views:
            return sorted(message.state for message in views.messages())


def test_three_tries_in_all_over_restarts_and_the_queue_goes_on(config):
    assert run(config, Poisoned()) == ["archived", *["parsed"] * 4]
    assert run(config, Poisoned()) == ["archived", *["parsed"] * 4]
    assert run(config, Poisoned()) == ["failed", *["parsed"] * 4]
    assert run(config, Poisoned()) == ["failed", *["parsed"] * 4]
    listed = CliRunner().invoke(app, ["failed", "--config", str(config)])
    assert listed.exit_code == 1
    assert "the worker ended with -11" in listed.output
    assert "1 failed; again with: candidatures reingest --failed" in listed.output


def test_its_application_is_there_all_the_same_and_reingest_takes_it_up(config):
    for _ in range(3):
        run(config, Poisoned())
    settings = configuration.load(config)
    with open_workplace(settings) as place:
        with place.store.read() as views:
            (failed,) = views.to_sort().failed
            assert failed.application_id is not None
        reingesting.run(replace(place, pool=killing.Inline()), Selection(failed=True), progress=lambda: None)
        with place.store.read() as views:
            assert views.to_sort().failed == ()
