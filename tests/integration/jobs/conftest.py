from __future__ import annotations

from pathlib import Path

import pytest

from tests import mailboxes
from tests.servers.dovecot import Dovecot

SAMPLE = Path(__file__).parents[2] / "data" / "sample-mailbox"


@pytest.fixture(scope="module")
def server(has_dovecot):
    """A Dovecot that holds the sample mailbox, for a module's tests: none of them changes its mail."""
    with Dovecot(("a", "b", "c", "d")) as started:
        mailboxes.deliver(started, SAMPLE)
        yield started


@pytest.fixture(scope="module")
def undisturbed(server, tmp_path_factory):
    """The export of one poll that nothing disturbed."""
    configuration = mailboxes.configure(server, tmp_path_factory.mktemp("undisturbed"))
    assert mailboxes.command(configuration, "poll").returncode == 0
    return configuration


@pytest.fixture
def configuration(server, tmp_path):
    """A configuration with an empty store."""
    return mailboxes.configure(server, tmp_path)
