from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.archive.originals import Archive
from ingest.errors import ArchiveError, ArchiveFull, OriginalDamaged, OriginalMissing
from parsers.values.headers import Headers
from parsers.values.sightings import Sighting

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "archive")


def test_an_original_is_named_by_its_digest(archive):
    digest = archive.put(b"Subject: x\r\n\r\n")
    assert digest == hashlib.sha256(b"Subject: x\r\n\r\n").hexdigest()
    assert archive.folder / archive.name(digest) == archive.folder / digest[:2] / digest[2:4] / f"{digest}.eml"
    assert archive.get(digest) == b"Subject: x\r\n\r\n"
    assert digest in archive
    assert archive.verify(digest)


@settings(max_examples=25, deadline=None)  # each is a dozen fsyncs
@example(set())
@example({b""})
@example({b"a", b"a\n", b"a\r\n", b"\x00" * 200, b"\xff"})
@given(st.sets(st.binary(max_size=200), max_size=5))
def test_every_original_once(tmp_path_factory, originals):
    archive = Archive(tmp_path_factory.mktemp("archive"))
    digests = sorted(archive.put(each) for each in originals)
    assert sorted(archive.put(each) for each in originals) == digests
    assert list(archive.digests()) == digests
    assert {archive.get(each) for each in digests} == originals


def test_nobody_else_may_read(archive):
    path = archive.folder / archive.name(archive.put(b"x"))
    assert path.stat().st_mode & 0o777 == 0o600
    folders = [archive.folder, archive.folder / "tmp", path.parent, path.parent.parent]
    assert {each.stat().st_mode & 0o777 for each in folders} == {0o700}


def test_a_damaged_original_is_told_and_put_again(archive):
    digest = archive.put(b"whole")
    (archive.folder / archive.name(digest)).write_bytes(b"who")
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
        archive.name(name)


def test_foreign_files_are_no_originals(archive):
    digest = archive.put(b"x")
    ((archive.folder / archive.name(digest)).parent / "notes.eml").write_bytes(b"")
    assert list(archive.digests()) == [digest]


def test_of_many_the_same_is_kept_once_with_all_that_is_known_of_it(archive):
    first, second = (
        Sighting(mailbox=name, folder="INBOX", uidvalidity=1, uid=1, received_at=AT, size=1, headers=Headers(fields=()))
        for name in "ab"
    )
    digests = archive.put_all([(b"x", first), (b"y", None), (b"x", second)])
    assert digests == [archive.put(b"x"), archive.put(b"y"), archive.put(b"x")]
    assert [each.mailbox for each in archive.provenance(digests[0]).seen] == ["a", "b"]


def test_an_original_that_a_killed_process_named_outlives_a_power_cut_once_it_is_put_again(archive, monkeypatch):
    digest = archive.put(b"x")
    flushed = []
    monkeypatch.setattr("ingest.archive.staging._flush_folder", flushed.append)
    archive.put(b"x")
    assert (archive.folder / archive.name(digest)).parent in flushed


def test_no_room_is_told_from_other_faults(archive, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ingest.archive.staging.os.fsync", full)
    (archive.folder / "tmp").joinpath("x").write_bytes(b"")
    with pytest.raises(ArchiveFull, match="cannot be written: No space left on device"):
        archive.put(b"x")
    assert [each.name for each in (archive.folder / "tmp").iterdir()] == ["x"]
    assert list(archive.digests()) == []


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match=r"file/archive: cannot be opened: Not a directory"):
        Archive(tmp_path / "file" / "archive")
