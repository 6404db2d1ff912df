from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from ingest.errors import TokenStoreError
from ingest.oauth.token_store import SignIn, TokenFile

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SIGN_IN = SignIn(state='{"secret": "é"}', refreshed_at=NOW, dies_at=NOW + timedelta(days=90))


def test_what_was_saved_is_loaded(tmp_path):
    store = TokenFile(tmp_path / "tokens" / "a")
    assert store.load() is None
    store.save(SIGN_IN)
    assert store.load() == SIGN_IN
    undying = SignIn(state="x", refreshed_at=NOW)
    store.save(undying)
    assert store.load() == undying


def test_only_the_owner_may_read(tmp_path):
    store = TokenFile(tmp_path / "tokens" / "a")
    store.save(SIGN_IN)
    assert store.path.stat().st_mode & 0o777 == 0o600
    assert store.path.parent.stat().st_mode & 0o777 == 0o700
    assert [each.name for each in store.path.parent.iterdir()] == ["a"]
    store.path.chmod(0o640)
    with pytest.raises(TokenStoreError, match=rf"^token file {store.path}: others may read it: chmod 600$"):
        store.load()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"state": "x", "refreshed_at": "yesterday", "dies_at": null}'])
def test_a_file_of_something_else(tmp_path, text):
    path = tmp_path / "a"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(TokenStoreError, match="sign in again"):
        TokenFile(path).load()


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(TokenStoreError, match="cannot be written: "):
        TokenFile(tmp_path / "file" / "a").save(SIGN_IN)


def test_one_at_a_time(tmp_path):
    store = TokenFile(tmp_path / "a")
    entered = threading.Event()

    def other():
        with TokenFile(tmp_path / "a").locked():
            entered.set()

    with store.locked():
        thread = threading.Thread(target=other)
        thread.start()
        assert not entered.wait(0.1)
    assert entered.wait(600)
    thread.join()


@pytest.mark.parametrize(
    ("days", "warning"),
    [
        (0, None),
        (75, None),
        (76, "the sign-in expires on 2026-05-30"),
        (89, "the sign-in expires on 2026-05-30"),
        (90, "the sign-in expired on 2026-05-30"),
    ],
)
def test_a_warning_well_before_it_dies(days, warning):
    assert SIGN_IN.warning(NOW + timedelta(days=days)) == warning


def test_what_nobody_can_know_is_no_warning():
    assert SignIn(state="x", refreshed_at=NOW).warning(NOW + timedelta(days=9999)) is None
