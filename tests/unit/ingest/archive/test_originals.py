from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.archive.originals import Archive
from ingest.errors import ArchiveError, ArchiveFull, OriginalDamaged, OriginalMissing


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "archive")


def test_an_original_is_named_by_its_digest(archive):
    digest = archive.put(b"Subject: x\r\n\r\n")
    assert digest == hashlib.sha256(b"Subject: x\r\n\r\n").hexdigest()
    assert archive.path(digest) == archive.folder / digest[:2] / digest[2:4] / f"{digest}.eml"
    assert archive.get(digest) == b"Subject: x\r\n\r\n"
    assert digest in archive
    assert archive.verify(digest)


@settings(max_examples=25, deadline=None)  # each is a dozen fsyncs
@given(st.sets(st.binary(max_size=200), max_size=5))
def test_every_original_once(tmp_path_factory, originals):
    archive = Archive(tmp_path_factory.mktemp("archive"))
    digests = sorted(archive.put(each) for each in originals)
    assert sorted(archive.put(each) for each in originals) == digests
    assert list(archive.digests()) == digests
    assert {archive.get(each) for each in digests} == originals


def test_nobody_else_may_read(archive):
    path = archive.path(archive.put(b"x"))
    assert path.stat().st_mode & 0o777 == 0o600
    folders = [archive.folder, archive.folder / "tmp", path.parent, path.parent.parent]
    assert {each.stat().st_mode & 0o777 for each in folders} == {0o700}


def test_a_damaged_original_is_told_and_put_again(archive):
    digest = archive.put(b"whole")
    archive.path(digest).write_bytes(b"who")
    assert not archive.verify(digest)
    with pytest.raises(OriginalDamaged, match=digest):
        archive.get(digest)
    archive.put(b"whole")
    assert archive.get(digest) == b"whole"


def test_a_missing_original(archive):
    digest = hashlib.sha256(b"never").hexdigest()
    assert digest not in archive
    assert not archive.verify(digest)
    with pytest.raises(OriginalMissing, match=rf"^archive {archive.folder}: holds no original {digest}$"):
        archive.get(digest)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_digests_are_names(archive, name):
    with pytest.raises(ValueError, match="not a SHA-256 digest"):
        archive.path(name)


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


def test_foreign_files_are_no_originals(archive):
    digest = archive.put(b"x")
    (archive.path(digest).parent / "notes.eml").write_bytes(b"")
    assert list(archive.digests()) == [digest]


@pytest.mark.parametrize("point", ["fsync", "rename", "renamed", "kept"])
def test_killed_at_any_point_nothing_half_written_has_a_name(tmp_path, point):
    script = "from ingest.archive.originals import Archive, Path; import sys; Archive(Path(sys.argv[1])).put(b'x')"
    environment = os.environ | {"CANDIDATURES_FAILPOINT": f"archive.{point}"}
    root = Path(__file__).parents[4]
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=root, env=environment, check=False)
    assert killed.returncode == -9
    archive = Archive(tmp_path)
    assert all(archive.verify(each) for each in archive.digests())
    assert len(list(archive.digests())) == (point in {"renamed", "kept"})
    assert list((tmp_path / "tmp").iterdir()) == []
    assert archive.get(archive.put(b"x")) == b"x"


def test_no_room_is_told_from_other_faults(archive, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ingest.archive.originals.os.fsync", full)
    (archive.folder / "tmp").joinpath("x").write_bytes(b"")
    with pytest.raises(ArchiveFull, match="cannot be written: No space left on device"):
        archive.put(b"x")
    assert [each.name for each in (archive.folder / "tmp").iterdir()] == ["x"]
    assert list(archive.digests()) == []


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match=r"file/archive: cannot be opened: Not a directory"):
        Archive(tmp_path / "file" / "archive")
