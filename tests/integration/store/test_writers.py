"""Who writes beside whom: on PostgreSQL writers of different names, on SQLite nobody; what comes of it is the same."""

from __future__ import annotations

import io
import threading
import zlib
from contextlib import contextmanager
from dataclasses import replace
from itertools import count

import pytest
from sqlalchemy import func, select, text, update

from desk.export.json_files import write_applications
from store import Store
from store.database import daemon_lock, engines
from store.database.models import Application
from store.errors import StoreLocked
from tests.unit.store.posting import NOTICE, Plain, Post, paper

NOTICES = ("bibliothecaire", "eo", "psychologue")


@pytest.fixture
def impatient(store, monkeypatch):
    """The same store for somebody who waits for nobody."""
    monkeypatch.setattr(engines, "BUSY_MILLISECONDS", 5)
    monkeypatch.setattr(engines, "LOCK_MILLISECONDS", 5)
    other = Store(engines.connect(store.engine.url.render_as_string(hide_password=False)), Plain())
    yield other
    other.close()


@contextmanager
def refused():
    with pytest.raises(StoreLocked):
        yield


@contextmanager
def let_in(store):
    """On PostgreSQL; a SQLite store has one writer."""
    if store.engine.dialect.name == "postgresql":
        yield
    else:
        with refused():
            yield


def test_writers_of_different_names_go_side_by_side(store, impatient):
    with store.begin(of=["eo", "message 1"]) as tx:
        tx.health.put("one", "1")
        with let_in(store), impatient.begin(of=["message 2", "psychologue"]) as beside:
            beside.health.put("two", "2")
            assert beside.health.get("one") is None
    with store.peek() as tx:
        assert tx.health.get("one") == "1"


def test_who_writes_the_same_or_everything_waits(store, impatient):
    for held, wanted in ((["eo"], ["a", "eo"]), (None, ["eo"]), ([], None), (None, None)):
        with store.begin(of=held), refused(), impatient.begin(of=wanted):
            pass
        with impatient.begin(of=wanted):
            pass


def test_who_waits_for_a_notice_does_not_hold_up_who_writes_everything(cluster):
    url = cluster.database()
    store, waiting = (Store.open(url, logic=Plain(), upgrade=True) for _ in range(2))
    done = threading.Event()

    def write():
        with waiting.begin(of=["eo"]) as tx:
            tx.health.put("waited", "1")
        done.set()

    with store.engine.connect() as other:  # holds the notice as a writer does who has no other lock yet
        number = zlib.crc32(b"eo") - (1 << 31)
        other.execute(select(func.pg_advisory_xact_lock(daemon_lock.NAMED, number)))
        thread = threading.Thread(target=write)
        thread.start()
        while not other.scalar(text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")):
            assert not done.is_set()
        with store.begin() as tx:
            assert tx.health.get("waited") is None
    thread.join()
    assert done.is_set()
    store.close()
    waiting.close()


class Doubtful(Plain):
    """Takes every two mails for one person's, perhaps."""

    def possible_duplicates(self, claims):
        numbers = [claim.message_id for claim in claims]
        return [(one, other, "same name") for one in numbers for other in numbers if one < other]


def recorded(store):
    """Mails of three people for each notice, in turn: each with its sighting."""
    with store.begin() as tx:
        for slug in NOTICES:
            tx.notices.put(replace(NOTICE, slug=slug))
    post, found = Post(store, count(1)), {slug: [] for slug in NOTICES}
    for number in range(18):
        slug, sender = NOTICES[number % 3], f"person{number // 3 % 3}@mail.example"
        sighting = post.sighting(sender=sender)
        noted = post.record(sighting, content=str(number), notice=slug)
        found[slug].append((noted.message_id, sighting))
    return found


def read(store, slug, mails):
    for number, sighting in mails:
        tokens = {"all", f"email:{sighting.headers.sender.email}"} if number % 4 else None
        cv = paper(text=f"version {number}", filename=f"cv{number}.pdf")
        Post(store, count()).read(number, sighting, cv, notices={slug}, tokens=tokens)


def exported(store):
    out = io.StringIO()
    with store.read() as views:
        write_applications(views.details(with_text=True), out, with_text=True)
        return out.getvalue(), [(one.row.id, one.row.duplicate_count) for one in views.details()]


def test_what_is_read_for_several_notices_at_once_is_what_is_read_for_one_after_the_other(store, url):
    store._logic = Doubtful()
    after_another = Store.open(url, logic=Doubtful(), upgrade=True)
    for slug, mails in recorded(after_another).items():
        read(after_another, slug, mails)
    mails, barrier = recorded(store), threading.Barrier(len(NOTICES))

    def at_once(slug):
        barrier.wait()
        read(store, slug, mails[slug][::-1])

    threads = [threading.Thread(target=at_once, args=(slug,)) for slug in NOTICES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert exported(store) == exported(after_another)
    after_another.close()


def test_a_writer_for_a_notice_counts_no_other_notices_doubtful_people(store):
    store._logic = Doubtful()
    mails = recorded(store)
    for slug in ("eo", "psychologue"):
        read(store, slug, mails[slug])
    first = min(number for number, _ in mails["psychologue"])
    with store.begin() as tx:
        tx._session.execute(update(Application).where(Application.id == first).values(duplicate_count=99))
    read(store, "eo", mails["eo"])
    assert dict(exported(store)[1])[first] == 99
    with store.begin() as tx:
        tx.applications.refresh(first)
    assert dict(exported(store)[1])[first] != 99
