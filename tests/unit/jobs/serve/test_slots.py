"""Who gives up a slot when slots get scarce: the oldest stranger first, and nobody known who waits for an answer."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass

import pytest
from starlette.responses import PlainTextResponse

from jobs.errors import UsageError
from jobs.serve import webserver
from jobs.serve.serving import ListenAddress
from jobs.serve.webserver import ConnectionSlots
from tests.unit.jobs.serve.test_slow_requests import HEAD, served, spoken


@dataclass(eq=False)
class Held:
    name: str
    network: str | None = "192.0.2.1"
    is_known: bool = False
    is_busy: bool = False


def taken(slots, *connections):
    """The names of those that had to go, in order."""
    gone = [slots.take(connection) for connection in connections]
    return [one.name for one in gone if one is not None]


def many(count, **said):
    return [Held(f"{number}", **said) for number in range(count)]


def test_a_network_that_has_its_share_closes_its_own_oldest():
    slots = ConnectionSlots(most=100, of_network=3)
    assert taken(slots, Held("other", network="198.51.100.1"), *many(5)) == ["0", "1"]
    assert taken(slots, Held("another", network="198.51.100.2")) == []


def test_all_of_a_proxy_s_visitors_share_all_slots():
    slots = ConnectionSlots(most=5, of_network=1)
    assert taken(slots, *many(7, network=None)) == ["0", "1"]


def test_when_all_are_taken_strangers_go_first_and_the_oldest_of_them():
    slots = ConnectionSlots(most=5, of_network=2)
    known, busy = Held("known", is_known=True), Held("busy", network="b", is_busy=True)
    strangers = [Held(name, network=name) for name in "cdefg"]
    assert taken(slots, known, busy, *strangers[:3]) == []
    assert taken(slots, *strangers[3:]) == ["busy", "c"]


def test_whoever_is_known_goes_when_idle_and_stays_while_they_wait_for_an_answer():
    slots = ConnectionSlots(most=3, of_network=9)
    working, idle = Held("working", is_known=True, is_busy=True), Held("idle", is_known=True)
    other = Held("other", is_known=True, is_busy=True)
    assert taken(slots, working, idle, other, Held("new")) == ["idle"]
    newest = Held("newest")
    assert taken(slots, newest) == ["new"]
    newest.is_known = newest.is_busy = True
    assert taken(slots, Held("too many")) == ["too many"]


def test_a_request_that_came_whole_or_was_answered_makes_a_connection_young():
    slots = ConnectionSlots(most=3, of_network=9)
    connections = many(3)
    taken(slots, *connections)
    slots.renew(connections[0])
    slots.leave(connections[2])
    slots.renew(connections[2])
    assert taken(slots, Held("a"), Held("b"), Held("c")) == ["1", "0"]


async def opened(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    return reader, writer


def test_idle_connections_of_one_address_make_room_for_the_next(monkeypatch):
    monkeypatch.setattr(webserver, "HEAD_SECONDS", 3600.0)  # none is closed for being late

    async def work(port):
        idle = [await opened(port) for _ in range(12)]
        answer = await spoken(port, HEAD + b"Connection: close\r\n\r\n")
        closed = [await reader.read() for reader, _ in idle[:5]]
        for _, writer in idle:
            writer.close()
        return answer, closed

    answer, closed = served(work, slots=ConnectionSlots(most=10, of_network=8))
    assert answer.startswith(b"HTTP/1.1 200")
    assert closed == [b""] * 5


async def turned_away(port):
    """Somebody connects and is closed at once."""
    reader, writer = await opened(port)
    with suppress(ConnectionError):
        assert await reader.read() == b""
    writer.close()


def test_a_known_visitor_s_answer_comes_whatever_connects_meanwhile():
    """While it is being made, and while it is being taken."""
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def app(scope, receive, send):
        scope["state"]["is_known"] = True
        asked.set()
        await go_on.wait()
        await PlainTextResponse(b"x" * 20_000_000)(scope, receive, send)

    async def work(port):
        reader, writer = await opened(port)
        writer.write(HEAD + b"\r\n")
        await asked.wait()
        await turned_away(port)
        go_on.set()
        await reader.readuntil(b"\r\n\r\n")
        await turned_away(port)
        body = await reader.readexactly(20_000_000)
        writer.close()
        return len(body)

    assert served(work, app=app, slots=ConnectionSlots(most=1)) == 20_000_000


def test_the_proxy_s_connections_are_none_of_one_address():
    async def work(port):
        idle = [await opened(port) for _ in range(6)]
        answer = await spoken(port, HEAD + b"Connection: close\r\n\r\n")
        idle[0][1].write(HEAD + b"Connection: close\r\n\r\n")
        first = await idle[0][0].read()
        for _, writer in idle:
            writer.close()
        return answer, first

    behind = ListenAddress(host="127.0.0.1", port=0, public="https://candidatures.example")
    answers = served(work, slots=ConnectionSlots(most=10, of_network=2), address=behind)
    assert [answer[:12] for answer in answers] == [b"HTTP/1.1 200"] * 2


@pytest.mark.parametrize(
    ("given", "trusted"),
    [
        ({}, []),
        ({"public": "https://c.example"}, ["127.0.0.1"]),
        ({"public": "https://c.example", "proxies": ("10.0.0.0/24",)}, ["10.0.0.5"]),
        ({"public": "https://c.example", "proxies": ("2001:db8::1",)}, ["2001:db8::1"]),
    ],
)
def test_whose_word_is_believed(given, trusted):
    address = ListenAddress(host="127.0.0.1", port=0, **given)
    peers = ["127.0.0.1", "10.0.0.5", "192.0.2.1", "2001:db8::1", "?"]
    assert [peer for peer in peers if address.trusts(peer)] == trusted


def test_a_proxy_is_an_address():
    with pytest.raises(UsageError, match="trusted-proxy"):
        ListenAddress(host="127.0.0.1", port=0, proxies=("proxy.example",))
