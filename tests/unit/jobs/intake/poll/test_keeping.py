"""Originals in batches: in order, never too many at once, and each by itself where one of them stops its worker."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import UTC, datetime

import pytest

from ingest.archive.originals import Archive
from ingest.archive.tombstones import Known
from jobs.intake.poll import keeping
from jobs.intake.poll.keeping import ErasedMail, GivenMail, Keeper
from jobs.intake.poll.worker_tasks import ContentIdentity, identities_task
from jobs.sandbox.answers import TaskFailed
from parsers.values.headers import Headers, House
from parsers.values.problems import Reason
from parsers.values.sightings import Sighting

AT = datetime(2026, 3, 2, 10, tzinfo=UTC)
KEY = "k" * 40
BOMB = b"Subject: bomb\r\n\r\n"


class PoolWithoutWalls:
    """Runs tasks here, and loses every worker that meets the bomb."""

    def __init__(self):
        self.sizes = []

    def submit(self, function, originals, house, **_):
        self.sizes.append(len(originals))
        done = Future()
        if any(original == BOMB for original, _, _ in originals):
            done.set_exception(TaskFailed(Reason.CRASHED, "lost"))
        else:
            done.set_result(function(originals, house))
        return done


@pytest.fixture
def pool():
    return PoolWithoutWalls()


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "archive", keys=(KEY,))


@pytest.fixture
def keeper(archive, pool):
    with Keeper(archive, pool, House()) as opened:
        yield opened


def sightings(count):
    return {
        uid: Sighting(
            mailbox="a", folder="INBOX", uidvalidity=1, uid=uid, received_at=AT, size=0, headers=Headers(fields=())
        )
        for uid in range(count)
    }


def mails(count):
    return [(uid, f"Subject: {uid}\r\n\r\n".encode()) for uid in range(count)]


def test_all_are_kept_in_their_order_however_they_are_batched(archive, pool, keeper, monkeypatch):
    monkeypatch.setattr(keeping, "TOGETHER", 3)
    kept = list(keeper.keep(iter(mails(10)), sightings(10)))
    assert [uid for uid, _ in kept] == list(range(10))
    assert [archive.get(given.digest) for _, given in kept] == [original for _, original in mails(10)]
    assert sorted(pool.sizes) == [1, 3, 3, 3]


def test_a_batch_has_so_many_bytes_and_a_larger_original_is_one_alone(pool, keeper, monkeypatch):
    monkeypatch.setattr(keeping, "OCTETS", 40)
    large = (2, b"Subject: 2\r\n\r\n" + b"x" * 100)
    given = [*mails(2), large, *mails(5)[3:]]
    assert [uid for uid, _ in keeper.keep(given, sightings(5))] == [0, 1, 2, 3, 4]
    assert sorted(pool.sizes) == [1, 2, 2]


def test_one_that_costs_its_worker_costs_the_others_nothing(archive, pool, keeper):
    given = [*mails(2), (2, BOMB), *mails(5)[3:]]
    kept = dict(keeper.keep(given, sightings(5)))
    assert pool.sizes == [5, 1, 1, 1, 1, 1]
    assert [uid for uid, one in kept.items() if one.content_key is None] == [2]
    assert archive.get(kept[2].digest) == BOMB


FORGED = {
    "one fewer": lambda told: told[1:],
    "one more": lambda told: (*told, told[0]),
}
"""Answers of a worker taken over, each of the type that is promised."""


@pytest.mark.parametrize("name", FORGED)
def test_an_answer_about_other_originals_counts_as_a_lost_worker(archive, pool, keeper, name):
    forge, asked = FORGED[name], pool.submit

    def forged(function, originals, house, **given):
        done: Future[tuple[ContentIdentity, ...]] = Future()
        told = asked(function, originals, house, **given).result()
        done.set_result(forge(told) if len(originals) > 1 or originals[0][0] == mails(2)[1][1] else told)
        return done

    pool.submit = forged
    kept = dict(keeper.keep(mails(3), sightings(3)))
    assert pool.sizes == [3, 1, 1, 1]
    assert [uid for uid, one in kept.items() if one.content_key is None] == [1]
    assert [archive.get(one.digest) for one in kept.values()] == [original for _, original in mails(3)]


def test_the_erased_among_others_is_not_taken_in(archive, keeper):
    by_bytes, by_content = mails(4)[1], mails(4)[2]
    found: tuple[ContentIdentity, ...] = identities_task(((by_content[1], None, 0),), House())
    digest = archive.put(by_bytes[1])
    archive.tombstones.bury([(Known.ORIGINAL, digest), (Known.CONTENT, found[0].content_key)], cause="erasure", at=AT)
    kept = dict(keeper.keep(mails(4), sightings(4)))
    assert [type(kept[uid]) for uid in range(4)] == [GivenMail, ErasedMail, ErasedMail, GivenMail]
    assert kept[1] == ErasedMail(on=AT.date())
    assert kept[2].digest in archive
    assert archive.tombstones.of((Known.ORIGINAL, kept[2].digest)) is not None


def test_it_tells_what_was_given_before_that_is_kept(pool, keeper):
    asked = Future()
    pool.submit = lambda *_, **__: asked
    keeping = keeper.keep(mails(3), sightings(4))
    assert keeping.uids == {0, 1, 2}
    asked.set_result(tuple(ContentIdentity(content_key=str(uid)) for uid in range(3)))
    assert [(uid, given.content_key) for uid, given in keeping] == [(0, "0"), (1, "1"), (2, "2")]


def test_nothing_given_asks_nobody(pool, keeper):
    assert list(keeper.keep([], {})) == []
    assert pool.sizes == []
