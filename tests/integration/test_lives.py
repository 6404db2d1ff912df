"""Three short lives, always the same. `make soak` lives many, and whatever breaks one of them becomes a seed here."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from tests.life.lives import live
from tests.life.world import prepared
from tests.missing import missing
from tests.servers import postgres

pytestmark = [
    # a command leaves its connections to the end of its process, and here it is this one
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"),
]


@pytest.fixture(scope="module", autouse=True)
def _shared():
    with prepared():
        yield


@pytest.mark.parametrize(
    ("seed", "steps", "on_postgresql"),
    [
        ("1", 50, False),
        ("5", 40, False),
        ("6", 30, True),  # a notice was closed while mail lay unread
    ],
)
def test_a_life_breaks_nothing(seed, steps, on_postgresql, has_dovecot):
    if on_postgresql and not postgres.program("initdb"):
        missing("PostgreSQL is missing: apt install postgresql")
    with postgres.running() if on_postgresql else nullcontext() as cluster:
        lived = live(seed, steps, cluster=cluster)
    assert lived.broken is None, f"python -m tests.life {seed} {steps}: {lived.trace}\n" + "\n".join(lived.told[-5:])
    assert len(lived.told) > steps / 2
