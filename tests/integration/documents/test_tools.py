"""External programs are bounded by the processor time they take, and by the end of whoever waits for them."""

from __future__ import annotations

import resource
import sys
import time

import pytest

from parsers.documents.external.tools import (
    ADDRESS_SPACE_KIB,
    LEFT_LEAST,
    PAGES_UNTIL,
    Tools,
    processor_time_of_programs,
    run,
)
from parsers.errors import Unreadable
from parsers.values.problems import Reason

FOREVER = "import sys\nwhile True: pass"
BOUNDS = "import resource; print(resource.getrlimit(resource.RLIMIT_CPU)[0], resource.getrlimit(resource.RLIMIT_AS)[0])"


def python(code, folder, *, cpu_seconds=20, seconds=500, data=b""):
    return run([sys.executable, "-I", "-c", code], folder=folder, data=data, cpu_seconds=cpu_seconds, seconds=seconds)


def test_what_computes_without_end_is_ended_by_its_processor_time(tmp_path):
    began = processor_time_of_programs()
    with pytest.raises(Unreadable, match="processor time") as refusal:
        python(FOREVER, tmp_path, cpu_seconds=1)
    assert refusal.value.reason is Reason.TIMEOUT
    assert 0.5 < processor_time_of_programs() - began < 3


def test_what_waits_without_end_is_ended_by_the_wall_clock(tmp_path):
    with pytest.raises(Unreadable) as refusal:
        python("import threading; threading.Event().wait()", tmp_path, seconds=0.5)
    assert refusal.value.reason is Reason.TIMEOUT


def test_a_lower_limit_of_the_caller_stays(tmp_path):
    code = (
        "import resource; from pathlib import Path; from parsers.documents.external.tools import run; import sys\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (7, 9))\n"
        f"print(run([sys.executable, '-I', '-c', {BOUNDS!r}], folder=Path('.'), cpu_seconds=30, seconds=500).decode())"
    )
    soft, *_ = python("import sys; sys.path[:] = " + repr(sys.path) + "\n" + code, tmp_path).split()
    assert int(soft) == 7


def test_a_program_has_the_limits_it_was_given(tmp_path):
    processor, memory = map(int, python(BOUNDS, tmp_path, cpu_seconds=11).split())
    assert processor == 11
    assert memory == ADDRESS_SPACE_KIB << 10


def test_a_program_that_falls_is_told_from_one_that_is_slow(tmp_path):
    with pytest.raises(Unreadable) as refusal:
        python("raise SystemExit(3)", tmp_path)
    assert refusal.value.reason is Reason.CRASHED


def test_a_program_is_waited_for_no_longer_than_half_of_what_is_left(monkeypatch):
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    assert Tools().patience(300) == 300
    assert Tools(until=1200.0).patience(300) == 100


def test_with_hardly_any_time_left_no_program_is_begun():
    with pytest.raises(Unreadable) as refusal:
        Tools(until=time.monotonic() + LEFT_LEAST / 2).patience(300)
    assert refusal.value.reason is Reason.TIMEOUT


def test_a_page_is_begun_while_there_is_time_by_the_wall_and_of_the_processor(monkeypatch):
    monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
    monkeypatch.setattr(time, "process_time", lambda: 80.0)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert Tools().has_time
    assert Tools(until=1001.0 + PAGES_UNTIL).has_time
    assert not Tools(until=999.0 + PAGES_UNTIL).has_time
    monkeypatch.setattr(resource, "getrlimit", lambda _: (120, 125))
    assert Tools().has_time
    monkeypatch.setattr(time, "process_time", lambda: 121.0 - PAGES_UNTIL)
    assert not Tools().has_time
