"""The archive's storage on a real S3-speaking server: the suite that the folder passes, and what only a server does."""

from __future__ import annotations

import pytest
from obstore.store import S3Store

from ingest.archive import removal
from ingest.archive.objects import ObjectStorage
from ingest.archive.originals import Archive
from ingest.archive.removal import Cause
from ingest.archive.tombstones import Known
from ingest.errors import ArchiveError
from tests.servers.ceph import ACCESS_KEY, KMS_KEY, SECRET_KEY
from tests.unit.ingest.archive import test_storage as suite

pytestmark = pytest.mark.soak("needs Ceph; `make test` has the same suite on a bucket in memory (unit/ingest/archive)")
MAIL = suite.MAIL
test_an_original_comes_back = suite.test_an_original_comes_back_as_it_was_put_and_is_known_by_its_digest
test_what_another_wrote = suite.test_what_another_wrote_under_the_digest_is_told_and_put_right
test_a_put_may_be_asked = suite.test_a_put_may_be_asked_to_leave_what_is_there
test_provenance_is_joined = suite.test_provenance_is_joined_whoever_wrote_it_in_between
test_what_is_erased = suite.test_what_is_erased_is_gone_and_stays_away
test_the_trash = suite.test_the_trash_keeps_for_a_time_and_gives_back
test_originals_are_encrypted = suite.test_originals_are_encrypted_for_a_new_key_and_plain_again
test_when_written = suite.test_when_an_original_was_written_is_kept_where_it_is_copied
test_passwords = suite.test_passwords_are_kept_beside_whoever_entered_one_in_between
test_a_log = suite.test_a_log_has_all_lines_in_order_and_another_state_with_each
test_only_looked_at = suite.test_an_archive_that_is_only_looked_at_changes_nothing


def storage_of(ceph, bucket, tmp_path, *, keeps_versions=False, client=None, **config):
    given = {
        "endpoint": ceph.endpoint,
        "region": "us-east-1",
        "access_key_id": ACCESS_KEY,
        "secret_access_key": SECRET_KEY,
    }
    options = {"allow_http": True, "timeout": "10m", "connect_timeout": "5m"} if client is None else client
    store = S3Store(bucket, prefix="p/q", config=given | config, client_options=options)
    return ObjectStorage(store, where=f"s3://{bucket}/p/q", local=tmp_path / "local", keeps_versions=keeps_versions)


@pytest.fixture
def bucket(ceph):
    return ceph.bucket()


@pytest.fixture
def storage(ceph, bucket, tmp_path):
    return storage_of(ceph, bucket, tmp_path)


def refused(ceph, bucket, tmp_path, **config):
    """What is said of it."""
    with pytest.raises(ArchiveError) as told:
        Archive(storage_of(ceph, bucket, tmp_path, **config))
    return str(told.value)


def test_what_is_the_matter_is_told_in_one_sentence(ceph, bucket, tmp_path):
    where = "archive s3://nowhere/p/q: cannot be opened: "
    assert refused(ceph, "nowhere", tmp_path) == where + "there is no such bucket"
    where = f"archive s3://{bucket}/p/q: cannot be opened: "
    assert refused(ceph, bucket, tmp_path, access_key_id="x") == where + "the server does not know the access key"
    assert refused(ceph, bucket, tmp_path, secret_access_key="x") == where + "the secret key is not the access key's"
    with pytest.raises(ArchiveError, match="there is no such bucket"):
        Archive(storage_of(ceph, "nowhere", tmp_path), read_only=True)


def test_a_certificate_that_nobody_vouches_for_is_refused_and_a_private_authority_taken(ceph, bucket, tmp_path):
    assert "nobody we trust vouches" in refused(ceph, bucket, tmp_path, client={}, endpoint=ceph.tls_endpoint)
    trusted = {"root_certificate": ceph.ca_file.read_bytes(), "timeout": "10m"}
    archive = Archive(storage_of(ceph, bucket, tmp_path, client=trusted, endpoint=ceph.tls_endpoint))
    assert archive.get(archive.put(MAIL)) == MAIL


def test_the_server_encrypts_where_it_is_asked_to(ceph, bucket, tmp_path):
    archive = Archive(
        storage_of(ceph, bucket, tmp_path, server_side_encryption="aws:kms", sse_kms_key_id=KMS_KEY), keys=["k" * 40]
    )
    digest = archive.put(MAIL)
    assert archive.get(digest) == MAIL
    assert ceph.is_encrypted(bucket, f"p/q/{archive.name(digest)}")
    removal.remove(archive, digest, Cause.UNNAMED)
    assert ceph.is_encrypted(bucket, f"p/q/{removal.trash(archive)[0]}")


def test_a_bucket_that_keeps_versions_is_refused(ceph, tmp_path):
    bucket = ceph.bucket(versioned=True)
    assert "the bucket keeps versions, so that what is erased would stay" in refused(ceph, bucket, tmp_path)
    with pytest.raises(ArchiveError, match="does not keep to If-None-Match"):  # Ceph asks no condition there
        Archive(storage_of(ceph, bucket, tmp_path, keeps_versions=True))


def test_what_was_erased_is_in_no_object_of_the_bucket(ceph, bucket, storage):
    archive = Archive(storage, keys=["k" * 40])
    digest = archive.put(MAIL)
    assert any(digest in name for name in ceph.kept(bucket))
    archive.tombstones.bury([(Known.ORIGINAL, digest)], cause=Cause.ERASURE, at=suite.AT)
    removal.remove(archive, digest, Cause.ERASURE)
    assert not any(digest in name for name in ceph.kept(bucket))
