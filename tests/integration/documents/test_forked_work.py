from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

from parsers.documents.external.forked_work import frames


def bounded(work, *, cpu_seconds=1, most=1 << 20):
    return frames(work, cpu_seconds=cpu_seconds, silence=60, most=most)


def test_frames_come_in_order_whatever_their_size():
    sent = [b"", b"a", b"b" * 500_000, b"\0"]
    assert bounded(lambda send: [send(frame) for frame in sent]) == sent


def test_a_child_that_dies_loses_only_what_it_had_not_sent():
    def work(send):
        send(b"first")
        os.kill(os.getpid(), signal.SIGSEGV)

    assert bounded(work) == [b"first"]


def test_a_child_that_hangs_is_ended():
    def work(send):
        send(b"first")
        while True:
            pass

    assert bounded(work) == [b"first"]


def test_a_fault_in_the_child_is_no_fault_of_the_parent():
    def work(send):
        send(b"first")
        raise KeyboardInterrupt

    assert bounded(work) == [b"first"]


def test_a_child_that_answers_without_end_is_cut_off():
    def work(send):
        while True:
            send(b"x" * 1000)

    assert sum(map(len, bounded(work, most=100_000))) <= 100_000


def test_no_child_and_no_descriptor_is_left():
    descriptors = Path("/proc/self/fd")
    before = len(list(descriptors.iterdir()))
    bounded(lambda send: send(b"x"))
    assert len(list(descriptors.iterdir())) == before
    with suppress(ChildProcessError):
        assert os.waitpid(-1, os.WNOHANG) == (0, 0)
