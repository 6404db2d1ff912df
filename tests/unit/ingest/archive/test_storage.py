"""What every storage gives the archive: the same tests on a folder, on a bucket in memory and (integration) on Ceph."""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from obstore.exceptions import BaseError
from obstore.store import MemoryStore

from ingest.archive import encrypting, objects, removal
from ingest.archive.folder import FolderStorage
from ingest.archive.objects import FRESH_SECONDS, ObjectStorage
from ingest.archive.originals import IDENTITY, Archive
from ingest.archive.provenance import Arrival, Provenance
from ingest.archive.removal import Cause
from ingest.archive.sealing import Seal, new_key
from ingest.archive.storage import NewContent
from ingest.archive.tombstones import Known
from ingest.errors import ArchiveError, ArchiveFull, KeyUnfit, OriginalDamaged, OriginalErased, OriginalMissing
from jobs.runtime.document_passwords import DocumentPasswords

MAIL = b"Subject: x\r\n\r\n" + b"y" * 100
AT = datetime(2026, 3, 1, tzinfo=UTC)
SEEN = Arrival(mailbox="a", folder="INBOX", uidvalidity=1, uid=7, received_at=AT)
ELSEWHERE = Arrival(mailbox="b", folder="INBOX", uidvalidity=2, uid=1, received_at=AT + timedelta(days=1))


@pytest.fixture(params=["folder", "objects"])
def storage(request, tmp_path):
    if request.param == "folder":
        return FolderStorage(tmp_path / "archive")
    return ObjectStorage(MemoryStore(), where="s3://bucket", local=tmp_path / "archive")


def opened(storage, *, secrets=(), **options):
    seal = Seal(secrets, source="test") if secrets else None
    return Archive(storage, keys=["k" * 40], seal=seal, **options)


def passwords_in(storage):
    return [name for name in storage.names() if name.startswith("passwords")]


def test_an_original_comes_back_as_it_was_put_and_is_known_by_its_digest(storage):
    archive = opened(storage)
    digests = archive.put_all([(MAIL, None), (MAIL + b"2", None), (MAIL, None)])
    assert digests[0] == digests[2]
    assert list(archive.digests()) == sorted(set(digests))
    assert [archive.get(each) for each in digests] == [MAIL, MAIL + b"2", MAIL]
    assert all(archive.verify(each) and each in archive for each in digests)
    with pytest.raises(OriginalMissing, match="holds no original"):
        archive.get("0" * 64)
    assert ("0" * 64 in archive, archive.verify("0" * 64)) == (False, False)


def test_of_two_that_begin_an_archive_at_once_both_have_one_identity(storage, monkeypatch):
    asked, known = storage.look, []

    def overtaken(name):
        found = asked(name)
        if name == IDENTITY and not known:
            known.append(None)
            known.append(opened(storage).identity)
        return found

    monkeypatch.setattr(storage, "look", overtaken)
    assert opened(storage).identity == known[1]


