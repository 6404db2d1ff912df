"""Interviews on both databases: of many who want a slot one has it, from however many threads and processes."""

from __future__ import annotations

import os
import random
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

from sqlalchemy import func, select

from store import Store
from store.database.models import HistoryRow, InterviewRow
from store.errors import InterviewMoved, InterviewTwice, SlotTaken, SlotTwice, StoreLocked
from store.letters.interviews.values import SlotDraft
from tests.unit.store.posting import Plain

BOOKINGS = int(os.environ.get("BOOKINGS", "400"))
"""Attempts in all; `BOOKINGS=10000` makes a long run."""
PROCESSES, THREADS = 2, 4
CANDIDATES, SLOTS = 12, 10
FIRST = datetime(2026, 4, 9, 7, tzinfo=UTC)
HALF = timedelta(minutes=30)


def book(url, seed, many):
    """So many attempts from one thread: to take a slot, to move to another, to give one up. What each came to."""
    store, drawn, came = Store.open(url, logic=Plain()), random.Random(seed), Counter()
    for _ in range(many):
        candidate, slot = drawn.randint(1, CANDIDATES), drawn.randint(1, SLOTS)
        try:
            with store.begin() as tx:
                held = next((each for each in tx.interviews.of_application(candidate) if each.holds), None)
                if held is None or drawn.random() < 0.3:
                    tx.interviews.assign(candidate, slot, str(seed))
                elif drawn.random() < 0.5:
                    tx.interviews.move(held.id, slot, str(seed), revision=held.revision)
                else:
                    tx.interviews.cancel(held.id, str(seed), revision=held.revision)
            came["done"] += 1
        except (SlotTaken, InterviewTwice, InterviewMoved, StoreLocked) as exc:  # the last: SQLite under great load
            came[type(exc).__name__] += 1
    store.close()
    return came


def book_in_threads(url, seed, many):
    with ThreadPoolExecutor(THREADS) as pool:
        parts = [pool.submit(book, url, seed * THREADS + number, many // THREADS) for number in range(THREADS)]
        return sum((part.result() for part in parts), Counter())


def test_no_slot_is_given_twice_and_nobody_has_two(store, post):
    for number in range(CANDIDATES):
        post.take_in(sender=f"c{number}@mail.example")
    with store.begin() as tx:
        hours = [FIRST + number * HALF for number in range(SLOTS)]
        planned = [SlotDraft(starts_at=hour, ends_at=hour + HALF, room="1") for hour in hours]
        tx.slots.add("eo", planned, "m")
    url = store.engine.url.render_as_string(hide_password=False)
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        parts = [pool.submit(book_in_threads, url, seed, BOOKINGS // PROCESSES) for seed in range(PROCESSES)]
        came = sum((part.result() for part in parts), Counter())
    assert came.total() == BOOKINGS
    assert came["done"] > BOOKINGS / 10
    assert came["SlotTaken"]
    assert came["InterviewTwice"]
    with store.engine.connect() as connection:
        held = select(InterviewRow.slot_id, InterviewRow.message_id).where(InterviewRow.slot_id.is_not(None))
        rows = connection.execute(held).all()
        moves = connection.execute(select(func.sum(InterviewRow.sequence))).scalar_one()
        noted = connection.execute(select(func.count()).where(HistoryRow.action.startswith("interview_"))).scalar_one()
        made = connection.execute(select(func.count()).select_from(InterviewRow)).scalar_one()
    assert len({slot for slot, _ in rows}) == len({candidate for _, candidate in rows}) == len(rows)
    assert noted == came["done"] + 1  # each that was done, and the plan
    assert came["done"] == made + moves


def test_of_many_who_plan_the_same_hour_of_a_room_one_does(store):
    hour = SlotDraft(starts_at=FIRST, ends_at=FIRST + HALF, room="1")

    def planned(number):
        try:
            with store.begin() as tx:
                return tx.slots.add("eo", [hour], str(number))
        except SlotTwice:
            return ()

    with ThreadPoolExecutor(8) as pool:
        made = [slots for slots in pool.map(planned, range(24)) if slots]
    assert len(made) == 1
