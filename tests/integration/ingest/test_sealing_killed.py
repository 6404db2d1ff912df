"""An archive whose encryption is killed at any point: nothing is lost, and the next run finishes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.archive import encrypting
from ingest.archive.originals import Archive
from ingest.archive.sealing import Seal
from ingest.archive.staging import spool
from tests.unit.ingest.archive.test_sealing import MAIL, NEW, OLD, opened, traces

ROOT = Path(__file__).parents[3]

ENCRYPTING = """
import sys
from pathlib import Path
from ingest.archive import encrypting
from ingest.archive.originals import Archive
from ingest.archive.sealing import Seal

encrypting.encrypt(Archive(Path(sys.argv[1]), seal=Seal(sys.argv[2:], source="k")))
"""


@pytest.mark.parametrize("rotated", [False, True])
@pytest.mark.parametrize(
    "point", ["archive.fsync:2", "archive.rename:2", "archive.renamed", "encrypting.named", "encrypting.dropped:2"]
)
def test_killed_at_any_point_nothing_is_lost_and_the_next_run_finishes(tmp_path, point, rotated):
    before = opened(tmp_path, *([OLD] if rotated else []))
    mails = {MAIL + bytes([number]) for number in range(3)}
    for mail in mails:
        before.put(mail)
    keys = [NEW[0], OLD[0]] if rotated else [NEW[0]]
    command = [sys.executable, "-c", ENCRYPTING, str(tmp_path), *keys]
    environment = os.environ | {"CANDIDATURES_FAILPOINT": point}
    killed = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    assert killed == (0 if rotated and point.startswith("encrypting.dropped") else -9)
    archive = Archive(tmp_path, seal=Seal(keys, source="k"))
    assert {archive.get(one) for one in archive.digests()} == mails
    encrypting.encrypt(archive)
    alone = opened(tmp_path, NEW)
    assert {alone.get(one) for one in alone.digests()} == mails
    assert (traces(tmp_path), list((tmp_path / "tmp").iterdir())) == ([], [])


@pytest.mark.parametrize(
    "point", ["archive.fsync:2", "archive.rename:2", "archive.renamed", "encrypting.named", "encrypting.dropped:2"]
)
def test_killed_while_it_is_made_plain_nothing_is_lost_and_the_next_run_finishes(tmp_path, point):
    before = opened(tmp_path, OLD)
    mails = {MAIL + bytes([number]) for number in range(3)}
    for mail in mails:
        before.put(mail)
    command = [sys.executable, "-c", ENCRYPTING.replace(".encrypt(", ".decrypt("), str(tmp_path), OLD[0]]
    environment = os.environ | {"CANDIDATURES_FAILPOINT": point}
    assert subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == -9
    archive = opened(tmp_path, OLD)
    assert {archive.get(one) for one in archive.digests()} == mails
    encrypting.decrypt(archive)
    alone = opened(tmp_path)
    assert {alone.get(one) for one in alone.digests()} == mails
    assert (list(tmp_path.rglob("*.age")), list((tmp_path / "tmp").iterdir())) == ([], [])


SPOOLING = """
import os, signal, sys
from pathlib import Path
from ingest.archive.staging import spool

with spool(Path(sys.argv[1])) as room:
    (room / "plain.db").write_bytes(b"xylophoniste")
    print(oct(room.stat().st_mode & 0o777), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_had_in_its_spool_is_gone_at_the_next_start(tmp_path):
    (tmp_path / "tmp").mkdir()
    told = subprocess.run(
        [sys.executable, "-c", SPOOLING, str(tmp_path / "tmp")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stdout) == (-9, "0o700\n")
    assert traces(tmp_path) != []
    with spool(tmp_path / "tmp") as held:  # one that is in use stays
        (held / "plain").write_bytes(b"x")
        Archive(tmp_path)
        assert (held / "plain").exists()
    assert list((tmp_path / "tmp").iterdir()) == []
