"""Encryption at rest: what lies on disk, which keys open it, and what happens where they are missing."""

from __future__ import annotations

import errno
import hashlib
import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.archive import encrypting, removal
from ingest.archive.originals import Archive
from ingest.archive.removal import Cause
from ingest.archive.sealing import Seal, new_key
from ingest.errors import ArchiveError, KeyUnfit, OriginalDamaged, OriginalErased, SealBroken
from tests.each import each

OLD, NEW, SAFE = new_key(), new_key(), new_key()
MAIL = b"Subject: Recrutement EO\r\n\r\nxylophoniste\r\n"
WORD = b"xylophoniste"
ROOT = Path(__file__).parents[4]


def sealed_with(*keys, also=()):
    return Seal([secret for secret, _ in keys], also=[public for _, public in also], source="encryption.key_file (k)")


def opened(folder, *keys, **options):
    return Archive(folder, seal=sealed_with(*keys) if keys else None, keys=["k" * 40], **options)


def traces(folder):
    """Files below that hold a word of the mail."""
    return [path for path in folder.rglob("*") if path.is_file() and WORD in path.read_bytes()]


def test_an_encrypted_original_lies_there_under_the_digest_of_its_plain_bytes(tmp_path):
    archive = opened(tmp_path, OLD)
    digest = archive.put(MAIL)
    assert digest == hashlib.sha256(MAIL).hexdigest()
    assert (archive.folder / archive.name(digest)).name == f"{digest}.eml.age"
    assert (archive.folder / archive.name(digest)).stat().st_mode & 0o777 == 0o600
    assert (archive.folder / archive.name(digest)).read_bytes().startswith(b"age-encryption.org/v1\n-> X25519 ")
    assert (archive.get(digest), archive.verify(digest), list(archive.digests())) == (MAIL, True, [digest])
    assert traces(tmp_path) == []


