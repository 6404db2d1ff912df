"""The archive among processes that write to it, and one that is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.archive.originals import Archive


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "archive")


def test_half_written_files_of_the_dead_go_and_those_of_the_living_stay(archive):
    leftover = archive.folder / "tmp" / "leftover"
    leftover.write_bytes(b"half")
    held = archive.folder / "tmp" / "held"
    held.write_bytes(b"half")
    script = f"import fcntl,sys; f=open({str(held)!r}); fcntl.flock(f,fcntl.LOCK_EX); print('held',flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout.readline() == "held\n"
        Archive(archive.folder)
        assert not leftover.exists()
        assert held.exists()
        writer.communicate("\n")
    Archive(archive.folder)
    assert not held.exists()


KEEPING = """
import sys
from pathlib import Path
from ingest.archive.originals import Archive

Archive(Path(sys.argv[1])).put_all([(each.encode(), None) for each in sys.argv[2:]])
"""


@pytest.mark.parametrize(
    ("originals", "point", "named"),
    [
        ("x", "fsync", 0),
        ("x", "rename", 0),
        ("x", "renamed", 1),
        ("x", "kept", 1),
        ("xyz", "fsync:3", 0),
        ("xyz", "rename:2", 1),
        ("xyz", "renamed:2", 2),
        ("xyz", "kept", 3),
    ],
)
def test_killed_at_any_point_nothing_half_written_has_a_name(tmp_path, originals, point, named):
    Archive(tmp_path)
    environment = os.environ | {"CANDIDATURES_FAILPOINT": f"archive.{point}"}
    command = [sys.executable, "-c", KEEPING, str(tmp_path), *originals]
    assert subprocess.run(command, cwd=Path(__file__).parents[3], env=environment, check=False).returncode == -9
    archive = Archive(tmp_path)
    assert all(archive.verify(each) for each in archive.digests())
    assert len(list(archive.digests())) == named
    assert list((tmp_path / "tmp").iterdir()) == []
    again = archive.put_all([(each.encode(), None) for each in originals])
    assert [archive.get(each) for each in again] == [each.encode() for each in originals]
