"""What a recruiter is told where nothing can be put into the archive, though the store has room."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC, datetime

import httpx2
import pytest

from desk.web.login.passwords import hash_password
from jobs.config import configuration
from jobs.runtime.workplace import open_store
from jobs.serve.serving import ListenAddress, site
from tests import desks
from tests.full_disk import fill, small_disk
from tests.maildirs import Maildirs
from tests.unit.desk.web.in_place import InPlace


@pytest.fixture
def place(tmp_path):
    """A locked CV that was read; its archive stands on a disk of its own, which has no room any more."""
    with small_disk(tmp_path / "disk", mib=16) as disk:
        maildirs = Maildirs.make(tmp_path / "mail")
        maildirs.deliver("a", desks.locked_application(), datetime(2026, 3, 1, tzinfo=UTC), "1.test")
        file = maildirs.configure(tmp_path)
        file.write_text(file.read_text("utf-8").replace('archive = "archive"', f'archive = "{disk}/archive"'), "utf-8")
        assert desks.command(tmp_path, "poll").returncode == 0
        settings = configuration.load(file)
        with closing(open_store(settings)) as store, store.begin() as transaction:
            transaction.accounts.add_user("mireille", "recruiter", hash_password(desks.PASSWORD), "fr")
        yield settings, disk


@pytest.fixture
def recruiter(place):
    with site(place[0], ListenAddress(host="127.0.0.1", port=80)) as app:
        client = httpx2.Client(transport=InPlace(app), base_url="http://127.0.0.1", follow_redirects=True)
        client.post("/login", data={"name": "mireille", "password": desks.PASSWORD, "csrf": csrf(client, "/login")})
        yield client


def csrf(client, path):
    return re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)[1]


def test_a_password_that_finds_no_room_is_refused_in_words_and_taken_when_there_is(place, recruiter):
    unlocking = {"password": desks.LOCK, "csrf": csrf(recruiter, "/sort")}
    fill(place[1])
    refused = recruiter.post("/documents/10001/unlock", data=unlocking)
    (place[1] / "filling").unlink()
    done = recruiter.post("/documents/10001/unlock", data=unlocking)
    assert (refused.status_code, done.status_code) == (503, 200)
    assert "Rien ne peut être enregistré" in refused.text
