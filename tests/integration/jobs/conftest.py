from __future__ import annotations

import pytest

from tests import mailboxes


@pytest.fixture(scope="module")
def undisturbed(server, tmp_path_factory):
    """The configuration of one poll of the module's server that nothing disturbed."""
    configuration = mailboxes.configure(server, tmp_path_factory.mktemp("undisturbed"))
    assert mailboxes.command(configuration, "poll").returncode == 0
    return configuration


@pytest.fixture
def configuration(server, tmp_path):
    """A configuration with an empty store."""
    return mailboxes.configure(server, tmp_path)
