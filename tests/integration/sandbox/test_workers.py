from __future__ import annotations

import fcntl
import os
import pickle
import resource
import select
import signal
import socket
import sys
from contextlib import suppress

import pytest
import worker_deeds

from jobs.sandbox.answers import ENDS, TaskFailed
from jobs.sandbox.confinement import Confinement, landlock_abi
from jobs.sandbox.errands import LENGTH
from jobs.sandbox.pool import Pool, clean_environment
from parsers.values.problems import Reason
from tests.processes import below

DEEDS = ("worker_deeds",)


@pytest.fixture(scope="module")
def pool():
    with Pool(2, seconds=20, preload=DEEDS) as pool:
        yield pool


def failure(future) -> TaskFailed:
    with pytest.raises(TaskFailed) as caught:
        future.result()
    return caught.value


def test_a_task_gives_its_result(pool):
    assert [pool.submit(worker_deeds.double, n).result() for n in range(3)] == [0, 2, 4]


def test_a_session_does_task_after_task_in_one_worker(pool):
    session = pool.session(seconds=20)
    assert [session.ask(worker_deeds.double, n) for n in range(3)] == [0, 2, 4]
    assert [session.ask(worker_deeds.count_on) for _ in range(3)] == [1, 2, 3]
    assert [pool.submit(worker_deeds.count_on).result() for _ in range(2)] == [1, 1]
    assert session.lasts(1)
    assert not session.lasts(21)
    session.close()
    assert not session.lasts(0)


def test_a_session_whose_worker_is_lost_says_so_and_is_over(pool):
    session = pool.session(seconds=20)
    assert session.ask(worker_deeds.double, 4) == 8
    with pytest.raises(TaskFailed) as caught:
        session.ask(worker_deeds.segfault)
    assert caught.value.reason is Reason.CRASHED
    assert not session.lasts(0)
    with pytest.raises(TaskFailed):
        session.ask(worker_deeds.double, 4)


def test_a_session_ends_at_its_time(pool):
    session = pool.session(seconds=0.3)
    with pytest.raises(TaskFailed) as caught:
        session.ask(worker_deeds.sleep_for_ever)
    assert caught.value.reason is Reason.TIMEOUT
    assert not session.lasts(0)


