"""The whole program with its originals in a bucket: in memory, and (soak) of a real S3-speaking server."""

from __future__ import annotations

import os
import re
import shutil
from datetime import UTC, datetime

import pytest
from obstore.exceptions import BaseError
from typer.testing import CliRunner

from ingest.archive import objects
from ingest.archive.originals import Archive
from ingest.archive.sealing import new_key
from ingest.errors import ArchiveError
from jobs.care.check import checks
from jobs.cli import every
from jobs.config import configuration as configurations
from jobs.runtime.archive_storage import archive_storage
from jobs.runtime.workplace import open_workplace
from tests import killing
from tests.maildirs import Maildirs
from tests.running import Running
from tests.running import command as ran
from tests.servers.buckets import Buckets
from tests.servers.ceph import SECRET_KEY
from tests.servers.proxy import Fault, Proxy

SOAK = pytest.mark.soak("needs Ceph; `make test` has the same on buckets in memory")
KILLED = pytest.mark.soak("needs Ceph; `make test` kills polls at every point with a folder (test_kill.py)")
WIRE = pytest.mark.soak("needs Ceph; `make test` has puts that fail, and what a server says as unit tests")
SECRET = "CANDIDATURES_OBJECTS"
PRIVACY = '\n[privacy]\nkey_env = "ERASURE_KEY"\n'
POINTS = ("objects.put:2", "archive.kept", "poll.record", "removal.written")


@pytest.fixture(autouse=True)
def secrets(monkeypatch):
    monkeypatch.setenv(SECRET, SECRET_KEY)
    monkeypatch.setenv("ERASURE_KEY", "k" * 40)


@pytest.fixture
def maildirs(tmp_path):
    made = Maildirs.make(tmp_path / "mail")
    for index, (mailbox, original, arrived) in enumerate(killing.mails(12)):
        made.deliver(mailbox, original, arrived, f"{index:06}.test")
    return made


@pytest.fixture(params=["memory", pytest.param("ceph", marks=SOAK)])
def server(request, monkeypatch):
    if request.param == "ceph":
        return request.getfixturevalue("ceph")
    buckets = Buckets()
    monkeypatch.setattr("obstore.store.S3Store", buckets.store)
    return buckets


@pytest.fixture
def bucket(server):
    return server.bucket()


@pytest.fixture
def config(maildirs, server, bucket, tmp_path):
    return maildirs.configure(tmp_path / "place", more=PRIVACY + server.section(bucket, secret_env=SECRET))


@pytest.fixture
def expected(maildirs, tmp_path):
    """What a pass comes to whose originals are in a folder."""
    made = maildirs.configure(tmp_path / "expected", more=PRIVACY)
    killing.run(made)
    return outcome(made)


def outcome(config):
    """What can be seen from outside, and the originals with what stands beside them."""
    settings = configurations.load(config)
    archive = Archive(archive_storage(settings), read_only=True)
    told = {digest: (archive.get(digest), archive.provenance(digest)) for digest in archive.digests()}
    exported = command(config, "export", "--format", "json", "--with-text")
    return exported, command(config, "messages", "--format", "json"), told


