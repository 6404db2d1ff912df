"""When the daemon sends letters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from jobs.daemon import letters
from jobs.daemon.state import SharedState
from jobs.outgoing.letters.sending import Sent

START = datetime(2026, 3, 20, 9, tzinfo=UTC)


@pytest.fixture
def clock():
    return SimpleNamespace(now=START)


@pytest.fixture
def rounds():
    """What the next rounds come to; then nothing waits."""
    return []


@pytest.fixture
def turn(monkeypatch, clock, rounds):
    made = []

    def send():
        made.append(clock.now)
        return rounds.pop(0) if rounds else Sent()

    sender = SimpleNamespace(round=send)
    monkeypatch.setattr(letters, "ways", SimpleNamespace(way_of=lambda _: True, sender_of=lambda *_, **__: sender))
    monkeypatch.setattr(letters, "automatic", SimpleNamespace(acknowledge=lambda *_: 0, remind=lambda *_: 0))
    place = SimpleNamespace(settings=None, store=None)
    own = letters.LettersTurn(place, clock=lambda: clock.now, stopping=lambda: False, state=SharedState())

    def turn(after=0):
        clock.now += timedelta(seconds=after)
        before = len(made)
        own.turn()
        return len(made) > before

    return turn


def test_a_server_that_wants_to_be_left_alone_is_not_asked_before(turn, rounds):
    rounds.append(Sent(next_at=START + timedelta(seconds=300)))
    assert turn()
    assert not turn(after=60)
    assert not turn(after=239)
    assert turn(after=1)
    assert turn()