def test_one_process_at_a_time_begins_an_archive(tmp_path, monkeypatch):
    storage = FolderStorage(tmp_path / "archive")
    write, begun = storage.write, []

    def while_others_wait(groups):
        handle = os.open(storage.local, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(handle)
        begun.append(groups)
        return write(groups)

    monkeypatch.setattr(storage, "write", while_others_wait)
    assert opened(storage).identity
    assert begun


def test_what_another_wrote_under_the_digest_is_told_and_put_right(storage):
    archive = opened(storage)
    digest = archive.put(MAIL)
    storage.write([[NewContent(name=archive.name(digest), content=b"wrong")]])
    assert not archive.verify(digest)
    with pytest.raises(OriginalDamaged):
        archive.get(digest)
    archive.put(MAIL)
    assert archive.get(digest) == MAIL


def test_a_put_may_be_asked_to_leave_what_is_there(storage):
    opened(storage)
    first = [NewContent(name="ab/cd/x", content=b"1", is_new=True)]
    assert storage.write([first]) == set()
    assert storage.write([[NewContent(name="ab/cd/x", content=b"2", is_new=True)], []]) == {"ab/cd/x"}
    assert storage.read("ab/cd/x").content == b"1"
    with storage.open("ab/cd/x") as file:
        assert (file.read(0), file.read(1), file.read(1)) == (b"", b"1", b"")
    for missing in (storage.read, lambda name: storage.open(name).__enter__()):
        with pytest.raises(FileNotFoundError):
            missing("ab/cd/y")


def test_provenance_is_joined_whoever_wrote_it_in_between(storage):
    archive, another = opened(storage), opened(storage)
    digest = archive.put(MAIL)
    archive.note(digest, Provenance(seen=(SEEN,)))
    asked = storage.read

    def overtaken(name):
        found = asked(name)
        if name == archive.beside(digest):
            storage.read = asked
            another.note(digest, Provenance(seen=(ELSEWHERE,), kept_as="near_miss"))
        return found

    if isinstance(storage, ObjectStorage):  # in a folder one process writes at a time, under a lock
        storage.read = overtaken
    else:
        another.note(digest, Provenance(seen=(ELSEWHERE,), kept_as="near_miss"))
    archive.note(digest, Provenance(message=3))
    assert archive.provenance(digest) == Provenance(seen=(SEEN, ELSEWHERE), kept_as="near_miss", message=3)


def test_what_is_erased_is_gone_and_stays_away(storage):
    archive, another = opened(storage), opened(storage)
    assert not another.tombstones
    digest = archive.put(MAIL)
    archive.note(digest, Provenance(seen=(SEEN,), kept_as="application"))
    archive.tombstones.bury([(Known.ORIGINAL, digest)], cause=Cause.ERASURE, at=AT)
    assert removal.remove(archive, digest, Cause.ERASURE)
    assert not [name for name in storage.names() if digest in name]
    assert [entry["cause"] for entry in removal.journal(archive)] == ["erasure"]
    assert digest not in json.dumps(list(removal.journal(archive)))
    with pytest.raises(OriginalErased):
        another.put(MAIL)  # asked anew before a put, whatever it knew
    assert another.tombstones.stamp == archive.tombstones.stamp


def test_the_trash_keeps_for_a_time_and_gives_back(storage):
    archive = opened(storage)
    digest = archive.put(MAIL)
    archive.note(digest, Provenance(seen=(SEEN,)))
    removal.remove(archive, digest, Cause.UNNAMED)
    assert (digest in archive, removal.trash(archive)) == (False, (f"trash/{digest}.eml",))
    removal.put_back(archive, digest)
    assert (archive.get(digest), archive.provenance(digest).seen, removal.trash(archive)) == (MAIL, (SEEN,), ())
    removal.remove(archive, digest, Cause.UNNAMED)
    now = datetime.now(UTC)
    assert removal.empty_trash(archive, now=now + removal.PERIOD - timedelta(minutes=1)) == 0
    assert removal.empty_trash(archive, now=now + removal.PERIOD + timedelta(minutes=1)) == 1
    assert not list(storage.names("trash/"))


def test_originals_are_encrypted_for_a_new_key_and_plain_again(storage):
    plain = opened(storage)
    before, trashed = plain.put(MAIL), plain.put(MAIL + b"t")
    removal.remove(plain, trashed, Cause.UNNAMED)
    (old, _), (new, _) = new_key(), new_key()
    sealed = opened(storage, secrets=[old])
    after = sealed.put(MAIL + b"2")
    assert [sealed.is_plain(one) for one in (before, after)] == [True, False]
    assert encrypting.encrypt(sealed).originals == 1
    assert not [name for name in storage.names() if name.endswith(".eml")]
    with pytest.raises(KeyUnfit):
        opened(storage)
    renewed = opened(storage, secrets=[new, old])
    assert encrypting.encrypt(renewed).originals == 2
    alone = opened(storage, secrets=[new])
    assert [alone.get(one) for one in (before, after)] == [MAIL, MAIL + b"2"]
    assert encrypting.decrypt(alone).originals == 2
    again = opened(storage)
    removal.put_back(again, trashed)
    assert [again.get(one) for one in (before, after, trashed)] == [MAIL, MAIL + b"2", MAIL + b"t"]


def test_when_an_original_was_written_is_kept_where_it_is_copied(storage):
    archive = opened(storage)
    digest = archive.put(MAIL)
    original = NewContent(name=archive.name(digest), content=MAIL, written_at=2 * 10**9)
    storage.write([[original]])
    assert archive.written_at(digest) == datetime.fromtimestamp(2, UTC)
    with pytest.raises(OriginalMissing):
        archive.written_at("0" * 64)


def test_passwords_are_kept_beside_whoever_entered_one_in_between(storage):
    opened(storage)
    one, two = DocumentPasswords(storage), DocumentPasswords(storage)
    one.put("a" * 64, "first")
    two.put("b" * 64, "second")
    assert one.of("a" * 64, "b" * 64) == ("first", "second")
    key, _ = new_key()
    sealed = DocumentPasswords(storage, Seal([key], source="test"))
    sealed.encrypt()
    assert (passwords_in(storage), sealed.of("b" * 64)) == (["passwords.json.age"], ("second",))
    with pytest.raises(KeyUnfit):
        one.of("a" * 64)
    sealed.decrypt()
    two.drop(lambda digest: digest == "b" * 64)
    assert (one.of("a" * 64, "b" * 64), passwords_in(storage)) == (("first",), ["passwords.json"])


def test_a_log_has_all_lines_in_order_and_another_state_with_each(storage):
    opened(storage)
    assert (storage.lines("x.jsonl"), storage.state("x.jsonl")) == ([], None)
    states = set()
    for line in "abc":
        storage.append("x.jsonl", [line, line])
        states.add(storage.state("x.jsonl"))
    assert (storage.lines("x.jsonl"), len(states)) == (list("aabbcc"), 3)


def test_an_archive_that_is_only_looked_at_changes_nothing(storage):
    digest = opened(storage).put(MAIL)
    names = sorted(storage.names())
    looked = opened(storage, read_only=True)
    for change in (lambda: looked.put(b"y"), lambda: removal.remove(looked, digest, Cause.ERASURE)):
        with pytest.raises(ArchiveError, match="read only"):
            change()
    assert (looked.get(digest), sorted(storage.names())) == (MAIL, names)


class Ticking:
    now = 0.0

    def __call__(self):
        return self.now


def test_what_is_known_of_a_log_elsewhere_is_a_few_seconds_old_at_most(tmp_path):
    bucket, clock = MemoryStore(), Ticking()
    mine = ObjectStorage(bucket, where="s3://b", local=tmp_path, clock=clock)
    theirs = ObjectStorage(bucket, where="s3://b", local=tmp_path, clock=clock)
    assert mine.state("x") is None
    theirs.append("x", ["line"])
    clock.now = FRESH_SECONDS - 0.1
    assert mine.state("x") is None
    assert mine.state("x", fresh=True) is not None
    theirs.append("x", ["another"])
    clock.now += FRESH_SECONDS + 0.1
    assert len(mine.state("x")) == 2


class Careless:
    """A server that overwrites whatever it is asked not to."""

    def __init__(self, put):
        self._put = put

    def __call__(self, store, name, content, **options):
        return self._put(store, name, content, **options | {"mode": "overwrite"})


def test_a_server_that_overwrites_unasked_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(objects.obstore, "put", Careless(objects.obstore.put))
    bucket = MemoryStore()
    with pytest.raises(ArchiveError, match=r"^archive s3://b: cannot be opened: .*does not keep to If-None-Match"):
        Archive(ObjectStorage(bucket, where="s3://b", local=tmp_path))
    assert not list(ObjectStorage(bucket, where="s3://b", local=tmp_path).names())


class Retried:
    """A connection on which every answer is lost once: the library asks again, and meets what it has put itself."""

    def __init__(self, put):
        self._put = put

    def __call__(self, store, name, content, **options):
        with suppress(BaseError):  # nor is a refusal heard the first time
            self._put(store, name, content, **options)
        return self._put(store, name, content, **options)


def test_a_put_that_meets_itself_is_done(tmp_path, monkeypatch):
    monkeypatch.setattr(objects.obstore, "put", Retried(objects.obstore.put))
    storage = ObjectStorage(MemoryStore(), where="s3://bucket", local=tmp_path / "archive")
    archive = opened(storage)
    digest, erased = archive.put_all([(MAIL, None), (MAIL + b"2", None)])
    for seen in (SEEN, ELSEWHERE):
        archive.note(digest, Provenance(seen=(seen,)))
    DocumentPasswords(storage).put("a" * 64, "first")
    archive.tombstones.bury([(Known.ORIGINAL, erased)], cause=Cause.ERASURE, at=AT)
    assert removal.remove(archive, erased, Cause.ERASURE)
    again = opened(storage)
    assert (list(again.digests()), again.get(digest)) == ([digest], MAIL)
    assert again.provenance(digest).seen == (SEEN, ELSEWHERE)
    assert [entry["cause"] for entry in removal.journal(again)] == ["erasure"]
    assert DocumentPasswords(storage).of("a" * 64) == ("first",)
    assert not list(storage.names("tmp/"))


def test_what_a_killed_process_left_of_its_trial_goes(tmp_path, monkeypatch):
    bucket = MemoryStore()
    bucket.put("tmp/left", b"first")
    storage = ObjectStorage(bucket, where="s3://bucket", local=tmp_path)
    opened(storage)
    assert list(storage.names("tmp/")) == ["tmp/left"], "it may be another's that is at it"
    monkeypatch.setattr(objects, "LEFT", timedelta())
    opened(storage)
    assert not list(storage.names("tmp/"))


class Versioned:
    """A bucket that keeps versions of what is overwritten."""

    def __init__(self, put):
        self._put = put

    def __call__(self, store, name, content, **options):
        return self._put(store, name, content, **options) | {"version": "1"}


def test_a_bucket_that_keeps_versions_is_refused_unless_that_is_known(tmp_path, monkeypatch):
    monkeypatch.setattr(objects.obstore, "put", Versioned(objects.obstore.put))
    bucket = MemoryStore()
    with pytest.raises(ArchiveError, match=r"keeps versions, so that what is erased would stay"):
        Archive(ObjectStorage(bucket, where="s3://b", local=tmp_path))
    archive = Archive(ObjectStorage(bucket, where="s3://b", local=tmp_path, keeps_versions=True))
    assert archive.get(archive.put(MAIL)) == MAIL


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("RequestTimeTooSkewed", "this machine's clock and the server's are too far apart"),
        ("AccessDenied", "the access key may not do that there"),
        ("QuotaExceeded", "the quota is used up"),
    ],
)
def test_what_a_server_says_is_told_in_a_sentence(tmp_path, monkeypatch, code, sentence):
    def refusing(*_, **__):
        raise BaseError(f"PUT https://h/b - 403: <?xml?><Error><Code>{code}</Code></Error>\n\nDebug source:\n{{}}")

    archive = Archive(ObjectStorage(MemoryStore(), where="s3://b", local=tmp_path))
    monkeypatch.setattr(objects.obstore, "put", refusing)
    with pytest.raises(ArchiveError, match=sentence) as told:
        archive.put(MAIL)
    assert isinstance(told.value, ArchiveFull) == (code == "QuotaExceeded")
