"""Real servers for the tests that need one. Without Dovecot they are skipped; with CI=true that is a failure."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.servers.dovecot import BINARY, Dovecot

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def dovecot(has_dovecot: None) -> Iterator[Dovecot]:
    """A Dovecot of its own for this test, with the accounts "a" and "b"."""
    with Dovecot() as server:
        yield server


@pytest.fixture(scope="session")
def has_dovecot() -> None:
    """Skip, or fail where nothing may be missing, on machines without Dovecot."""
    if BINARY.exists():
        return
    if os.environ.get("CI") == "true":
        pytest.fail("Dovecot is missing: apt install dovecot-imapd")
    pytest.skip("Dovecot is missing: apt install dovecot-imapd")
