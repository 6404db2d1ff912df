"""An archive moved from a folder into a bucket and back, whole, wherever it is cut short."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from obstore.store import MemoryStore

from ingest.archive import moving, removal
from ingest.archive.folder import FolderStorage
from ingest.archive.objects import ObjectStorage
from ingest.archive.originals import Archive
from ingest.archive.provenance import Provenance
from ingest.archive.removal import Cause
from ingest.archive.sealing import Seal, new_key
from ingest.archive.storage import NewContent
from ingest.archive.tombstones import Known
from ingest.errors import ArchiveError
from jobs.runtime.document_passwords import DocumentPasswords

KEYS = ("k" * 40,)
AT = datetime(2026, 3, 1, tzinfo=UTC)
MAILS = 9
POINTS = ("moving.batch", "moving.named", "moving.removed")


@pytest.fixture(params=["into the bucket", "back"])
def places(request, tmp_path):
    folder = FolderStorage(tmp_path / "archive")
    bucket = ObjectStorage(MemoryStore(), where="s3://b", local=tmp_path / "archive")
    return (folder, bucket) if request.param == "into the bucket" else (bucket, folder)


@pytest.fixture(autouse=True)
def few_together(monkeypatch):
    monkeypatch.setattr(moving, "TOGETHER", 4)


@pytest.fixture
def seal():
    return Seal([new_key()[0]], source="test")


def filled(storage, seal):
    """An archive with plain and encrypted originals, one in the trash, one erased, one damaged, and a password."""
    plain = Archive(storage, keys=KEYS)
    digests = [plain.put(b"mail %d" % number) for number in range(MAILS)]
    plain.note(digests[0], Provenance(kept_as="application", message=1))
    removal.remove(plain, digests[1], Cause.UNNAMED)
    plain.tombstones.bury([(Known.ORIGINAL, digests[2])], cause=Cause.ERASURE, at=AT)
    removal.remove(plain, digests[2], Cause.ERASURE)
    sealed = Archive(storage, keys=KEYS, seal=seal)
    sealed.put(b"mail, encrypted")
    storage.write([[NewContent(name=plain.name(digests[3]), content=b"damaged", written_at=10**9)]])
    DocumentPasswords(storage).put("a" * 64, "secret")
    return digests


def state(storage):
    """All that is kept, by name, with the logs' lines and the time of each original."""
    names = [name for name in storage.names() if not name.startswith(moving.LOGS) and name != "poll.lock"]
    contents = {name: storage.read(name).content for name in names}
    return contents, [storage.lines(log) for log in moving.LOGS]


def test_everything_is_there_and_the_old_place_is_empty(places, seal):
    source, target = places
    digests = filled(source, seal)
    before, told = state(source), []
    done = moving.move(source, target, seal=seal, progress=told.append)
    assert state(target) == before
    assert (done.originals, done.damaged) == (MAILS, (digests[3],))
    assert set(told) == {done.copied} == {len(told)}
    assert list(source.names()) == []
    archive = Archive(target, keys=KEYS, seal=seal)
    assert archive.written_at(digests[3]) == datetime.fromtimestamp(1, UTC)
    assert archive.tombstones.of((Known.ORIGINAL, digests[2]))


@pytest.mark.parametrize("point", POINTS)
def test_cut_short_it_goes_on_where_it_was(places, seal, point, monkeypatch):
    source, target = places
    filled(source, seal)
    before = state(source)

    def dying(reached):
        if reached == point:
            raise KeyboardInterrupt

    for module in (moving, removal):
        monkeypatch.setattr(module, "reach", dying)
    with pytest.raises(KeyboardInterrupt):
        moving.move(source, target, seal=seal)
    found = [moving.IDENTITY in storage.names() for storage in places]
    assert (
        found == {"moving.batch": [True, False], "moving.named": [True, True], "moving.removed": [False, True]}[point]
    )
    monkeypatch.undo()
    moving.move(source, target, seal=seal)
    assert (state(target), list(source.names())) == (before, [])


def test_what_was_erased_in_the_new_place_does_not_come_back(places, seal, monkeypatch):
    source, target = places
    digests = filled(source, seal)

    def dying(reached):
        if reached == "moving.removed":
            raise KeyboardInterrupt

    monkeypatch.setattr(removal, "reach", dying)
    with pytest.raises(KeyboardInterrupt):
        moving.move(source, target, seal=seal)
    monkeypatch.undo()
    archive = Archive(target, keys=KEYS, seal=seal)
    archive.tombstones.bury([(Known.ORIGINAL, digests[5])], cause=Cause.ERASURE, at=AT)
    removal.remove(archive, digests[5], Cause.ERASURE)
    moving.move(source, target, seal=seal)
    assert (digests[5] in archive, list(source.names())) == (False, [])


def test_what_was_half_moved_by_another_hand_is_put_right(places, seal):
    source, target = places
    digests = filled(source, seal)
    before = state(source)
    target.prepare(read_only=False)
    target.write([[NewContent(name=Archive(source, read_only=True).name(digests[7]), content=b"something else")]])
    moving.move(source, target, seal=seal)
    assert state(target) == before


def test_another_archive_is_not_written_over(places, seal):
    source, target = places
    filled(source, seal)
    Archive(target)
    with pytest.raises(ArchiveError, match="is another archive than the one in"):
        moving.move(source, target, seal=seal)


def test_nothing_is_moved_where_nothing_is(places):
    source, target = places
    source.prepare(read_only=False)
    with pytest.raises(ArchiveError, match="holds no archive"):
        moving.move(source, target)
