from __future__ import annotations

import pytest

from jobs.errors import BusyError
from jobs.runtime.lock import at_once, exclusive, is_held


def test_a_lock_is_one_holders_and_looking_at_it_takes_it_from_nobody(tmp_path):
    file = tmp_path / "folder" / "x.lock"
    assert not is_held(file)
    with at_once(file):
        assert is_held(file)
        with pytest.raises(BusyError), at_once(file, tries=2):
            pass
    assert not is_held(file)


def test_whoever_waits_is_told_once(tmp_path):
    told = []
    with exclusive(tmp_path / "x.lock", waiting=lambda: told.append(1)):
        pass
    assert told == []
