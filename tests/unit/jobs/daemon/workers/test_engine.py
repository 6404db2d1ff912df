"""A mail server has so many places, and a mailbox always the same one; a fault that nobody expected is told."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from procrastinate.exceptions import ConnectorException
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


class Queue:
    """What an engine knows of its jobs; its server is away, or goes away meanwhile."""

    def __init__(self, *, away="", goes_away=False):
        self.job_manager = self
        self.handed = []
        self._away = away
        self._goes_away = goes_away

    async def list_jobs_async(self, status):
        assert status == "doing"
        if self._away:
            raise ConnectorException(self._away)
        return [SimpleNamespace(worker_id=number, id=number) for number in (1, 2, 1)]

    async def retry_job(self, job):
        if self._goes_away:
            raise OperationalError("consuming input failed\n")
        self.handed.append(job.id)


@pytest.mark.parametrize(
    ("queue", "handed", "said"),
    [
        (Queue(), [1, 1], [("stopped in the middle of a job: it is given back", None)]),
        (
            Queue(away="no route"),
            [],
            [("stopped in the middle of a job: others take it when this worker is missed", "no route")],
        ),
        (
            Queue(goes_away=True),
            [],
            [("stopped in the middle of a job: others take it when this worker is missed", "consuming input failed")],
        ),
    ],
)
def test_what_is_under_way_when_a_worker_stops_is_given_back_or_left_to_be_missed(queue, handed, said):
    with capture_logs() as told:
        asyncio.run(engine.give_back(queue, [SimpleNamespace(worker_id=1)]))
    assert (queue.handed, [(line["event"], line.get("error")) for line in told]) == (handed, said)


def test_a_job_that_breaks_off_for_a_reason_that_we_know_ends():
    with capture_logs() as told, engine._told():
        raise StoreError("the store is gone")
    assert [line["error"] for line in told] == ["the store is gone"]
