"""However much a worker answers, the daemon has a piece of it in memory at a time, and the mail is read to its end."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
import worker_deeds
from test_understanding import LETTER, mail, zipped

from jobs.reading.reading import ReadingRules, understand
from jobs.runtime import memory
from jobs.sandbox.answers import TaskFailed
from jobs.sandbox.contents import digest_of
from jobs.sandbox.pool import Pool
from jobs.sandbox.tasks import file_task
from parsers.documents.limits import Limits
from parsers.values.problems import Reason

MIB = 1 << 20
ANSWER = 280 * MIB
BOUND = 100 * MIB
MEMBERS = 20


class TakenOver(Pool):
    """The worker that opens a container answers with so many files of so many bytes."""

    def __init__(self, count: int, each: int) -> None:
        super().__init__(2, seconds=60, preload=("worker_deeds",))
        self._files = (count, each)

    def submit(self, function, *arguments, **limits):
        if function is file_task and arguments[0].filename == "papiers.zip":
            return super().submit(worker_deeds.many_files, *self._files, **limits)
        return super().submit(function, *arguments, **limits)


@pytest.fixture
def grown():
    """By how many bytes this process has grown at most since then."""
    gc.collect()
    memory.give_back()
    Path("/proc/self/clear_refs").write_text("5")  # the peak is what there is now: proc(5)
    before = _of_this_process("VmRSS")
    return lambda: _of_this_process("VmHWM") - before


def _of_this_process(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith(name))


MANY = pytest.mark.soak("the same bytes in other pieces; `make test` has them in one")


@pytest.mark.parametrize(
    ("count", "each"),
    [
        (1, ANSWER - MIB),
        pytest.param(7, 40 * MIB, marks=MANY),
        pytest.param(1999, ANSWER // 2000, marks=MANY),
    ],
)
def test_the_daemon_grows_by_little_and_the_mail_is_read_to_its_end(count, each, grown):
    papers = mail(("papiers.zip", zipped({"cv.txt": b"x"})), ("lettre.txt", LETTER.encode()))
    with TakenOver(count, each) as pool:
        reading = understand(papers, rules=ReadingRules(limits=Limits(members=MEMBERS)), pool=pool)
    assert grown() < BOUND
    told = {item.document.filename: item.document for item in reading.documents}
    assert told["lettre.txt"].readable
    assert not any(document.readable for name, document in told.items() if name != "lettre.txt")
    assert len(told) > 1
    assert count < MEMBERS or "files_left_out" in {problem.code for problem in reading.message.problems}


def test_what_is_told_as_one_value_is_counted_before_it_is_read(grown):
    with Pool(1, seconds=60, preload=("worker_deeds",)) as pool:
        with pytest.raises(TaskFailed) as caught:
            pool.submit(worker_deeds.answer_with, ANSWER).result()
        session = pool.session(seconds=60)
        with pytest.raises(TaskFailed):
            session.ask(worker_deeds.answer_with, ANSWER)
    assert caught.value.reason is Reason.CRASHED
    assert grown() < BOUND


def test_a_file_goes_from_one_worker_to_the_next_as_it_is(grown):
    with Pool(1, seconds=60, preload=("worker_deeds",)) as pool:
        (content,) = pool.submit(worker_deeds.many_files, 1, 200 * MIB).result().files
        assert pool.submit(worker_deeds.digest, content).result() == digest_of(content)
        assert len(content) == 200 * MIB
    assert grown() < BOUND
