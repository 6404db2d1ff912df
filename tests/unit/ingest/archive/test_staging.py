"""Passing files: for nobody else to read, and gone after whoever made them, however that ended."""

from __future__ import annotations

import fcntl
import os

import pytest

from ingest.archive import staging
from ingest.archive.staging import SPOOL, clean, spool


def test_a_spool_is_for_its_user_alone_and_gone_with_its_block(tmp_path):
    with spool(tmp_path) as room:
        assert room.name.startswith(SPOOL)
        assert room.stat().st_mode & 0o777 == 0o700
        (room / "plain").write_bytes(b"x")
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_ours_or_in_use_stays(tmp_path):
    """Where everybody may write, anybody may lay a trap under our name."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_bytes(b"x")
    place = tmp_path / "place"
    place.mkdir()
    (place / f"{SPOOL}link").symlink_to(outside, target_is_directory=True)
    (place / f"{SPOOL}dead").mkdir()
    (place / f"{SPOOL}dead" / "link").symlink_to(outside, target_is_directory=True)
    (place / f"{SPOOL}dead" / "paper").write_bytes(b"x")
    os.mkfifo(place / f"{SPOOL}pipe")
    (place / "another").mkdir()
    with spool(place) as held:
        clean(place, prefix=SPOOL)
        assert sorted(path.name for path in place.iterdir()) == sorted(["another", f"{SPOOL}link", held.name])
    assert (outside / "kept").exists()


def test_what_is_another_user_s_stays(tmp_path, monkeypatch):
    (tmp_path / f"{SPOOL}theirs").mkdir()
    monkeypatch.setattr(staging.os, "geteuid", lambda: os.getuid() + 1)
    clean(tmp_path, prefix=SPOOL)
    assert [path.name for path in tmp_path.iterdir()] == [f"{SPOOL}theirs"]


def test_a_folder_that_is_exchanged_for_a_link_in_between_is_not_followed(tmp_path, monkeypatch):
    """Between the look and the removal; where the sticky bit is missing."""
    outside, dead = tmp_path / "outside", tmp_path / f"{SPOOL}dead"
    outside.mkdir()
    (outside / "kept").write_bytes(b"x")
    dead.mkdir()
    lock = fcntl.flock

    def exchange(handle, how):
        lock(handle, how)
        dead.rmdir()
        dead.symlink_to(outside, target_is_directory=True)

    monkeypatch.setattr(fcntl, "flock", exchange)
    clean(tmp_path, prefix=SPOOL)
    assert (outside / "kept").exists()


@pytest.mark.parametrize("how", ["whole", "given up"])
def test_a_file_under_its_passing_name_is_for_its_user_alone(tmp_path, how):
    with staging.StagedFiles(tmp_path, prefix=".half-") as staged:
        staged.add(b"x", tmp_path / "whole")
        (half,) = tmp_path.glob(".half-*")
        assert half.stat().st_mode & 0o777 == 0o600
        clean(tmp_path, prefix=".half-")
        assert half.exists()
        if how == "whole":
            staged.name()
    assert [path.name for path in tmp_path.iterdir()] == (["whole"] if how == "whole" else [])
