"""Real servers for the tests that need one. Without Dovecot they are skipped; with CI=true that is a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobs.sandbox import pool
from tests import zygotes
from tests.mailboxes import SampleRead
from tests.missing import missing
from tests.once import made_once
from tests.servers.ceph import BINARY as CEPH
from tests.servers.ceph import Ceph
from tests.servers.dovecot import BINARY, Dovecot

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True, scope="module")
def zygotes_are_forked(request: pytest.FixtureRequest) -> Iterator[None]:
    """Pools begin with the parsers loaded, but where the start itself is tried."""
    begun = pool.start_zygote
    if "sandbox" not in request.path.parts:
        zygotes.start_in(pool, zygotes.listening())
    yield
    pool.start_zygote = begun


@pytest.fixture
def dovecot(has_dovecot: None) -> Iterator[Dovecot]:
    """A Dovecot of its own for this test, with the accounts "a" and "b"."""
    with Dovecot() as server:
        yield server


@pytest.fixture(scope="session")
def ceph() -> Iterator[Ceph]:
    """Ceph with its S3 gateway, for the whole session; each test makes buckets of its own."""
    if not CEPH.exists():
        missing("Ceph is missing: apt install radosgw ceph-mon ceph-osd")
    with Ceph() as server:
        yield server


@pytest.fixture(scope="session")
def has_dovecot() -> None:
    """Skip, or fail where nothing may be missing, on machines without Dovecot."""
    if not BINARY.exists():
        missing("Dovecot is missing: apt install dovecot-imapd")


@pytest.fixture(scope="session")
def sample_read(has_dovecot: None, tmp_path_factory: pytest.TempPathFactory) -> SampleRead:
    """The sample mailbox as the daemon reads it undisturbed, for all processes of the run: copy it."""
    return SampleRead(made_once(tmp_path_factory, "sample", lambda folder: SampleRead(folder).make()))
