"""What an account may have under way at once, and that every address that is dear says so."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager

import anyio.to_thread
import pytest

from desk.web.access import DECLARED
from desk.web.lanes import AT_ONCE, DEAR_AT_ONCE, DEAR_WAITING, WAITING, AccountLanes, Asker, Full
from desk.web.login import devices
from tests.unit.desk.web.conftest import HASH, NOW
from tests.unit.desk.web.in_place import _at_once
from tests.unit.desk.web.test_precedence import settled

READER = Asker("account", "jury")
FILES = (".pdf", ".xlsx", "export.{kind}")


@pytest.mark.parametrize("address", sorted(DECLARED))
def test_what_makes_a_file_or_searches_is_dear(address):
    declared = DECLARED[address]
    assert declared.dear or not (address.endswith(FILES) or declared.act in {"export", "print", "search"})


@pytest.mark.parametrize("address", ["GET /", "GET /applications/{application_id}", "GET /login", "POST /views"])
def test_pages_are_not_dear(address):
    assert not DECLARED[address].dear


class Request:
    """One request of a browser that somebody is logged in with."""

    def __init__(self, site, path, *, cookie="desk=token of jury"):
        headers = [(b"cookie", cookie.encode()), (b"host", b"127.0.0.1")]
        path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": headers,
            "client": ("192.0.2.1", 1),
            "server": ("127.0.0.1", 80),
            "state": {},
        }
        self.told = []
        self.task = asyncio.create_task(site(scope, self.receive, self.send))

    async def receive(self):
        return {"type": "http.request", "body": b""}

    async def send(self, message):
        self.told.append(message)

    @property
    def status(self):
        return self.told[0]["status"] if self.told else None

    @property
    def headers(self):
        return dict(self.told[0]["headers"])

    @property
    def text(self):
        return b"".join(message.get("body", b"") for message in self.told).decode()


@asynccontextmanager
async def busy(site, asker, turns, *, dear):
    """So many turns of somebody's are taken."""
    async with AsyncExitStack() as held:
        for _ in range(turns):
            await held.enter_async_context(site.state.account_lanes.turn(asker, dear=dear))
        yield


@pytest.fixture
def site(site, monkeypatch):
    """Whatever would be done in a thread is done in this one: the order of things is then the same each time."""
    monkeypatch.setattr(anyio.to_thread, "run_sync", _at_once)
    site.state.account_lanes = AccountLanes()
    return site


@pytest.mark.parametrize("path", ["/export.csv", "/search?q=anne", "/api/search?q=anne", "/compare.pdf?id={}"])
def test_more_that_is_dear_waits_and_too_much_is_turned_away(site, anne, path):
    async def work():
        async with busy(site, READER, DEAR_AT_ONCE, dear=True):
            waiting = [Request(site, path.format(anne)) for _ in range(DEAR_WAITING)]
            more = Request(site, path.format(anne))
            await settled()
            assert [one.status for one in waiting] == [None] * DEAR_WAITING
        await asyncio.gather(*(one.task for one in waiting))
        return [one.status for one in waiting], more

    waited, more = asyncio.run(work())
    assert waited == [200] * DEAR_WAITING
    assert (more.status, more.headers[b"retry-after"]) == (429, b"5")
    assert "pour votre compte" in more.text


def test_who_is_busy_holds_up_nobody_else_and_not_the_list(site, anne):
    async def work():
        async with busy(site, READER, DEAR_AT_ONCE, dear=True):
            theirs = Request(site, "/")
            others = [Request(site, path, cookie="desk=token of mireille") for path in ("/", "/export.csv")]
            await settled()
            return [one.status for one in (theirs, *others)]

    assert asyncio.run(work()) == [200, 200, 200]


def test_pages_have_as_many_turns_as_a_browser_has_connections(site, anne):
    async def work():
        async with busy(site, READER, AT_ONCE, dear=False):
            waits = Request(site, "/")
            await settled()
            assert waits.status is None
        await waits.task
        return waits.status

    assert asyncio.run(work()) == 200


def test_too_many_pages_are_turned_away():
    async def work():
        lanes = AccountLanes()

        async def enter():
            async with lanes.turn(READER, dear=False):
                await asyncio.Event().wait()

        tasks = [asyncio.create_task(enter()) for _ in range(AT_ONCE + WAITING)]
        await settled()
        with pytest.raises(Full):
            await enter()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(work())


def test_a_lane_with_nobody_in_it_is_forgotten():
    async def work():
        lanes = AccountLanes()
        async with lanes.turn(READER, dear=True):
            within = len(lanes._lanes)
        return within, len(lanes._lanes)

    assert asyncio.run(work()) == (1, 0)


def test_before_a_login_a_known_device_has_turns_of_its_own(site):
    held = devices.with_device("", "mireille", HASH, NOW)
    device = Asker("device", devices.known(held, {"mireille": HASH}.get, NOW)["mireille"])

    async def work():
        async with busy(site, device, AT_ONCE, dear=False):
            theirs = Request(site, "/login", cookie=f"desk_device={held}")
            owner = Request(site, "/", cookie="desk=token of mireille")
            await settled()
            assert (theirs.status, owner.status) == (None, 200)
        await theirs.task
        return theirs.status

    assert asyncio.run(work()) == 200
