"""What is left to do of a notice that somebody would close."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jobs.notices import ending
from jobs.notices.lifecycle import over_at
from tests.unit.store.conftest import empty_store, post, store  # noqa: F401 - fixtures
from tests.unit.store.posting import NOTICE

END = over_at(NOTICE)
TEN_MINUTES = timedelta(minutes=10)


def left(store):  # noqa: F811 - a fixture
    with store.begin() as tx:
        return list(ending.left_to_do(tx, "eo"))


@pytest.mark.parametrize(
    ("polled", "told"), [(END - TEN_MINUTES, ["mailbox a not polled since the cutoff"]), (END + TEN_MINUTES, [])]
)
def test_a_mailbox_that_was_not_polled_since_the_cutoff(store, polled, told):  # noqa: F811 - a fixture
    with store.begin() as tx:
        tx.health.succeeded("a", polled)
    assert left(store) == told


def test_mail_that_waits_to_be_read(store, post):  # noqa: F811 - fixtures
    post.record(post.sighting())
    assert left(store) == ["1 messages that wait to be read"]
