"""Each hostile file costs at most 30 s of processor and 1 GiB, writes nothing outside, and harms no daemon."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hostile import files

from jobs.reading.reading import ReadingRules, inspect_file, understand
from jobs.sandbox.answers import TaskFailed
from jobs.sandbox.pool import Pool
from parsers.documents.external.tools import find_tools
from parsers.documents.sniffing import EML, media_type_of
from parsers.lexicon.vocabulary import lexicon
from tests.processes import below

SECONDS = 30
"""Of processor time, the daemon's and its workers': a busy machine is no defect."""
WORKER_KIB = 1 << 20
GROWTH_KIB = 50 << 10
SHARED_MAKER = Path(__file__).resolve().parents[4] / "shared/corpus/make_hostile.py"


def resident(pid: int | str = "self") -> int:
    """KiB in memory of a process; 0 once it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)


def spent(pool: Pool) -> float:
    """Seconds of processor time of this process, and of the workers that ended (proc(5): stat, cutime and cstime)."""
    of_children = Path(f"/proc/{pool.zygote_pid}/stat").read_text().rsplit(")", 1)[1].split()[13:15]
    return time.process_time() + sum(map(int, of_children)) / os.sysconf("SC_CLK_TCK")


class Watch(threading.Thread):
    """Notes the largest worker."""

    def __init__(self, zygote: int) -> None:
        super().__init__(daemon=True)
        self.zygote, self.peak = zygote, 0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.05):
            self.peak = max([self.peak, *map(resident, below(self.zygote) - {self.zygote})])


@pytest.fixture(scope="module")
def pool():
    lexicon()  # what a daemon has loaded by its first mail, for files' names: 50 MiB that no hostile file takes
    with Pool(2) as pool:
        inspect_file(b"warm", "warm.txt", rules=ReadingRules(tools=find_tools()), pool=pool)
        yield pool


def outside() -> set[str]:
    return {entry.name for entry in Path("/tmp").iterdir() if entry.name.startswith("outside")}


def read(name: str, data: bytes, pool: Pool) -> str:
    """What came of a file: its documents' reasons, or the failure in words."""
    rules = ReadingRules(tools=find_tools())
    try:
        if media_type_of(data) == EML:
            reading = understand(data, rules=rules, pool=pool)
            return f"mail {reading.message.headers.subject}"
        return ", ".join(
            str(item.document.reason) for item in inspect_file(data, name, rules=rules, pool=pool).documents
        )
    except TaskFailed as failure:
        return f"failed: {failure.reason}"


def endure(made: list[tuple[str, bytes]], pool: Pool) -> dict[str, str]:
    """Read all, holding the limits; what came of each."""
    before, files_before, results = resident(), outside(), {}
    watch = Watch(pool.zygote_pid)
    watch.start()
    for name, data in made:
        begin = spent(pool)
        results[name] = read(name, data, pool)
        assert spent(pool) - begin <= SECONDS, name
        assert watch.peak <= WORKER_KIB, name
    watch.over.set()
    assert outside() == files_before
    own = sum(len(data) for _, data in made) >> 10
    assert resident() - before <= GROWTH_KIB, f"{own} KiB of files"
    return results


def test_hostile_files_are_endured(pool):
    results = endure(list(files()), pool)
    assert "too_large" in results["stream.pdf"]
    assert "too_large" in results["streams.pdf"]
    assert "too_large" in results["bomb.docx"]
    assert "too_large" in results["picture.png"]
    assert results["climbing.zip"] == "None, None"
    mails = {name: result for name, result in results.items() if name.endswith(".eml")}
    assert mails == dict.fromkeys(mails, "mail Recrutement EO")


@pytest.mark.soak("a set of files outside the repository; `make test` has the files that this one makes")
@pytest.mark.skipif(not SHARED_MAKER.exists(), reason="the wider set of hostile files is not beside the checkout")
def test_the_wider_set_is_endured(pool, tmp_path):
    subprocess.run([sys.executable, str(SHARED_MAKER), str(tmp_path)], check=True, capture_output=True)
    made = [(path.name, path.read_bytes()) for path in sorted(tmp_path.iterdir()) if path.name != "EXPECT.tsv"]
    assert len(endure(made, pool)) == len(made) == 35