@pytest.fixture
def many_descriptors():
    """This process may have 2,000 and more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.usefixtures("many_descriptors")
def test_a_session_is_looked_at_among_many_descriptors(pool):
    session = pool.session(seconds=20)
    with session._ours as low:
        session._ours = socket.socket(fileno=fcntl.fcntl(low, fcntl.F_DUPFD_CLOEXEC, 2000))
    session.give(worker_deeds.sleep_for_ever)
    assert not session.has_answered
    session.close()
    assert session.has_answered


def test_a_session_that_can_not_be_begun_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere"))
    with Pool(1) as pool, pytest.raises(TaskFailed) as caught:
        pool.session(seconds=20)
    assert caught.value.reason is Reason.CRASHED


def test_a_session_works_while_we_do_something_else(pool):
    session = pool.session(seconds=20)
    session.give(worker_deeds.double, 4)
    select.select([session._ours], [], [], 20)
    assert session.has_answered
    assert session.answer() == 8
    session.give(worker_deeds.sleep_for_ever)
    assert not session.has_answered
    session.close()
    assert session.has_answered
    with pytest.raises(TaskFailed):
        session.answer()
    with pytest.raises(TaskFailed):
        session.give(worker_deeds.double, 4)


def test_a_task_that_hangs_is_killed_and_the_others_go_on(pool):
    hung = pool.submit(worker_deeds.sleep_for_ever, seconds=0.3)
    others = [pool.submit(worker_deeds.double, n) for n in range(4)]
    assert failure(hung).reason is Reason.TIMEOUT
    assert [other.result() for other in others] == [0, 2, 4, 6]


def test_a_worker_knows_when_it_will_be_ended(pool):
    assert 0 < pool.submit(worker_deeds.seconds_left, seconds=50).result() <= 50


def test_a_segfault_costs_only_its_task(pool):
    assert failure(pool.submit(worker_deeds.segfault)).reason is Reason.CRASHED
    assert pool.submit(worker_deeds.double, 4).result() == 8


def test_memory_beyond_the_limit_is_too_large(pool):
    assert failure(pool.submit(worker_deeds.eat_memory)).reason is Reason.TOO_LARGE


def test_processor_time_is_limited():
    with Pool(1, confinement=Confinement(cpu=1), seconds=30, preload=DEEDS) as small:
        assert failure(small.submit(worker_deeds.burn_processor)).reason is Reason.TIMEOUT


def test_an_exception_is_told_with_its_words(pool):
    assert "TypeError" in str(failure(pool.submit(worker_deeds.double)))


def test_the_environment_is_not_inherited(monkeypatch):
    monkeypatch.setenv("MAIL_PASSWORD", "not-for-workers")
    with Pool(1, preload=DEEDS) as fresh:
        seen = fresh.submit(worker_deeds.environment).result()
    assert "not-for-workers" not in seen.values()
    assert set(seen) <= {*clean_environment(""), "LC_CTYPE", ENDS}


def test_no_descriptor_of_the_daemon_is_inherited(pool, tmp_path):
    with (tmp_path / "secret").open("w"):
        assert len(pool.submit(worker_deeds.descriptors).result()) <= 5


@pytest.mark.skipif(not landlock_abi(), reason="the kernel has no Landlock")
def test_nothing_is_written_outside_the_own_folder(pool, tmp_path):
    assert pool.submit(worker_deeds.write_to, str(tmp_path / "outside")).result() == "PermissionError"
    assert pool.submit(worker_deeds.write_to, "inside").result() == "written"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not landlock_abi(), reason="the kernel has no Landlock")
def test_the_files_of_the_daemon_are_not_read(pool, tmp_path):
    (tmp_path / "secret").write_text("password")
    assert pool.submit(worker_deeds.read_from, str(tmp_path / "secret")).result() == "PermissionError"


def test_there_is_no_network(pool):
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert pool.submit(worker_deeds.connect, server.getsockname()[1]).result() == "PermissionError"


def test_children_that_a_worker_leaves_behind_are_ended(pool):
    before = below(pool.zygote_pid)
    pool.submit(worker_deeds.leave_a_child).result()
    assert below(pool.zygote_pid) <= before


@pytest.mark.parametrize(
    "body",
    [
        pickle.dumps(print),
        b"r" + LENGTH.pack(1 << 60) + b"7",
        b"r" + LENGTH.pack(4) + b'"no"',
        b"r" + LENGTH.pack(400_000) + b"[" * 400_000,
        b"",
    ],
    ids=["pickle", "length", "type", "depth", "nothing"],
)
def test_a_hostile_answer_of_a_real_worker_fails_its_task_alone(pool, body):
    assert failure(pool.submit(worker_deeds.answer_raw, LENGTH.pack(len(body)) + body)).reason is Reason.CRASHED
    assert pool.submit(worker_deeds.double, 4).result() == 8


def test_an_answer_longer_than_it_said_or_endless_is_refused(pool, monkeypatch):
    monkeypatch.setattr("jobs.sandbox.pool.ANSWER_BYTES", 1 << 20)
    for data in (LENGTH.pack(2) + b"r7" + b"more", LENGTH.pack(1 << 40), LENGTH.pack(9) + bytes(4 << 20)):
        assert failure(pool.submit(worker_deeds.answer_raw, data)).reason in {Reason.CRASHED, Reason.TOO_LARGE}


def test_a_pool_whose_zygote_was_killed_starts_another(pool):
    assert pool.submit(worker_deeds.double, 1).result() == 2
    os.kill(pool.zygote_pid, signal.SIGKILL)
    with suppress(TaskFailed):  # the task may have been handed over before the death was seen
        pool.submit(worker_deeds.double, 1).result()
    assert pool.submit(worker_deeds.double, 5).result() == 10
