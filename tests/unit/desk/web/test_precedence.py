"""Who is answered first: known visitors at once, strangers in turn, by rank, a few from one network."""

from __future__ import annotations

import asyncio
import json

import pytest
from starlette.responses import PlainTextResponse

from desk.web import precedence
from desk.web.lanes import Full, Lane
from desk.web.login.throttle import Origin
from desk.web.precedence import Precedence
from desk.web.protection import TooLarge


async def settled():
    """Everything that can go on has gone on."""
    for _ in range(20):
        await asyncio.sleep(0)


class Turns:
    """People in a lane, each of whom holds the turn until let go."""

    def __init__(self, lane):
        self.lane, self.inside, self.gone = lane, [], {}

    async def enter(self, name, rank=0):
        try:
            async with self.lane.turn(lambda: rank):
                self.inside.append(name)
                await self.gone.setdefault(name, asyncio.Event()).wait()
        except Full:
            return "full"
        return "served"

    def begin(self, name, rank=0):
        return asyncio.create_task(self.enter(name, rank))

    async def let_go(self, name):
        self.gone[name].set()
        await settled()


def test_the_next_turn_is_the_lowest_rank_s_and_then_the_first_come_s():
    async def work():
        turns = Turns(Lane(at_once=1, waiting=9))
        waiting = [("a", 0), ("flood", 7), ("b", 1), ("c", 1), ("d", 0)]
        tasks = [turns.begin(name, rank) for name, rank in waiting]
        await settled()
        for number in range(len(waiting)):
            await turns.let_go(turns.inside[number])
        return turns.inside, await asyncio.gather(*tasks)

    inside, outcomes = asyncio.run(work())
    assert inside == ["a", "d", "b", "c", "flood"]
    assert outcomes == ["served"] * 5


def test_a_rank_may_change_while_somebody_waits():
    async def work():
        lane, ranks = Lane(at_once=1, waiting=9), {"a": 0, "b": 0, "c": 0}
        served, free = [], asyncio.Event()

        async def enter(name):
            async with lane.turn(lambda: ranks[name]):
                served.append(name)
                await free.wait()

        tasks = [asyncio.create_task(enter(name)) for name in ranks]
        await settled()
        ranks["b"] = 1
        free.set()
        await asyncio.gather(*tasks)
        return served

    assert asyncio.run(work()) == ["a", "c", "b"]


def test_who_comes_to_a_full_lane_takes_the_place_of_the_last_in_rank():
    async def work():
        turns = Turns(Lane(at_once=1, waiting=2))
        a, flood, more, last, new = (
            turns.begin(name, rank) for name, rank in [("a", 0), ("flood", 5), ("more", 5), ("last", 5), ("new", 0)]
        )
        await settled()
        assert [task.done() for task in (a, flood, more, last, new)] == [False, False, True, True, False]
        for name in ("a", "new", "flood"):
            await turns.let_go(name)
        return await asyncio.gather(a, flood, more, last, new)

    assert asyncio.run(work()) == ["served", "served", "full", "full", "served"]


@pytest.mark.parametrize("called", [False, True])
def test_who_gives_up_leaves_no_turn_behind(called):
    """Also where the turn was theirs in the same moment."""

    async def work():
        turns = Turns(Lane(at_once=1, waiting=9))
        first, second = turns.begin("first"), turns.begin("second")
        await settled()
        if called:
            turns.gone["first"].set()
            await asyncio.sleep(0)  # the turn is the second's, who has not been told yet
        second.cancel()
        await settled()
        turns.gone["first"].set()
        third = turns.begin("third")
        await settled()
        await turns.let_go("third")
        return await asyncio.gather(first, third)

    assert asyncio.run(work()) == ["served", "served"]


class Held:
    """An application that answers each path only when it is let go, and notes who was begun."""

    def __init__(self):
        self.begun, self.gone = [], {}

    async def __call__(self, scope, receive, send):
        body = (await receive())["body"]
        self.begun.append(scope["path"])
        await self.gone.setdefault(scope["path"], asyncio.Event()).wait()
        await PlainTextResponse(b"answer to " + body)(scope, receive, send)


class Visitor:
    """One request through `Precedence`, its body given piece by piece and its answer taken when it pleases."""

    def __init__(self, site, door, path, *, host="192.0.2.1", method="GET", cookie="", password=b"", slow=False):
        headers = [(b"cookie", cookie.encode())] if cookie else []
        headers += [(b"authorization", password)] if password else []
        self.scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"",
            "headers": headers,
            "client": (host, 1),
            "app": site,
            "state": {},
        }
        self.pieces, self.told, self.takes = asyncio.Queue(), [], asyncio.Event()
        if not slow:
            self.give(b"whole")
            self.takes.set()
        self.task = asyncio.create_task(door(self.scope, self.pieces.get, self.send))

    def give(self, body, *, more=False):
        self.pieces.put_nowait({"type": "http.request", "body": body, "more_body": more})

    async def send(self, message):
        await self.takes.wait()
        self.told.append(message)

    @property
    def status(self):
        return self.told[0]["status"] if self.told else None


@pytest.fixture
def door():
    held = Held()
    return Precedence(held), held


