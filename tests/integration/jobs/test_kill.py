"""Nothing is lost and nothing doubled, wherever a poll dies or meets another.

The long run: python -m tests.killing moments FOLDER N.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import commands, killing
from tests.maildirs import Maildirs
from tests.running import Running, command

pytestmark = pytest.mark.long
MOMENTS = int(os.environ.get("CANDIDATURES_KILLS", "200"))
ROOT = Path(__file__).parents[3]


def figures(*words):
    done = subprocess.run(
        [sys.executable, "-m", "tests.killing", *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_killed_at_every_named_point_the_next_poll_ends_as_if_nothing_had_been(tmp_path):
    told = figures("points", tmp_path)
    assert told["differing"] == []
    assert told["kills"] == 2 * len(told["points"])
    assert {"poll.fetched", "archive.fsync", "archive.rename", "poll.record", "process.replace"} <= set(told["points"])


@pytest.mark.soak("hundreds of kills at random moments; `make test` kills at every named point")
@pytest.mark.timeout(900)
def test_killed_at_random_moments_it_ends_as_if_nothing_had_been(tmp_path):
    told = figures("moments", tmp_path, MOMENTS)
    assert told["differing"] == [], told  # with the seed, to have the same moments again
    assert told["kills"] >= MOMENTS


@pytest.fixture
def maildirs(tmp_path):
    filled = Maildirs.make(tmp_path)
    for index, (mailbox, original, arrived) in enumerate(killing.mails(12)):
        filled.deliver(mailbox, original, arrived, f"{index:06}.test")
    return filled


def test_two_polls_at_once_are_as_one(maildirs):
    alone, both = (maildirs.configure(maildirs.folder / name) for name in ("alone", "both"))
    assert command(alone, "poll").returncode == 0
    polls = [commands.begin(["poll", "--config", str(both)], [0, 1, 2]) for _ in range(2)]
    assert [one.wait() for one in polls] == [0, 0]
    assert killing.result(both) == killing.result(alone)


@pytest.mark.soak("kills a daemon four times; `make test` kills polls at every named point, and a worker")
@pytest.mark.timeout(600)
def test_the_daemon_killed_with_its_workers_at_work_fails_no_innocent_message(maildirs):
    expected_at = maildirs.configure(maildirs.folder / "undisturbed", closes_at="2099-01-01")
    assert command(expected_at, "poll").returncode == 0
    config = maildirs.configure(maildirs.folder / "killed", closes_at="2099-01-01", interval=1)
    dice = random.Random(5)
    for _ in range(4):  # more than the three tries that a message has
        with Running(config) as daemon:
            for _ in range(dice.randrange(1, 3)):
                daemon.until("message read") if not daemon.said("poll made") else None
            daemon.send(signal.SIGKILL)
            assert daemon.ended() == -signal.SIGKILL
    assert command(config, "poll").returncode == 0
    assert killing.result(config) == killing.result(expected_at)
    assert command(config, "failed").returncode == 0
