"""kill -9 in the midst of work: what lay on disk for a moment is gone after the next start, and nothing else is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import commands, killing
from tests.maildirs import Maildirs

ROOT = Path(__file__).parents[3]
WORD = b"xylophoniste"
AT_WORK = """
import os, signal, sys
from pathlib import Path
from ingest.archive.staging import StagedFiles, spool
from jobs.config import configuration
from jobs.runtime import report_files
from jobs.runtime.workplace import open_workplace
from tests import commands, killing
from jobs.reading.reading import understand

settings = configuration.load(Path(sys.argv[1]))
reports = settings.path(settings.report.folder)
reports.mkdir(exist_ok=True)
with open_workplace(settings) as place:
    understand(killing.mail(0, killing.FIRST), rules=place.rules, pool=place.pool)
    with spool() as room, place.store.copied(room), spool(place.archive.folder / "tmp") as other:
        (other / "candidatures.db").write_bytes(b"xylophoniste")
        with StagedFiles(reports, prefix=report_files.HALF_WRITTEN) as staged:
            staged.add(b"xylophoniste", reports / "eo-2026-03-17.txt")
            os.kill(place.pool.zygote_pid, signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def config(tmp_path):
    maildirs = Maildirs.make(tmp_path / "place")
    for index, (mailbox, original, arrived) in enumerate(killing.mails(2)):
        maildirs.deliver(mailbox, original, arrived, f"{index:06}.test")
    return maildirs.configure()


@pytest.fixture
def environment(tmp_path):
    (tmp_path / "passing").mkdir()
    return os.environ | {"TMPDIR": str(tmp_path / "passing"), "PYTHONPATH": str(ROOT)}


def killed_at_work(config, environment):
    words = [sys.executable, "-c", AT_WORK, str(config)]
    return subprocess.run(words, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)


def files(*folders):
    return [path for folder in folders for path in folder.rglob("*")]


def test_what_a_killed_process_had_on_disk_is_gone_after_the_next_start(config, environment, tmp_path):
    poll = ["poll", "--config", str(config)]
    assert commands.run(poll, environment=environment).returncode == 0
    passing, tmp, reports = tmp_path / "passing", config.parent / "archive" / "tmp", config.parent / "reports"
    assert files(passing, tmp) == []
    killed = killed_at_work(config, environment)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    left = files(passing, tmp, reports)
    assert any(path.name == "copy.db" for path in left)
    assert sum(WORD in path.read_bytes() for path in left if path.is_file()) == 2
    modes = {path.stat().st_mode & 0o077 for path in (*passing.iterdir(), *tmp.iterdir(), *reports.iterdir())}
    assert modes <= {0, 0o011}  # workers that are another user pass through their folder, and see no name in it
    (passing / "somebody-else").mkdir()
    assert commands.run(poll, environment=environment).returncode == 0
    assert [path.name for path in files(passing, tmp, reports)] == ["somebody-else"]