def test_strangers_are_answered_a_few_at_a_time_and_known_visitors_at_once(site, door, store):
    async def work():
        outer, held = door
        for number in range(5):
            Visitor(site, outer, f"/{number}")
        known = Visitor(site, outer, "/known", cookie="desk=token of mireille")
        unknown = Visitor(site, outer, "/unknown", cookie="desk=token of nobody; desk_device=forged")
        await settled()
        return held.begun, known.scope["state"].get("is_known"), unknown.scope["state"].get("is_known")

    begun, known, unknown = asyncio.run(in_place(work))
    assert begun == ["/0", "/1", "/known"]
    assert (known, unknown) == (True, None)


async def in_place(work):
    """With what the store is asked answered in this thread: the order of things is then the same each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(precedence, "run_in_threadpool", at_once)
        return await work()


async def at_once(function, *given):
    return function(*given)


def test_a_slow_writer_and_a_slow_reader_hold_no_turn(site, door):
    async def work():
        outer, held = door
        slow = [Visitor(site, outer, f"/slow/{number}", slow=True) for number in range(4)]
        await settled()
        assert held.begun == []
        for visitor in slow[:2]:
            visitor.give(b"at ", more=True)
            visitor.give(b"last")
        held.gone = {f"/slow/{number}": asyncio.Event() for number in range(4)}
        for gone in held.gone.values():
            gone.set()
        await settled()
        assert held.begun == ["/slow/0", "/slow/1"], "they have their answers and do not take them"
        Visitor(site, outer, "/a"), Visitor(site, outer, "/b")
        await settled()
        begun = list(held.begun)
        slow[0].takes.set()
        await settled()
        return begun, slow[0].told[-1]["body"]

    begun, answer = asyncio.run(work())
    assert begun[2:] == ["/a", "/b"]
    assert answer == b"answer to at last"


def test_a_stranger_s_form_is_small(site, door):
    async def work():
        outer, held = door
        visitor = Visitor(site, outer, "/login", method="POST", slow=True)
        visitor.give(b"x" * precedence.STRANGERS_BYTES, more=True)
        await settled()
        assert not visitor.task.done()
        visitor.give(b"x", more=True)
        await settled()
        return held.begun, visitor.task.exception()

    begun, refused = asyncio.run(work())
    assert begun == []
    assert isinstance(refused, TooLarge)


def test_forms_pages_programs_and_the_provider_do_not_wait_for_one_another(site, door):
    async def work():
        outer, held = door
        for path, method in [("/login", "POST"), ("/enrol/x", "POST"), ("/login", "GET"), ("/login/openid", "GET")]:
            Visitor(site, outer, path, method=method)
        for path in ("/api/me", "/api/applications"):
            Visitor(site, outer, path, password=b"Basic bmFkaW5l")
        await settled()
        return held.begun

    assert asyncio.run(work()) == ["/login", "/login", "/login/openid", "/api/me"]


def test_a_network_that_failed_stands_behind_one_that_did_not(site, door):
    for number in range(3):
        site.state.throttle.attempt(f"guess {number}", Origin(network="2001:db8::/64"))

    async def work():
        outer, held = door
        Visitor(site, outer, "/first", method="POST", host="198.51.100.1")
        flood = [Visitor(site, outer, f"/{number}", method="POST", host=f"2001:db8::{number}") for number in range(3)]
        Visitor(site, outer, "/new", method="POST", host="198.51.100.2")
        await settled()
        held.gone["/first"].set()
        await settled()
        return held.begun, [visitor.status for visitor in flood]

    begun, flood = asyncio.run(work())
    assert begun == ["/first", "/new"]
    assert flood == [None] * 3


def test_a_network_that_was_turned_away_stands_behind_one_that_was_not(site, door):
    async def work():
        outer, held = door
        outer._forms = Lane(at_once=1, waiting=1)
        hosts = [("/first", 1), ("/second", 2), ("/third", 3)]
        flood = [Visitor(site, outer, path, method="POST", host=f"192.0.2.{number}") for path, number in hosts]
        await settled()
        held.gone["/first"].set()
        await settled()
        again = Visitor(site, outer, "/third", method="POST", host="192.0.2.3")
        await settled()
        assert [visitor.status for visitor in (*flood, again)] == [200, None, 429, None]
        Visitor(site, outer, "/new", method="POST", host="198.51.100.2")
        await settled()
        held.gone["/second"].set()
        await settled()
        return held.begun, again.status

    assert asyncio.run(work()) == (["/first", "/second", "/new"], 429)


def test_one_network_has_so_many_requests_under_way_and_no_more(site, door, monkeypatch):
    monkeypatch.setattr(precedence, "OF_NETWORK", 3)

    async def work():
        outer, held = door
        many = [Visitor(site, outer, f"/{number}", host=f"2001:db8::{number}", slow=True) for number in range(3)]
        await settled()
        more = Visitor(site, outer, "/api/me", host="2001:db8::ffff")
        other = Visitor(site, outer, "/other", host="2001:db8:0:1::1")
        await settled()
        many[0].pieces.put_nowait({"type": "http.disconnect"})
        await settled()
        again = Visitor(site, outer, "/again", host="2001:db8::ffff")
        await settled()
        return held.begun, more, other.status, again.status, many[0].task.done()

    begun, more, *others = asyncio.run(work())
    assert begun == ["/other", "/again"]
    assert more.status == 429
    assert dict(more.told[0]["headers"])[b"retry-after"] == b"5"
    assert json.loads(more.told[1]["body"])["detail"]
    assert others == [None, None, True]
