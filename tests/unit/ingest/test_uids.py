from __future__ import annotations

from math import ceil

from hypothesis import example, given
from hypothesis import strategies as st

from ingest.uids import FolderStatus, batches, unrecorded, windows
from parsers.values.sightings import Recorded

UIDS = st.sets(st.integers(1, 5000), max_size=60)


def test_uid_n_star_brings_the_last_message_again():
    assert unrecorded(Recorded(uidvalidity=7, cursor=12), 7).among([12]).tolist() == []


def test_another_uidvalidity_makes_everything_new():
    recorded = Recorded(uidvalidity=7, cursor=12, above=frozenset({14}))
    assert unrecorded(recorded, 8).among([1, 12, 14]).tolist() == [1, 12, 14]


@example([5, 3, 3, 9], set(), 0)
@example([], set(), 0)
@example([1, 2, 5000], {2}, 1)
@example([7, 6], {6, 7}, 5000)
@given(st.lists(st.integers(1, 5000)), UIDS, st.integers(0, 5000))
def test_new_is_what_is_not_recorded(there, above, cursor):
    found = unrecorded(Recorded(uidvalidity=0, cursor=cursor, above=frozenset(above)), 0).among(there)
    assert found.tolist() == sorted(uid for uid in set(there) if uid > cursor and uid not in above)


@example({1, 2, 3, 7}, 1, 1)
@example(set(), 1, 1)
@example({5000}, 1, 1)
@example({1, 2, 3, 5000}, 1, 2)
@example(set(range(1, 4000, 70)), 1, 20)
@example({9}, 5000, 3)
@given(UIDS, st.integers(1, 5000), st.integers(1, 20))
@example(set(range(1, 61)), 58, 1)
def test_windows_cover_every_uid_once(there, start, size):
    status = FolderStatus(uidvalidity=1, uidnext=max(there, default=0) + 1, exists=len(there))
    ranges = list(windows(start, status, size=size))
    for uid in (uid for uid in there if uid >= start):
        assert sum(low <= uid and (high is None or uid <= high) for low, high in ranges) == 1
    assert ranges[-1][1] is None
    assert len(ranges) <= max(1, ceil(len(there) / size))


def test_a_server_without_uidnext_gets_one_open_range():
    assert list(windows(1, FolderStatus(uidvalidity=1, uidnext=None, exists=10**6))) == [(1, None)]


@example([], {})
@example([9, 3, 5], {9: 60, 3: 40, 5: 1})
@example([*range(1, 26)], {})
@example([1, 2, 3], {1: 99, 2: 99, 3: 0})
@example([4, 500, 1], {7: 99})
@given(st.lists(st.integers(1, 500), unique=True), st.dictionaries(st.integers(1, 500), st.integers(0, 99)))
def test_batches_keep_order_and_limits(uids, sizes):
    found = list(batches(uids, sizes, count=10, octets=100))
    assert [uid for batch in found for uid in batch] == uids
    for batch in found:
        assert 1 <= len(batch) <= 10
        assert len(batch) == 1 or sum(sizes.get(uid, 0) for uid in batch) <= 100
