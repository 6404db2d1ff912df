from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from ingest.archive.originals import Archive
from ingest.archive.tombstones import NAME, Known, Tombstones, mark_of
from ingest.errors import ArchiveError, OriginalErased, TombstonesUnreadable

AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
OLD, NEW = "o" * 40, "n" * 40
MAIL = b"Subject: x\r\n\r\n"


@pytest.fixture
def folder(tmp_path):
    archive = Archive(tmp_path / "archive")
    return archive.folder


def buried(folder, *keys, identity):
    Tombstones(folder, keys).bury([identity], cause="erasure", at=AT)


def test_what_was_erased_is_known_by_each_of_its_identities_and_by_nothing_else(folder):
    stones = Tombstones(folder, [NEW])
    assert not stones
    stones.bury([(Known.ORIGINAL, "d"), (Known.CONTENT, "c")], cause="erasure", at=AT)
    assert stones.of((Known.HEADERS, "x"), (Known.CONTENT, "c")).at == AT
    assert stones.of((Known.CONTENT, "d")) is None
    assert {"d", "c"}.isdisjoint(json.loads((folder / NAME).read_text())["of"])
    assert (folder / NAME).stat().st_mode & 0o777 == 0o600


def test_an_original_that_was_erased_is_neither_put_nor_brought(tmp_path, folder):
    digest = Archive(folder).put(MAIL)
    there = Archive(tmp_path / "there", keys=[NEW])
    there.tombstones.bury([(Known.ORIGINAL, digest)], cause="erasure", at=AT)
    with pytest.raises(OriginalErased, match="erased"):
        there.put(MAIL)
    done = there.bring(Archive(folder, read_only=True), [digest], lambda _: None)
    assert (done.copied, digest in there) == (0, False)


def test_another_process_s_erasures_are_taken_up_at_once(folder):
    stones = Tombstones(folder, [NEW])
    assert stones.of((Known.ORIGINAL, "d")) is None
    before = stones.stamp
    buried(folder, NEW, identity=(Known.ORIGINAL, "d"))
    assert stones.of((Known.ORIGINAL, "d"))
    assert stones.stamp != before == ""


def test_after_a_new_key_the_old_ones_still_know(folder):
    buried(folder, OLD, identity=(Known.ORIGINAL, "old"))
    stones = Tombstones(folder, [NEW, OLD])
    stones.bury([(Known.ORIGINAL, "new")], cause="retention", at=AT)
    assert stones.of((Known.ORIGINAL, "old")).cause == "erasure"
    assert stones.of((Known.ORIGINAL, "new")).cause == "retention"
    assert [json.loads(line)["key"] for line in (folder / NAME).read_text().splitlines()] == [
        mark_of(OLD),
        mark_of(NEW),
    ]


@pytest.mark.parametrize("keys", [[], [NEW]])
def test_without_its_key_nothing_is_taken_in(folder, keys):
    buried(folder, OLD, identity=(Known.ORIGINAL, "old"))
    with pytest.raises(TombstonesUnreadable, match="a key that is not there"):
        Archive(folder, keys=keys).put(MAIL)


def test_without_a_key_nothing_is_buried(folder):
    with pytest.raises(TombstonesUnreadable, match="no key"):
        buried(folder, identity=(Known.ORIGINAL, "d"))


def test_those_of_a_copy_are_taken_once(tmp_path, folder):
    buried(folder, NEW, identity=(Known.ORIGINAL, "here"))
    copy = Archive(tmp_path / "copy").folder
    stones = Tombstones(copy, [NEW])
    stones.take(folder)
    stones.take(folder)
    assert len((copy / NAME).read_text().splitlines()) == 1
    assert stones.stamp == Tombstones(folder, [NEW]).stamp


def test_a_damaged_file_is_no_empty_one(folder):
    (folder / NAME).write_text("{\n")
    with pytest.raises(ArchiveError, match="damaged"):
        Archive(folder, keys=[NEW]).put(MAIL)
