"""A mail server has so many places, and a mailbox always the same one; a fault that nobody expected is told."""

from __future__ import annotations

import asyncio

import pytest
from psycopg import OperationalError
from structlog.testing import capture_logs

from jobs.config.settings import MailboxSettings
from jobs.daemon.workers import engine
from jobs.daemon.workers.engine import ServerPlaces
from store.errors import StoreError, StoreUnreachable


def mailbox(name, url):
    return MailboxSettings(name=name, url=url, **({} if url.startswith("maildir") else {"password_env": "X"}))


SERVERS = [mailbox(f"m{number}", f"imaps://m{number}@one.example/INBOX") for number in range(5)]
OTHERS = [mailbox("other", "imaps://other@two.example/INBOX"), mailbox("here", "maildir:///srv/mail")]


def test_mailboxes_of_a_server_share_its_places():
    places = ServerPlaces(per_server=2, mailboxes=[*SERVERS, *OTHERS])
    locks = [places.lock_of(one.name) for one in SERVERS]
    assert locks == ["server one.example 0", "server one.example 1"] * 2 + ["server one.example 0"]
    assert len({places.lock_of(one.name) for one in OTHERS} | {*locks}) == 4


def test_one_that_left_the_configuration_is_alone():
    assert ServerPlaces(per_server=2, mailboxes=SERVERS).lock_of("gone") == "mailbox gone"


def test_a_fault_that_nobody_expected_is_told_without_its_words():
    with capture_logs() as told, pytest.raises(KeyError), engine._told():
        raise KeyError("a candidate's word")
    assert [line["event"] for line in told] == ["a job failed for good"]
    assert told[0]["error"].startswith("KeyError in test_engine.py, line ")


class Away:
    """An engine whose server gives no connection."""

    async def open_async(self):
        raise OperationalError("pool initialization incomplete after 30.0 sec")


def test_a_server_that_gives_no_connection_is_the_store_s_fault():
    async def enter():
        async with engine.opened(Away()):
            pass

    with pytest.raises(StoreUnreachable, match="the queue can't be reached: pool initialization"):
        asyncio.run(enter())


def test_a_job_that_breaks_off_for_a_reason_that_we_know_ends():
    with capture_logs() as told, engine._told():
        raise StoreError("the store is gone")
    assert [line["error"] for line in told] == ["the store is gone"]
