from __future__ import annotations

import os
from shutil import copyfile

import pytest

from jobs.config import configuration
from jobs.errors import UsageError
from jobs.runtime.workplace import open_workplace, refuse_root
from tests.maildirs import Maildirs

SOMEBODY = 61500


@pytest.fixture
def settings(tmp_path, migrated):
    settings = configuration.load(Maildirs.make(tmp_path).configure())
    copyfile(migrated, settings.database_file)
    with open_workplace(settings):
        return settings


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can write into what is another's")
@pytest.mark.parametrize("which", ["archive", "database_file"])
def test_root_writes_nothing_into_what_is_the_services_user(settings, which):
    os.chown(getattr(settings, which), SOMEBODY, SOMEBODY)
    with (
        pytest.raises(UsageError, match=r"belongs to the user 61500.*as-daemon"),
        open_workplace(settings),
    ):
        pass
    with open_workplace(settings, read_only=True):
        pass  # looking is free


def test_ones_own_is_no_fault(settings):
    refuse_root(settings)