def command(config, *words, status=0):
    done = CliRunner().invoke(every(), [*map(str, words), "--config", str(config)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.output
    return done.output


@KILLED
def test_killed_at_every_point_the_next_poll_ends_as_if_nothing_had_been(
    maildirs, expected, ceph, tmp_path, monkeypatch
):
    for point in POINTS:
        config = maildirs.configure(
            tmp_path / point.replace(":", "-"), more=PRIVACY + ceph.section(ceph.bucket(), secret_env=SECRET)
        )
        monkeypatch.setenv("CANDIDATURES_FAILPOINT", point)
        assert ran(config, "poll").returncode == -9, point
        monkeypatch.delenv("CANDIDATURES_FAILPOINT")
        killing.run(config)
        assert outcome(config) == expected, point


class Breaking:
    """A server that ends a connection at its `last` put and at each later one."""

    def __init__(self, put, last):
        self._put, self._left = put, last

    def __call__(self, *given, **options):
        self._left -= 1
        if self._left < 0:
            raise BaseError("connection closed before message completed")
        return self._put(*given, **options)


def test_puts_that_fail_in_mid_poll_cost_a_pass_and_no_mail(maildirs, expected, tmp_path, monkeypatch):
    buckets = Buckets()
    monkeypatch.setattr("obstore.store.S3Store", buckets.store)
    for last in (3, 8, 20):
        config = maildirs.configure(
            tmp_path / str(last), more=PRIVACY + buckets.section(buckets.bucket(), secret_env=SECRET)
        )
        with monkeypatch.context() as patched:
            patched.setattr(objects.obstore, "put", Breaking(objects.obstore.put, last))
            with pytest.raises(ArchiveError, match="can't be reached"):
                killing.run(config)
        killing.run(config)
        assert outcome(config) == expected, last


@WIRE
def test_a_server_that_breaks_off_in_mid_poll_costs_a_pass_and_no_mail(maildirs, expected, ceph, tmp_path):
    """Each connection ends after so many bytes of the server's: among the originals, then among the puts."""
    section, told = ceph.section(ceph.bucket(), secret_env=SECRET), 0
    with Proxy(ceph.port) as proxy:
        config = maildirs.configure(
            tmp_path / "place", more=PRIVACY + section.replace(ceph.endpoint, f"http://127.0.0.1:{proxy.port}")
        )
        for after in (3000, 12000):
            proxy.fault = Fault(kind="rst", after=after)
            try:
                killing.run(config)
            except ArchiveError as exc:
                told += "can't be reached" in str(exc)
        proxy.fault = None
        killing.run(config)
    config = maildirs.configure(tmp_path / "place", more=PRIVACY + section)
    assert outcome(config) == expected
    assert told


@WIRE
def test_the_daemon_waits_for_a_server_that_is_away(maildirs, ceph, tmp_path):
    config = maildirs.configure(
        tmp_path / "place", closes_at="2099-01-01", interval=1, more=ceph.section(ceph.bucket(), secret_env=SECRET)
    )
    with Running(config, environment=dict(os.environ)) as daemon:
        daemon.until("poll made")
        ceph.stop()
        try:
            maildirs.deliver("a", killing.mail(90, datetime(2026, 3, 1, tzinfo=UTC)), datetime.now(UTC), "zzz.test")
            said = daemon.until("the pass failed midway; the next one does the rest")
        finally:
            ceph.start()
        assert "the object storage can't be reached" in said["error"]
        daemon.until("message read")
    assert "Candidature 90".casefold() in command(config, "messages", "--format", "json").casefold()


def test_what_a_person_asks_to_erase_is_in_no_object(config, server, bucket):
    killing.run(config)
    before = set(server.kept(bucket))
    command(config, "erase", "1", "--yes")
    with open_workplace(configurations.load(config), read_only=True) as place:
        gone = sorted(name for name in before - set(server.kept(bucket)) if name.endswith(".eml"))
        assert gone
        assert place.archive.tombstones
    killing.run(config)
    assert not {name for name in server.kept(bucket) if name in gone}
    command(config, "audit")


def test_a_backup_is_restored_into_an_empty_bucket(maildirs, config, expected, server, tmp_path):
    killing.run(config)
    command(config, "backup", tmp_path / "backup")
    command(config, "backup", tmp_path / "backup", "--verify")
    assert "(0 of them new)" in command(config, "backup", tmp_path / "backup")
    shutil.rmtree(config.parent)
    config = maildirs.configure(
        tmp_path / "place", more=PRIVACY + server.section(server.bucket(), secret_env=SECRET, tls=True)
    )
    command(config, "restore", tmp_path / "backup")
    assert outcome(config) == expected
    command(config, "audit")


def test_originals_are_encrypted_in_the_bucket_and_plain_again(maildirs, config, expected, server, bucket, tmp_path):
    killing.run(config)
    key = tmp_path / "key"
    key.write_text(new_key()[0])
    key.chmod(0o600)
    section = PRIVACY + server.section(bucket, secret_env=SECRET) + f'\n[encryption]\nkey_file = "{key}"\n'
    sealed = maildirs.configure(tmp_path / "place", more=section)
    command(sealed, "encrypt")
    assert not [name for name in server.kept(bucket) if name.endswith(".eml")]
    command(sealed, "audit")
    command(sealed, "encrypt", "--undo")
    assert (
        outcome(maildirs.configure(tmp_path / "place", more=PRIVACY + server.section(bucket, secret_env=SECRET)))
        == expected
    )


def test_the_archive_moves_into_the_bucket_and_back(maildirs, expected, server, bucket, tmp_path):
    place, section = tmp_path / "place", PRIVACY + server.section(bucket, secret_env=SECRET)
    config = filled_folder(maildirs, place, section)
    assert "there is none" in command(config, "poll", status=2)
    moves(config, "move-archive")
    assert outcome(config) == expected
    command(config, "audit")
    assert not list((place / "archive").glob("??/??/*"))
    moves(config, "move-archive", "--back")
    config = maildirs.configure(place, more=PRIVACY)
    assert outcome(config) == expected
    assert server.kept(bucket) == []
    command(config, "audit")


def filled_folder(maildirs, place, section):
    """A configuration with a bucket whose originals are still in the folder."""
    killing.run(maildirs.configure(place, more=PRIVACY))
    return maildirs.configure(place, more=section)


def moves(config, *words):
    assert re.search(r"\d+ originals, read back and compared", command(config, *words))


@KILLED
def test_a_move_that_is_killed_is_finished_by_the_next(maildirs, expected, ceph, tmp_path, monkeypatch):
    place, bucket = tmp_path / "place", ceph.bucket()
    config = filled_folder(maildirs, place, PRIVACY + ceph.section(bucket, secret_env=SECRET))
    for words, points in (
        (("move-archive",), ("objects.put:3", "moving.named")),
        (("move-archive", "--back"), ("moving.removed:4",)),
    ):
        for point in points:
            monkeypatch.setenv("CANDIDATURES_FAILPOINT", point)
            assert ran(config, *words).returncode == -9, point
            monkeypatch.delenv("CANDIDATURES_FAILPOINT")
        moves(config, *words)
    config = maildirs.configure(place, more=PRIVACY)
    assert (outcome(config), ceph.kept(bucket)) == (expected, [])
    command(config, "audit")


@WIRE
def test_check_tries_it_and_says_what_is_the_matter(maildirs, ceph, tmp_path, monkeypatch):
    bucket = ceph.bucket()
    config = maildirs.configure(tmp_path / "place", more=ceph.section(bucket, secret_env=SECRET))
    settings = configurations.load(config)
    assert (checks.bucket(settings).level, checks.bucket(settings).sentence) == (
        "ok",
        f"s3://{bucket}/originals: can be written, and overwrites nothing unasked",
    )
    section = ceph.section("nowhere", secret_env=SECRET)
    told = checks.bucket(configurations.load(maildirs.configure(tmp_path / "place", more=section)))
    assert (told.level, "there is no such bucket" in told.sentence) == ("fault", True)
    monkeypatch.setenv(SECRET, "another")
    assert "the secret key is not the access key's" in checks.bucket(settings).sentence