@settings(max_examples=20, deadline=None)
@example(b"", 0, 1)
@example(b"x", 30, 32)
@example(b"\x00" * 70_000, 400, 255)
@example(b"mail" * 40_000, 66_000, 1)
@example(b"y" * 200_000, 199_999, 128)
@example(b"z" * 65_536, 10**9, 7)
@given(st.binary(max_size=200_000), st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_what_was_changed_or_cut_short_is_never_opened(plain, place, change):
    seal = sealed_with(OLD, also=[SAFE])
    sealed = seal.seal(plain)
    assert seal.open(sealed) == plain
    place %= len(sealed)
    payload = sealed.index(b"\n--- ") + 1
    with pytest.raises((SealBroken, KeyUnfit) if place < payload else SealBroken):
        seal.open(sealed[:place] + bytes([sealed[place] ^ change]) + sealed[place + 1 :])
    with pytest.raises(SealBroken):
        seal.open(sealed[:place])


def test_a_damaged_encrypted_original_is_told_and_put_again(tmp_path):
    archive = opened(tmp_path, OLD)
    digest = archive.put(MAIL)
    (archive.folder / archive.name(digest)).write_bytes((archive.folder / archive.name(digest)).read_bytes()[:-1])
    assert not archive.verify(digest)
    with pytest.raises(OriginalDamaged, match=digest):
        archive.get(digest)
    archive.put(MAIL)
    assert archive.get(digest) == MAIL


def test_another_original_under_its_name_is_damage(tmp_path):
    """Whoever has the public key can encrypt: the digest still tells."""
    archive = opened(tmp_path, OLD)
    digest = archive.put(MAIL)
    (archive.folder / archive.name(digest)).write_bytes(archive.seal.seal(b"another"))
    assert not archive.verify(digest)
    with pytest.raises(OriginalDamaged):
        archive.get(digest)


@pytest.mark.parametrize("keys", [(), (NEW,)])
def test_without_the_key_nothing_is_written_and_the_error_names_where_it_comes_from(tmp_path, keys):
    digest = opened(tmp_path, OLD).put(MAIL)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(KeyUnfit, match=r"encryption\.key_file"):
        opened(tmp_path, *keys)
    looked = opened(tmp_path, *keys, read_only=True)
    for asked in (looked.get, looked.verify):
        with pytest.raises(KeyUnfit, match=r"encryption\.key_file"):
            asked(digest)
    assert sorted(tmp_path.rglob("*")) == before


class Full:
    """A disk with so much room."""

    def __init__(self, room):
        self.room = room

    def write(self, content):
        self.room -= len(content)
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return len(content)

    def flush(self):
        pass


@each("plain", [b"", MAIL, MAIL * 1000])
def test_a_full_disk_is_told_as_one_whichever_byte_it_meets(plain):
    seal = sealed_with(OLD)
    sealed = seal.seal(plain)
    for room in range(0, len(plain), 1 + len(plain) // 40):
        for write in (lambda disk: seal.write(plain, disk), lambda disk: seal._pour(io.BytesIO(sealed), disk)):
            with pytest.raises(OSError, match="No space left") as caught:
                write(Full(room))
            assert caught.value.errno == errno.ENOSPC


def test_a_damaged_proof_of_the_keys_is_told(tmp_path):
    opened(tmp_path, OLD)
    (tmp_path / "key.age").write_bytes((tmp_path / "key.age").read_bytes()[:-1])
    with pytest.raises(ArchiveError, match=r"key\.age is damaged"):
        opened(tmp_path, OLD)


@each("given", [("nonsense", "secret key"), (OLD[1], "secret key"), (None, "no key")])
def test_what_is_no_key_is_told_without_telling_it(given):
    text, told = given
    with pytest.raises(KeyUnfit, match=told) as caught:
        Seal([text] if text else [], source="encryption.key_file (k)")
    assert text is None or text not in str(caught.value)


def test_a_key_in_a_safe_opens_everything_too(tmp_path):
    archive = Archive(tmp_path, seal=sealed_with(OLD, also=[SAFE]))
    digest = archive.put(MAIL)
    assert opened(tmp_path, SAFE, read_only=True).get(digest) == MAIL


def test_a_mixed_archive_is_read_and_encrypted_and_keeps_what_stands_beside(tmp_path):
    plain = opened(tmp_path)
    first = plain.put(MAIL)
    os.utime(plain.folder / plain.name(first), ns=(1, 2 * 10**9))
    archive = opened(tmp_path, OLD)
    second = archive.put(MAIL + b"2")
    assert {archive.get(one) for one in archive.digests()} == {MAIL, MAIL + b"2"}
    assert [archive.is_plain(one) for one in (first, second)] == [True, False]
    done = encrypting.encrypt(archive)
    assert (done.originals, done.damaged, traces(tmp_path)) == (1, (), [])
    assert (archive.folder / archive.name(first)).stat().st_mtime == 2
    assert {archive.get(one) for one in archive.digests()} == {MAIL, MAIL + b"2"}
    assert encrypting.encrypt(archive).originals == 0


def test_a_damaged_plain_original_is_left_and_named(tmp_path):
    plain = opened(tmp_path)
    digest, other = plain.put(MAIL), plain.put(MAIL + b"2")
    (plain.folder / plain.name(digest)).write_bytes(b"x")
    archive = opened(tmp_path, OLD)
    assert encrypting.encrypt(archive).damaged == (digest,)
    assert ((archive.folder / archive.name(digest)).read_bytes(), archive.get(other)) == (b"x", MAIL + b"2")


def test_a_new_key_takes_the_place_of_the_old_one(tmp_path):
    archive = opened(tmp_path, OLD)
    digest = archive.put(MAIL)
    rotating = opened(tmp_path, NEW, OLD)
    later = rotating.put(MAIL + b"2")
    with pytest.raises(KeyUnfit):  # the old one is still needed
        opened(tmp_path, NEW)
    assert encrypting.encrypt(rotating).originals == 1
    rotated = opened(tmp_path, NEW)
    assert (rotated.get(digest), rotated.get(later)) == (MAIL, MAIL + b"2")
    with pytest.raises(KeyUnfit):
        opened(tmp_path, OLD)


def test_a_key_in_a_safe_is_added_to_what_is_there(tmp_path):
    digest = opened(tmp_path, OLD).put(MAIL)
    encrypting.encrypt(Archive(tmp_path, seal=sealed_with(OLD, also=[SAFE])))
    assert opened(tmp_path, SAFE, read_only=True).get(digest) == MAIL


def test_what_is_in_the_trash_is_encrypted_and_comes_back(tmp_path):
    plain = opened(tmp_path)
    digest = plain.put(MAIL)
    removal.remove(plain, digest, Cause.UNNAMED)
    archive = opened(tmp_path, OLD)
    encrypting.encrypt(archive)
    assert (list(removal.trash(archive)), traces(tmp_path)) == ([f"trash/{digest}.eml.age"], [])
    removal.put_back(archive, digest)
    assert archive.get(digest) == MAIL


@pytest.mark.parametrize("keys", [(), (OLD,)])
def test_erasure_takes_every_copy_and_keeps_it_away(tmp_path, keys):
    digest = opened(tmp_path).put(MAIL)
    archive = opened(tmp_path, *keys)
    if keys:  # as a kill between the two leaves it
        sealed, _ = archive.copies(digest)
        (archive.folder / sealed).write_bytes(archive.seal.seal(MAIL))
    archive.tombstones.bury([("original", digest)], cause="erasure", at=datetime.now(UTC))
    assert removal.remove(archive, digest, Cause.ERASURE)
    assert list(tmp_path.glob("??/??/*")) == []
    with pytest.raises(OriginalErased):
        archive.put(MAIL)


@pytest.mark.parametrize("kinds", [((), (OLD,)), ((OLD,), ()), ((OLD,), (NEW,))])
def test_originals_are_brought_from_one_kind_of_archive_into_another(tmp_path, kinds):
    here, there = kinds
    source = opened(tmp_path / "here", *here)
    digest = source.put(MAIL)
    target = opened(tmp_path / "there", *there)
    assert target.bring(source, [digest], lambda _: None).copied == 1
    assert target.bring(source, [digest], lambda _: None).copied == 0
    assert target.get(digest) == MAIL


def test_everything_is_plain_again_and_no_key_is_asked_for(tmp_path):
    archive = opened(tmp_path, OLD)
    kept, trashed = archive.put(MAIL), archive.put(MAIL + b"2")
    removal.remove(archive, trashed, Cause.UNNAMED)
    at = (archive.folder / archive.name(kept)).stat().st_mtime_ns
    assert encrypting.decrypt(archive).originals == 1
    plain = opened(tmp_path)
    assert (plain.get(kept), (plain.folder / plain.name(kept)).stat().st_mtime_ns) == (MAIL, at)
    removal.put_back(plain, trashed)
    assert plain.get(trashed) == MAIL + b"2"
    assert list(tmp_path.rglob("*.age")) == []


def test_while_something_encrypted_is_damaged_its_key_is_still_asked_for(tmp_path):
    archive = opened(tmp_path, OLD)
    whole, damaged = archive.put(MAIL), archive.put(MAIL + b"2")
    (archive.folder / archive.name(damaged)).write_bytes((archive.folder / archive.name(damaged)).read_bytes()[:-1])
    done = encrypting.decrypt(archive)
    assert (done.originals, done.damaged) == (1, (damaged,))
    assert opened(tmp_path, OLD).get(whole) == MAIL
    with pytest.raises(KeyUnfit):
        opened(tmp_path)


def test_a_link_in_the_folder_of_what_is_half_written_is_not_followed(tmp_path):
    archive, outside = Archive(tmp_path / "archive"), tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_bytes(b"x")
    (archive.folder / "tmp" / "link").symlink_to(outside, target_is_directory=True)
    Archive(archive.folder)
    assert (outside / "kept").exists()
